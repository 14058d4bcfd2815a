import type { LiveMessage } from "./messages.ts";

/** Letters typed into a turn: the script takes them as they come, the rest may wait for a pause. */
export const TYPED = "script.typed";

const typedKeys = (projectId: string, body: { [key: string]: unknown }): string[][] =>
  ["recording", "quote", "revisions"].map((part) => [
    "project",
    projectId,
    "episode",
    String(body.episode_id),
    part,
  ]);

/** Which loaded answers a message makes old, as keys of the query cache. Pure. */
export function staleKeys(message: LiveMessage): string[][] {
  if (message.type !== "event" && message.type !== "resync") return [];
  const [kind = "", id = ""] = message.topic.split(":");
  const what = message.type === "event" ? message.kind : "";
  if (kind === "render") {
    return what.startsWith("step.") ? [["render", id]] : [["render", id], ["projects"]];
  }
  if (what === TYPED) return typedKeys(id, message.type === "event" ? message.body : {});
  if (kind === "project") return [["project", id], ["projects"], ["scene"]];
  if (what.startsWith("cap.") || what.startsWith("auto_top_up.")) return [["money"]];
  return [["projects"], ["members"], ["money"]];
}

/** How long what a message made old may stay on screen, ms. Steps end by the hundred, and the figures come by themselves. */
export function patience(message: LiveMessage): number {
  if (message.type !== "event") return 200;
  return message.kind.startsWith("step.") || message.kind === TYPED ? 2000 : 200;
}
