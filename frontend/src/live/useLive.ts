import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { currentWorkspace } from "../api/client.ts";
import { staleKeys } from "./apply.ts";
import { setProgress } from "./progress.ts";
import { live } from "./socket.ts";

/** Keep what is shown of a topic fresh while it is on screen. */
export function useLive(topic: string | undefined): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!topic) return;
    const stale = new Map<string, string[]>();
    let timer = 0;
    // Hundreds of steps may end in a second: what they make old is loaded again a few times a second at most.
    const flush = () => {
      for (const key of stale.values()) void client.invalidateQueries({ queryKey: key });
      stale.clear();
      timer = 0;
    };
    const stop = live.listen(currentWorkspace(), topic, (message) => {
      if (message.type === "progress") setProgress(message.topic.slice("render:".length), message.render);
      for (const key of staleKeys(message)) stale.set(key.join("/"), key);
      if (stale.size && !timer) timer = window.setTimeout(flush, 300);
    });
    return () => {
      window.clearTimeout(timer);
      stop();
    };
  }, [client, topic]);
}
