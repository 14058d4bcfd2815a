import type { FeatureRoute } from "../../ui/route.ts";

export const routes: FeatureRoute[] = [
  { path: "/workspace", title: "Workspace", layout: "studio", page: () => import("./Page.tsx") },
  { path: "/profile", title: "Your profile", layout: "studio", page: () => import("./Profile.tsx") },
];
