import type { FeatureRoute } from "../../ui/route.ts";

export const routes: FeatureRoute[] = [
  { path: "/home", title: "Projects", layout: "studio", page: () => import("./Page.tsx") },
  { path: "/new", title: "New film", layout: "studio", page: () => import("./NewProject.tsx") },
];
