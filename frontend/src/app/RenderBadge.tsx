import { notifications } from "@mantine/notifications";
import { useEffect, useRef } from "react";
import { Link, useLocation } from "react-router";
import type { Project } from "../api/queries.ts";
import { isActive } from "../api/renders.ts";
import { useProgress } from "../live/progress.ts";
import { useLive } from "../live/useLive.ts";
import { Status } from "../ui/index.tsx";
import { standing } from "../ui/Waiting.tsx";

const ENDS: Record<string, string> = {
  succeeded: "The film is finished.",
  failed: "The film was not made. Render & Watch says why; what is finished is kept.",
};

const EPISODE_ENDS: Record<string, string> = {
  succeeded: "The episode is finished.",
  failed: "The episode was not made. Render and listen says why; what is finished is kept.",
};

/** Says once that a render has ended, to whoever works elsewhere in the film meanwhile. */
function useEnd(project: Project, isWatching: boolean) {
  const state = project.last_render?.state ?? "";
  const before = useRef(state);
  useEffect(() => {
    const message = (project.kind === "podcast" ? EPISODE_ENDS : ENDS)[state];
    if (message && isActive(before.current) && !isWatching) {
      notifications.show({ title: project.title, message, color: state === "failed" ? "red" : undefined });
    }
    before.current = state;
  }, [state, isWatching, project.title, project.kind]);
}

/** A render of this film on its way, on every tab: how far it is, and the way to it. */
export function RenderBadge({ project }: { project: Project }) {
  const isShow = project.kind === "podcast";
  const watch = `/projects/${project.id}/${isShow ? "episodes" : "watch"}`;
  const isWatching = useLocation().pathname === watch;
  const render = project.last_render;
  const active = isActive(render?.state);
  useLive(active ? `render:${render?.id}` : undefined);
  const figures = useProgress(render?.id);
  useEnd(project, isWatching);
  if (!render || !active || isWatching) return null;
  return (
    <Link to={watch} className="render-badge">
      <Status state={standing(render.state, render.stopped_for)} />
      {figures && <span className="tabular">{Math.round(figures.fraction * 100)} %</span>}
    </Link>
  );
}
