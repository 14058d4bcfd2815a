import { useSyncExternalStore } from "react";
import type { RenderFigures } from "./messages.ts";

/** Fast, lossy figures: the latest wins, and none of them enters the query cache. */
const latest = new Map<string, RenderFigures>();
const watchers = new Set<() => void>();

export function setProgress(renderId: string, figures: RenderFigures): void {
  latest.set(renderId, figures);
  for (const watcher of watchers) watcher();
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

export function useProgress(renderId: string | undefined): RenderFigures | undefined {
  return useSyncExternalStore(watch, () => (renderId ? latest.get(renderId) : undefined));
}
