import type { ComponentType } from "react";

/** What a feature's `route.ts` exports; the app finds it by its place and loads the page when it is visited. */
export type FeatureRoute = {
  path: string;
  title: string;
  /** `open`: no account needed; `studio`: the workspace around it; `project`: a tab of a project. */
  layout: "open" | "studio" | "project";
  page: () => Promise<{ default: ComponentType }>;
  /** Place among the tabs of a project, the key that leads there after `g`, and of which kinds: of films if none is named. */
  tab?: { order: number; key: string; kinds?: string[] };
};
