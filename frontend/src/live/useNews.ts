import { useEffect, useRef } from "react";
import { currentWorkspace } from "../api/client.ts";
import type { LiveMessage } from "./messages.ts";
import { live } from "./socket.ts";

export type News = Extract<LiveMessage, { type: "event" }>;

/** Hear what happens on a topic as it happens; what happened before is for the pages to load. */
export function useNews(topic: string, onNews: (news: News) => void): void {
  const latest = useRef(onNews);
  latest.current = onNews;
  useEffect(
    () =>
      live.listen(currentWorkspace(), topic, (message) => {
        if (message.type === "event") latest.current(message);
      }),
    [topic],
  );
}
