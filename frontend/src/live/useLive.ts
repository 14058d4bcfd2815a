import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { currentWorkspace } from "../api/client.ts";
import { patience, staleKeys } from "./apply.ts";
import { setProgress } from "./progress.ts";
import { live } from "./socket.ts";

/** Keep what is shown of a topic fresh while it is on screen. */
export function useLive(topic: string | undefined): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!topic) return;
    const stale = new Map<string, string[]>();
    let timer = 0;
    let due = 0;
    const flush = () => {
      for (const key of stale.values()) void client.invalidateQueries({ queryKey: key });
      stale.clear();
      timer = 0;
    };
    const flushWithin = (ms: number) => {
      if (timer && due <= Date.now() + ms) return;
      window.clearTimeout(timer);
      due = Date.now() + ms;
      timer = window.setTimeout(flush, ms);
    };
    const stop = live.listen(currentWorkspace(), topic, (message) => {
      if (message.type === "progress") setProgress(message.topic.slice("render:".length), message.render);
      for (const key of staleKeys(message)) stale.set(key.join("/"), key);
      if (stale.size) flushWithin(patience(message));
    });
    return () => {
      window.clearTimeout(timer);
      stop();
    };
  }, [client, topic]);
}
