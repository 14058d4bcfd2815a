import type { FeatureRoute } from "../../ui/route.ts";

export const routes: FeatureRoute[] = [
  {
    path: "settings",
    title: "Settings",
    layout: "project",
    page: () => import("./Page.tsx"),
    tab: { order: 5, key: "6", kinds: ["film", "podcast"] },
  },
];
