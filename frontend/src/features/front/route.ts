import type { FeatureRoute } from "../../ui/route.ts";

export const routes: FeatureRoute[] = [
  { path: "/", title: "Welcome", layout: "open", page: () => import("./Page.tsx") },
];
