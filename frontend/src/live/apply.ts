import type { LiveMessage } from "./messages.ts";

/** Which loaded answers a message makes old, as keys of the query cache. Pure. */
export function staleKeys(message: LiveMessage): string[][] {
  if (message.type !== "event" && message.type !== "resync") return [];
  const [kind = "", id = ""] = message.topic.split(":");
  const what = message.type === "event" ? message.kind : "";
  if (kind === "render") {
    return what.startsWith("step.")
      ? [
          ["render", id, "results"],
          ["render", id],
        ]
      : [["render", id], ["projects"]];
  }
  if (kind === "project") return [["project", id], ["projects"], ["scene"]];
  if (what.startsWith("cap.") || what.startsWith("auto_top_up.")) return [["money"]];
  return [["projects"], ["members"], ["money"]];
}

/** How long what a message made old may stay on screen, ms. Steps end by the hundred, and the figures come by themselves. */
export function patience(message: LiveMessage): number {
  return message.type === "event" && message.kind.startsWith("step.") ? 2000 : 200;
}
