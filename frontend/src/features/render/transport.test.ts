// @vitest-environment node
import { expect, test } from "vitest";
import { keysOf, transport } from "./transport.ts";

/** As much of a video as the transport touches. */
function tape() {
  const video = {
    currentTime: 0,
    playbackRate: 1,
    paused: true,
    muted: false,
    volume: 1,
    play: async () => {
      video.paused = false;
    },
    pause: () => {
      video.paused = true;
    },
  };
  return video;
}

const player = () => {
  const video = tape();
  const act = transport(
    () => video as unknown as HTMLVideoElement,
    () => 240,
    24,
  );
  let captions = 0;
  const keys = keysOf(
    act,
    24,
    () => 239,
    () => {
      captions += 1;
    },
  );
  const press = (key: string) => keys.find((command) => command.keys === key)?.perform();
  return { video, press, frame: () => Math.floor(video.currentTime * 24), captions: () => captions };
};

test("arrows go by a frame, J by a second, and neither leaves the film", () => {
  const { press, frame } = player();
  press("ArrowRight");
  press("ArrowRight");
  expect(frame()).toBe(2);
  press("j");
  expect(frame()).toBe(0);
  press("End");
  press("ArrowRight");
  expect(frame()).toBe(239);
});

test("L plays, then faster; K stops; space plays at the film's own speed again", () => {
  const { video, press } = player();
  press("l");
  expect([video.paused, video.playbackRate]).toEqual([false, 1]);
  press("l");
  press("l");
  press("l");
  expect(video.playbackRate).toBe(4);
  press("k");
  expect(video.paused).toBe(true);
  press(" ");
  expect([video.paused, video.playbackRate]).toEqual([false, 1]);
});

test("M and C switch sound and captions", () => {
  const { video, press, captions } = player();
  press("m");
  press("c");
  expect([video.muted, captions()]).toEqual([true, 1]);
});
