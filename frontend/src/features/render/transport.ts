import type { Command } from "../../ui/commands.ts";

const SPEEDS = [1, 2, 4];

/** What the player can do, on whatever video is there now. */
export type Transport = ReturnType<typeof transport>;

export function transport(video: () => HTMLVideoElement | null, frames: () => number, rate: number) {
  const seek = (to: number) => {
    const player = video();
    if (player) player.currentTime = (Math.min(Math.max(to, 0), frames() - 1) + 0.5) / rate;
  };
  const step = (by: number) => {
    video()?.pause();
    seek(Math.floor((video()?.currentTime ?? 0) * rate + 1e-6) + by);
  };
  const play = (speed: number) => {
    const player = video();
    if (!player) return;
    player.playbackRate = speed;
    void player.play();
  };
  return {
    seek,
    step,
    toggle: () => (video()?.paused ? play(1) : video()?.pause()),
    pause: () => video()?.pause(),
    faster: () => {
      const player = video();
      if (!player) return;
      const at = SPEEDS.indexOf(player.playbackRate);
      play(player.paused ? 1 : (SPEEDS[Math.min(at + 1, SPEEDS.length - 1)] ?? 1));
    },
    mute: () => {
      const player = video();
      if (player) player.muted = !player.muted;
    },
    volume: (level: number) => {
      const player = video();
      if (!player) return;
      player.volume = level;
      player.muted = level === 0;
    },
    fullScreen: () =>
      void (document.fullscreenElement ? document.exitFullscreen() : video()?.requestFullscreen()),
  };
}

/** The keys of a cutting room, for a player. */
export function keysOf(act: Transport, second: number, last: () => number, captions: () => void): Command[] {
  const key = (keys: string, name: string, perform: () => void): Command => {
    return { id: `player-${keys}`, keys, name, group: "Player", keysOnly: true, perform };
  };
  return [
    key(" ", "Play or pause", act.toggle),
    key("j", "Back a second", () => act.step(-second)),
    key("k", "Pause", act.pause),
    key("l", "Play, then faster", act.faster),
    key("ArrowLeft", "Back a frame", () => act.step(-1)),
    key("ArrowRight", "On a frame", () => act.step(1)),
    key("Home", "To the beginning", () => act.seek(0)),
    key("End", "To the end", () => act.seek(last())),
    key("c", "Captions on or off", captions),
    key("m", "Sound on or off", act.mute),
    key("f", "Full screen", act.fullScreen),
  ];
}
