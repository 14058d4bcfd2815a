import type { FeatureRoute } from "../../ui/route.ts";

export const routes: FeatureRoute[] = [
  { path: "/usage", title: "Usage and money", layout: "studio", page: () => import("./Page.tsx") },
];
