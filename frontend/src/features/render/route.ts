import type { FeatureRoute } from "../../ui/route.ts";

export const routes: FeatureRoute[] = [
  {
    path: "watch",
    title: "Render & Watch",
    layout: "project",
    page: () => import("./Page.tsx"),
    tab: { order: 4, key: "5" },
  },
];
