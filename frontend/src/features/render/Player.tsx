import { useEffect, useMemo, useRef, useState } from "react";
import { useCommands } from "../../ui/commands.ts";
import { perSecond } from "../../ui/index.tsx";
import { Chapters } from "./Chapters.tsx";
import { Controls } from "./Controls.tsx";
import type { Film } from "./queries.ts";
import { keysOf, transport } from "./transport.ts";

/** The frame on screen, read as often as the screen is drawn. */
function useFrame(video: React.RefObject<HTMLVideoElement | null>, frames: number, rate: number): number {
  const [frame, setFrame] = useState(0);
  useEffect(() => {
    let waiting = 0;
    const show = () => {
      setFrame(Math.min(frames - 1, Math.floor((video.current?.currentTime ?? 0) * rate + 1e-6)));
      waiting = requestAnimationFrame(show);
    };
    show();
    return () => cancelAnimationFrame(waiting);
  }, [video, frames, rate]);
  return frame;
}

type Props = {
  film: Film;
  title: string;
  poster: string | null;
  /** The scene that is selected everywhere; the film goes there when it changes. */
  scene: string | null;
  onScene: (id: string) => void;
};

/** The film with the keys of a cutting room, and its scenes below it. */
export function Player({ film, title, poster, scene, onScene }: Props) {
  const video = useRef<HTMLVideoElement>(null);
  const [sounding, setSounding] = useState({ playing: false, volume: 1, muted: false, speed: 1 });
  const [captions, setCaptions] = useState(true);
  const rate = perSecond(film.rate);
  const frame = useFrame(video, film.frames, rate);
  const act = useMemo(() => transport(() => video.current, film.frames, rate), [film.frames, rate]);
  useCommands(
    useMemo(
      () => keysOf(act, Math.round(rate), film.frames - 1, () => setCaptions((shown) => !shown)),
      [act, rate, film.frames],
    ),
  );

  useEffect(() => {
    const track = video.current?.textTracks[0];
    if (track) track.mode = captions ? "showing" : "hidden";
  }, [captions]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: new addresses of the same film move nobody
  useEffect(() => {
    const chapter = film.chapters.find((each) => each.scene_id === scene);
    if (chapter) act.seek(chapter.frame);
  }, [scene, act]);

  const hear = () => {
    const player = video.current;
    if (!player) return;
    setSounding({
      playing: !player.paused,
      volume: player.volume,
      muted: player.muted,
      speed: player.playbackRate,
    });
  };
  return (
    <section className="player" aria-label={`Player: ${title}`}>
      {/* biome-ignore lint/a11y/useMediaCaption: the captions track is there whenever somebody speaks */}
      <video
        ref={video}
        src={film.master_url}
        poster={poster ?? undefined}
        preload="metadata"
        playsInline
        onClick={act.toggle}
        onPlay={hear}
        onPause={hear}
        onVolumeChange={hear}
        onRateChange={hear}
        style={{ aspectRatio: `${film.width} / ${film.height}` }}
      >
        {film.captions_url && (
          <track kind="captions" src={film.captions_url} srcLang="en" label="Captions" default />
        )}
      </video>
      <Controls
        film={film}
        frame={frame}
        act={act}
        {...sounding}
        captions={captions}
        onCaptions={() => setCaptions(!captions)}
      />
      <Chapters
        film={film}
        frame={frame}
        onChoose={(chapter) => {
          act.seek(chapter.frame);
          onScene(chapter.scene_id);
        }}
      />
    </section>
  );
}
