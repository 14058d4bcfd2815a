import type { FeatureRoute } from "../../ui/route.ts";

export const routes: FeatureRoute[] = [
  {
    path: "sound",
    title: "Sound",
    layout: "project",
    page: () => import("./Page.tsx"),
    tab: { order: 3.5, key: "4" },
  },
];
