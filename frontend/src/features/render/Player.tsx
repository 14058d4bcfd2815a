import { ActionIcon, Button, Menu, SegmentedControl } from "@mantine/core";
import {
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerSkipBack,
  IconPlayerSkipForward,
} from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { perSecond, timecode } from "../../ui/index.tsx";
import type { Film } from "./queries.ts";

const SPEEDS = [1, 2, 4];

type Act =
  | "toggle"
  | "pause"
  | "faster"
  | "secondBack"
  | "frameBack"
  | "frameForward"
  | "toStart"
  | "toEnd"
  | "captions"
  | "fullScreen";

const KEYS: Record<string, Act> = {
  " ": "toggle",
  k: "pause",
  l: "faster",
  j: "secondBack",
  ArrowLeft: "frameBack",
  ArrowRight: "frameForward",
  Home: "toStart",
  End: "toEnd",
  c: "captions",
  f: "fullScreen",
};

/** Captions as files: for editors, for players, for the deaf and hard of hearing. */
function CaptionFiles({ film }: { film: Film }) {
  const files = [
    { href: film.subtitles_url, label: "SubRip (.srt)" },
    { href: film.captions_download_url, label: "WebVTT (.vtt)" },
    { href: film.sdh_url, label: "With speakers and sounds (SDH, .vtt)" },
  ];
  const there = files.filter((file) => file.href);
  if (!there.length) return null;
  return (
    <Menu>
      <Menu.Target>
        <Button size="xs" variant="default">
          Caption files
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {there.map((file) => (
          <Menu.Item key={file.label} component="a" href={file.href ?? ""} download>
            {file.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** The film with the keys of a cutting room: space, J K L, arrows by frame, C for captions, F for full screen. */
export function Player({ film, title, poster }: { film: Film; title: string; poster: string | null }) {
  const video = useRef<HTMLVideoElement>(null);
  const [frame, setFrame] = useState(0);
  const [playing, setPlaying] = useState(false);
  const [captions, setCaptions] = useState(true);
  const rate = perSecond(film.rate);

  const seek = (to: number) => {
    if (video.current) video.current.currentTime = (Math.min(Math.max(to, 0), film.frames - 1) + 0.5) / rate;
  };
  const step = (by: number) => {
    video.current?.pause();
    seek(Math.floor((video.current?.currentTime ?? 0) * rate + 1e-6) + by);
  };
  const toggle = () => (video.current?.paused ? void video.current.play() : video.current?.pause());
  const faster = () => {
    const player = video.current;
    if (!player) return;
    const at = SPEEDS.indexOf(player.playbackRate);
    player.playbackRate = player.paused ? 1 : (SPEEDS[Math.min(at + 1, SPEEDS.length - 1)] ?? 1);
    void player.play();
  };
  const act: Record<Act, () => void> = {
    toggle,
    pause: () => video.current?.pause(),
    faster,
    secondBack: () => step(-Math.round(rate)),
    frameBack: () => step(-1),
    frameForward: () => step(1),
    toStart: () => seek(0),
    toEnd: () => seek(film.frames - 1),
    captions: () => setCaptions((shown) => !shown),
    fullScreen: () => void video.current?.requestFullscreen(),
  };

  useEffect(() => {
    let waiting = 0;
    const show = () => {
      setFrame(Math.min(film.frames - 1, Math.floor((video.current?.currentTime ?? 0) * rate + 1e-6)));
      waiting = requestAnimationFrame(show);
    };
    show();
    return () => cancelAnimationFrame(waiting);
  }, [film.frames, rate]);

  useEffect(() => {
    const track = video.current?.textTracks[0];
    if (track) track.mode = captions ? "showing" : "hidden";
  }, [captions]);

  return (
    <section
      className="player"
      aria-label={`Player: ${title}`}
      onKeyDown={(event) => {
        const wanted = KEYS[event.key];
        if (wanted && !(event.target instanceof HTMLInputElement && event.key.startsWith("Arrow"))) {
          event.preventDefault();
          act[wanted]();
        }
      }}
    >
      {/* biome-ignore lint/a11y/useMediaCaption: the captions track is there whenever somebody speaks */}
      <video
        ref={video}
        src={film.master_url}
        poster={poster ?? undefined}
        preload="metadata"
        playsInline
        onClick={toggle}
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        style={{ aspectRatio: `${film.width} / ${film.height}` }}
      >
        {film.captions_url && (
          <track kind="captions" src={film.captions_url} srcLang="en" label="Captions" default />
        )}
      </video>
      <div className="player-bar">
        <ActionIcon variant="subtle" color="gray" aria-label="Frame back" onClick={() => step(-1)}>
          <IconPlayerSkipBack size="1.1rem" />
        </ActionIcon>
        <ActionIcon size="lg" aria-label={playing ? "Pause" : "Play"} onClick={toggle}>
          {playing ? <IconPlayerPause size="1.2rem" /> : <IconPlayerPlay size="1.2rem" />}
        </ActionIcon>
        <ActionIcon variant="subtle" color="gray" aria-label="Frame forward" onClick={() => step(1)}>
          <IconPlayerSkipForward size="1.1rem" />
        </ActionIcon>
        <input
          type="range"
          className="player-seek"
          aria-label="Position"
          aria-valuetext={timecode(frame, film.rate)}
          min={0}
          max={film.frames - 1}
          value={frame}
          onChange={(event) => seek(Number(event.currentTarget.value))}
        />
        <output className="tabular player-time" data-testid="timecode">
          {timecode(frame, film.rate)} / {timecode(film.frames, film.rate)}
        </output>
        <SegmentedControl
          size="xs"
          aria-label="Captions"
          value={captions ? "on" : "off"}
          onChange={(value) => setCaptions(value === "on")}
          data={[
            { value: "on", label: "Captions" },
            { value: "off", label: "None" },
          ]}
        />
        <CaptionFiles film={film} />
        <Button component="a" size="xs" variant="default" href={film.download_url} download>
          Download
        </Button>
      </div>
    </section>
  );
}
