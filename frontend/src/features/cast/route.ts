import type { FeatureRoute } from "../../ui/route.ts";

export const routes: FeatureRoute[] = [
  {
    path: "cast",
    title: "Cast",
    layout: "project",
    page: () => import("./Page.tsx"),
    tab: { order: 3, key: "3" },
  },
];
