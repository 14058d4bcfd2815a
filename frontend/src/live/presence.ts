import { useEffect, useRef, useState } from "react";
import { currentWorkspace } from "../api/client.ts";
import { live } from "./socket.ts";

/** Somebody else who has the same pages open, in one window; `place` is whatever the pages say of it. */
export type Peer = { peer: string; person: string; place: Record<string, unknown>; at: number };

const SAID_AGAIN_MS = 4000;
const FORGOTTEN_MS = 11_000;
const SPOKEN_MS = 150;

/** Says where one is on the pages of a topic, and hears where the others are. */
export function usePeers(topic: string, place: object): Peer[] {
  const [peers, setPeers] = useState<Peer[]>([]);
  const said = JSON.stringify(place);
  const mine = useRef(said);
  mine.current = said;
  useEffect(() => {
    const say = () => live.whisper(topic, JSON.parse(mine.current) as object);
    const known = new Map<string, Peer>();
    const show = () => setPeers([...known.values()]);
    const stop = live.listen(currentWorkspace(), topic, (message) => {
      if (message.type === "subscribed") say();
      if (message.type !== "presence") return;
      const stranger = !known.has(message.peer);
      if (message.body) {
        known.set(message.peer, {
          peer: message.peer,
          person: message.person,
          place: message.body,
          at: Date.now(),
        });
        if (stranger) say();
      } else known.delete(message.peer);
      show();
    });
    const again = window.setInterval(() => {
      say();
      const before = known.size;
      for (const each of known.values()) {
        if (Date.now() - each.at > FORGOTTEN_MS) known.delete(each.peer);
      }
      if (known.size !== before) show();
    }, SAID_AGAIN_MS);
    return () => {
      live.whisper(topic, {});
      window.clearInterval(again);
      stop();
    };
  }, [topic]);
  useEffect(() => {
    const soon = window.setTimeout(() => live.whisper(topic, JSON.parse(said) as object), SPOKEN_MS);
    return () => window.clearTimeout(soon);
  }, [topic, said]);
  return peers;
}
