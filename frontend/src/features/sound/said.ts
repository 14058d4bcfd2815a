import { words } from "../../ui/index.tsx";
import type { SceneMix } from "./queries.ts";

const COMES: Record<string, string> = {
  hit: "in on the cut",
  creep: "creeps in",
  late: "in after the talk",
};
const LEAVES: Record<string, string> = { ring: "rings over the next scene", fade: "gone by the end" };

/** A cue as a spotting session names it. */
export function cueSaid(music: NonNullable<SceneMix["music"]>): string {
  const whose = music.theme ? `${music.theme}'s theme` : "the film's theme";
  return [
    words(music.mood),
    `about ${music.bpm} bpm`,
    music.key,
    whose,
    COMES[music.entry],
    LEAVES[music.exit],
  ].join(" · ");
}

/** `room_tone` as people say it. */
export const soundSaid = (sound: string, muffled = false): string =>
  words(sound) + (muffled ? " outside" : "");

/** A level, or why there is none. */
export const levelSaid = (level: number | null, unit: string): string =>
  level === null ? "–" : `${level.toFixed(1)} ${unit}`;

/** A level against the mood's own, in decibels. */
export const gainSaid = (level: number): string =>
  level === 0 ? "as the mood asks" : `${Math.abs(level)} dB ${level > 0 ? "louder" : "softer"}`;
