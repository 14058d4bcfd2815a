import type { FeatureRoute } from "../../ui/route.ts";

export const routes: FeatureRoute[] = [
  { path: "/new-podcast", title: "New podcast", layout: "studio", page: () => import("./NewShow.tsx") },
  {
    path: "episodes",
    title: "Episodes",
    layout: "project",
    page: () => import("./Episodes.tsx"),
    tab: { order: 1, key: "1", kinds: ["podcast"] },
  },
  {
    path: "people",
    title: "People",
    layout: "project",
    page: () => import("./People.tsx"),
    tab: { order: 2, key: "2", kinds: ["podcast"] },
  },
  {
    path: "feed",
    title: "Show and feed",
    layout: "project",
    page: () => import("./ShowPage.tsx"),
    tab: { order: 3, key: "3", kinds: ["podcast"] },
  },
];
