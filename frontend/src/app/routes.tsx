import { lazy, Suspense } from "react";
import { createBrowserRouter, type RouteObject } from "react-router";
import { Waiting } from "../ui/index.tsx";
import type { FeatureRoute } from "../ui/route.ts";
import { Fault, NotFound } from "./Fault.tsx";
import { OpenFrame, StudioFrame } from "./frames.tsx";
import { ProjectFrame } from "./ProjectFrame.tsx";

const found = import.meta.glob<{ routes: FeatureRoute[] }>("../features/*/route.ts", { eager: true });
const features = Object.values(found).flatMap((module) => module.routes);

const tabs = features
  .filter((route) => route.layout === "project" && route.tab)
  .sort((one, other) => (one.tab?.order ?? 0) - (other.tab?.order ?? 0));

function pagesOf(layout: FeatureRoute["layout"]): RouteObject[] {
  return features
    .filter((route) => route.layout === layout)
    .map((route) => {
      const Page = lazy(route.page);
      return {
        path: route.path,
        handle: { title: route.title },
        errorElement: <Fault />,
        element: (
          <Suspense fallback={<Waiting />}>
            <Page />
          </Suspense>
        ),
      };
    });
}

export const router = createBrowserRouter([
  { element: <OpenFrame />, errorElement: <Fault />, children: pagesOf("open") },
  {
    element: <StudioFrame />,
    errorElement: <Fault />,
    children: [
      ...pagesOf("studio"),
      { path: "/projects/:projectId", element: <ProjectFrame tabs={tabs} />, children: pagesOf("project") },
    ],
  },
  { path: "*", element: <NotFound /> },
]);
