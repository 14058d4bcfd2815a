// @vitest-environment node
import { expect, test } from "vitest";
import { growing, type Results } from "./screen.ts";

const scene = (name: string, frames: number | null): Results["scenes"][number] => ({
  scene_id: name,
  heading: name,
  preview_url: null,
  captions_url: null,
  poster_url: null,
  frames,
  state: "running",
});

const results = (made: number, scenes: Results["scenes"]): Results => ({
  film: null,
  stream: {
    url: made ? "/media/streams/x.m3u8" : null,
    scenes: 1,
    frames: made,
    rate: "24",
    width: 1280,
    height: 720,
    first_in_seconds: null,
  },
  scenes,
  shots: [],
});

test("before the first scene there is nothing to show", () => {
  expect(growing(results(0, [scene("a", 96)]))).toBeNull();
});

test("scenes whose length is known are chapters, up to the first that is not", () => {
  const screen = growing(results(96, [scene("a", 96), scene("b", 48), scene("c", null), scene("d", 24)]));
  expect(screen?.chapters.map((chapter) => [chapter.scene_id, chapter.frame])).toEqual([
    ["a", 0],
    ["b", 96],
  ]);
  expect([screen?.frames, screen?.made]).toEqual([144, 96]);
});
