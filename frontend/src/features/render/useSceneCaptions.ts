import { type RefObject, useEffect, useRef } from "react";
import { perSecond } from "../../ui/index.tsx";
import type { Results, Screen } from "./screen.ts";
import { readVtt } from "./vtt.ts";

/** Captions of a film that is still being made: those of each scene, once it can be watched, where it begins. */
export function useSceneCaptions(
  video: RefObject<HTMLVideoElement | null>,
  results: Results | null,
  screen: Screen | null,
  shown: boolean,
): void {
  const track = useRef<TextTrack | null>(null);
  const known = useRef(new Set<string>());
  const there = Boolean(screen);
  useEffect(() => {
    if (there && video.current && !track.current)
      track.current = video.current.addTextTrack("captions", "Captions");
    if (track.current) track.current.mode = shown ? "showing" : "hidden";
  }, [video, there, shown]);
  useEffect(() => {
    if (!screen || !results) return;
    for (const scene of results.scenes.slice(0, results.stream.scenes)) {
      const chapter = screen.chapters.find((each) => each.scene_id === scene.scene_id);
      if (!chapter || !scene.captions_url || known.current.has(scene.scene_id)) continue;
      known.current.add(scene.scene_id);
      void load(scene.captions_url, chapter.frame / perSecond(screen.rate), track.current).catch(() =>
        known.current.delete(scene.scene_id),
      );
    }
  }, [results, screen]);
}

async function load(url: string, from: number, track: TextTrack | null): Promise<void> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`captions: ${answer.status}`);
  for (const cue of readVtt(await answer.text(), from))
    track?.addCue(new VTTCue(cue.start, cue.end, cue.text));
}
