import { expect, test } from "vitest";
import { handOver } from "./useHandover.ts";

/** As much of a video as a change of films touches; it is where it is told to be at once. */
class Tape extends EventTarget {
  paused = true;
  volume = 1;
  muted = false;
  playbackRate = 1;
  readyState = 1;
  private at = 0;
  get currentTime() {
    return this.at;
  }
  set currentTime(seconds: number) {
    this.at = seconds;
    queueMicrotask(() => this.dispatchEvent(new Event("seeked")));
  }
  play = async () => {
    this.paused = false;
  };
  pause = () => {
    this.paused = true;
  };
  runTo(seconds: number) {
    this.at = seconds;
  }
}

const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));

function hall(from: Partial<Tape>) {
  const live = Object.assign(new Tape(), from);
  const film = new Tape();
  live.runTo(10);
  let changes = 0;
  const stop = handOver(live as unknown as HTMLVideoElement, film as unknown as HTMLVideoElement, () => {
    changes += 1;
  });
  return { live, film, stop, changes: () => changes };
}

test("a film that is paused is changed where it stands, and stays paused", async () => {
  const { film, changes } = hall({ paused: true });
  await drawn();
  expect([changes(), film.currentTime, film.paused]).toEqual([1, 10, true]);
});

test("a film that plays is changed when the viewer gets to where the other waits", async () => {
  const { live, film, changes } = hall({ paused: false, muted: true, volume: 0.5, playbackRate: 2 });
  await drawn();
  expect([changes(), film.currentTime, film.paused]).toEqual([0, 10.3, true]);
  live.runTo(10.31);
  await drawn();
  expect([changes(), film.paused, live.paused]).toEqual([1, false, true]);
  expect([film.muted, film.volume, film.playbackRate]).toEqual([true, 0.5, 2]);
});

test("nothing changes once the viewer has left", async () => {
  const { live, stop, changes } = hall({ paused: false });
  stop();
  live.runTo(20);
  await drawn();
  expect(changes()).toBe(0);
});
