import type { Schemas } from "../../api/queries.ts";
import type { Film } from "./queries.ts";

export type Chapter = Film["chapters"][number];
export type Results = Schemas["ResultsOut"];

/** What a player must know of a film, finished or still being made. */
export type Screen = {
  rate: string;
  width: number;
  height: number;
  /** As far as the length is known. */
  frames: number;
  /** As far as it can be watched, from the beginning. */
  made: number;
  chapters: Chapter[];
};

export const finished = (film: Film): Screen => ({ ...film, made: film.frames });

/** The film so far; null before its first scene is there. Scenes begin where those before them end. */
export function growing({ stream, scenes }: Results): Screen | null {
  if (!stream.url) return null;
  const chapters: Chapter[] = [];
  let frames = 0;
  for (const scene of scenes) {
    if (scene.frames == null) break;
    chapters.push({
      scene_id: scene.scene_id,
      heading: scene.heading,
      frame: frames,
      poster_url: scene.poster_url,
    });
    frames += scene.frames;
  }
  return {
    rate: stream.rate,
    width: stream.width ?? 16,
    height: stream.height ?? 9,
    frames: Math.max(frames, stream.frames),
    made: stream.frames,
    chapters,
  };
}
