// @vitest-environment node
import { expect, test } from "vitest";
import { cueSaid, gainSaid, levelSaid, soundSaid } from "./said.ts";

test("a cue is said as a spotting session names it", () => {
  const music = {
    mood: "tense",
    intensity: 2,
    bpm: 96,
    key: "D",
    theme: "MARA",
    entry: "creep",
    exit: "ring",
  } as const;
  expect(cueSaid(music)).toBe(
    "Tense · about 96 bpm · D · MARA's theme · creeps in · rings over the next scene",
  );
  expect(cueSaid({ ...music, theme: "" })).toContain("the film's theme");
});

test("sounds and levels are words and figures", () => {
  expect(soundSaid("room_tone")).toBe("Room tone");
  expect(soundSaid("rain", true)).toBe("Rain outside");
  expect(levelSaid(-18.25, "LUFS")).toBe("-18.3 LUFS");
  expect(levelSaid(null, "LUFS")).toBe("–");
  expect([gainSaid(-6), gainSaid(0), gainSaid(3)]).toEqual([
    "6 dB softer",
    "as the mood asks",
    "3 dB louder",
  ]);
});
