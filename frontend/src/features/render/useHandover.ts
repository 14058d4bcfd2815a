import { type RefObject, useEffect, useState } from "react";

export type OnAir = "live" | "film";

const LEAD_SECONDS = 0.3;
const PATIENCE_MS = 2000;

type Video = RefObject<HTMLVideoElement | null>;

/** What is on the screen: the growing film, until the finished one stands ready at the same place. */
export function useHandover(live: Video, film: Video, start: OnAir, ready: boolean): OnAir {
  const [onAir, setOnAir] = useState(start);
  useEffect(() => {
    if (onAir === "film" || !ready || !film.current) return;
    if (live.current) return handOver(live.current, film.current, () => setOnAir("film"));
    setOnAir("film");
  }, [live, film, onAir, ready]);
  return onAir;
}

/** Loads the film a moment ahead of the viewer and, when the viewer gets there, shows it instead. */
export function handOver(from: HTMLVideoElement, to: HTMLVideoElement, done: () => void): () => void {
  const ended = new AbortController();
  const { signal } = ended;
  let waiting = 0;
  const change = () => {
    to.volume = from.volume;
    to.muted = from.muted;
    to.playbackRate = from.playbackRate;
    if (from.paused) to.currentTime = from.currentTime;
    else void to.play();
    from.pause();
    done();
  };
  const meet = (at: number, latest: number) => {
    // leaving the full screen is the viewer's business: the change waits for it
    const elsewhere = document.fullscreenElement === from;
    const there = from.paused || from.currentTime >= at || performance.now() > latest;
    if (there && !elsewhere) change();
    else waiting = requestAnimationFrame(() => meet(elsewhere ? from.currentTime : at, latest));
  };
  const cue = () => {
    const at = from.currentTime + (from.paused ? 0 : LEAD_SECONDS);
    to.addEventListener("seeked", () => meet(at, performance.now() + PATIENCE_MS), { once: true, signal });
    to.currentTime = at;
  };
  if (to.readyState >= 1) cue();
  else to.addEventListener("loadedmetadata", cue, { once: true, signal });
  return () => {
    ended.abort();
    cancelAnimationFrame(waiting);
  };
}
