import type { FeatureRoute } from "../../ui/route.ts";

export const routes: FeatureRoute[] = [
  {
    path: "script",
    title: "Script",
    layout: "project",
    page: () => import("./Page.tsx"),
    tab: { order: 1, key: "1" },
  },
];
