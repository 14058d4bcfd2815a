import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { currentWorkspace } from "../api/client.ts";
import { patience, staleKeys } from "./apply.ts";
import { setProgress } from "./progress.ts";
import { live } from "./socket.ts";
import { staleOf } from "./stale.ts";

/** Keep what is shown of a topic fresh while it is on screen. */
export function useLive(topic: string | undefined): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!topic) return;
    const tell = staleOf(client);
    return live.listen(currentWorkspace(), topic, (message) => {
      if (message.type === "progress") setProgress(message.topic.slice("render:".length), message.render);
      tell(staleKeys(message), patience(message));
    });
  }, [client, topic]);
}
