import type { FeatureRoute } from "../../ui/route.ts";

export const routes: FeatureRoute[] = [
  {
    path: "board",
    title: "Storyboard",
    layout: "project",
    page: () => import("./Page.tsx"),
    tab: { order: 2, key: "2" },
  },
];
