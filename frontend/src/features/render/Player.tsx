import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useCommands } from "../../ui/commands.ts";
import { about, perSecond } from "../../ui/index.tsx";
import { Chapters, chapterAt } from "./Chapters.tsx";
import { Controls } from "./Controls.tsx";
import type { Film } from "./queries.ts";
import { Strip } from "./Strip.tsx";
import { finished, growing, type Results, type Screen } from "./screen.ts";
import { keysOf, transport } from "./transport.ts";
import { useHandover } from "./useHandover.ts";
import { useSceneCaptions } from "./useSceneCaptions.ts";
import { useStream } from "./useStream.ts";

type Video = RefObject<HTMLVideoElement | null>;
type Attributes = React.VideoHTMLAttributes<HTMLVideoElement>;

/** The frame on screen, read as often as the screen is drawn. */
function useFrame(video: () => HTMLVideoElement | null, frames: number, rate: number): number {
  const [frame, setFrame] = useState(0);
  useEffect(() => {
    let waiting = 0;
    const show = () => {
      setFrame(Math.min(frames - 1, Math.floor((video()?.currentTime ?? 0) * rate + 1e-6)));
      waiting = requestAnimationFrame(show);
    };
    show();
    return () => cancelAnimationFrame(waiting);
  }, [video, frames, rate]);
  return frame;
}

/** Transport and keys; how far the film can be watched is asked at the moment they are used. */
function useTransport(video: () => HTMLVideoElement | null, screen: Screen, onCaptions: () => void) {
  const made = useRef(screen.made);
  made.current = screen.made;
  const rate = perSecond(screen.rate);
  const act = useMemo(() => transport(video, () => made.current, rate), [video, rate]);
  useCommands(
    useMemo(() => keysOf(act, Math.round(rate), () => made.current - 1, onCaptions), [act, rate, onCaptions]),
  );
  return act;
}

function Growing({ video, url, ...attributes }: { video: Video; url: string } & Attributes) {
  const [first] = useState(url); // the same stream under a newer address moves nobody
  const failed = useStream(video, first);
  return (
    <>
      {failed && (
        <p className="warn" role="alert">
          This browser cannot play a film that is still being made. Every scene below can be watched alone.
        </p>
      )}
      <video ref={video} {...attributes} />
    </>
  );
}

function Finished({
  video,
  film,
  captions,
  ...attributes
}: { video: Video; film: Film; captions: boolean } & Attributes) {
  const [source] = useState(film); // so with newer addresses of the same film
  useEffect(() => {
    const track = video.current?.textTracks[0];
    if (track) track.mode = captions ? "showing" : "hidden";
  }, [video, captions]);
  return (
    <video ref={video} src={source.master_url} {...attributes}>
      {source.captions_url && (
        <track kind="captions" src={source.captions_url} srcLang="en" label="Captions" default />
      )}
    </video>
  );
}

/** How long it takes until there is something to see. */
export function Opening({ results, waiting }: { results: Results | undefined; waiting: boolean }) {
  const seconds = results?.stream.first_in_seconds;
  return (
    <div className="player-opening">
      <output>
        {waiting
          ? "The first scene comes up here when the render goes on."
          : seconds == null
            ? "The first scene comes up here."
            : `The first scene is ready in ${about(seconds)}.`}
      </output>
    </div>
  );
}

type Props = {
  film: Film | null;
  /** What is there of the film while it is made; it gives way to the finished film at the same place. */
  results: Results | null;
  title: string;
  poster: string | null;
  /** The scene that is selected everywhere; the film goes there when it changes. */
  scene: string | null;
  onScene: (id: string) => void;
};

/** The film, or what is made of it, with the keys of a cutting room and its scenes below it. */
export function Player(props: Props) {
  const screen = (props.results && growing(props.results)) ?? (props.film && finished(props.film));
  return screen && <Screening {...props} sofar={screen} />;
}

function Screening({ film, results, title, poster, scene, onScene, sofar }: Props & { sofar: Screen }) {
  const live = useRef<HTMLVideoElement>(null);
  const master = useRef<HTMLVideoElement>(null);
  const onAir = useHandover(live, master, results ? "live" : "film", Boolean(film));
  const video = useCallback(() => (onAir === "live" ? live.current : master.current), [onAir]);
  const screen = onAir === "film" && film ? finished(film) : sofar;
  const [sounding, setSounding] = useState({ playing: false, volume: 1, muted: false, speed: 1 });
  const [captions, setCaptions] = useState(true);
  const onCaptions = useCallback(() => setCaptions((shown) => !shown), []);
  const frame = useFrame(video, screen.frames, perSecond(screen.rate));
  const act = useTransport(video, screen, onCaptions);
  useSceneCaptions(live, results, onAir === "live" ? screen : null, captions);

  // biome-ignore lint/correctness/useExhaustiveDependencies: neither newer addresses nor the change of films move anybody
  useEffect(() => {
    const chapter = screen.chapters.find((each) => each.scene_id === scene);
    if (chapter && chapter.frame < screen.made) act.seek(chapter.frame);
  }, [scene]);

  const hear = () => {
    const player = video();
    if (!player) return;
    const { paused, volume, muted, playbackRate } = player;
    setSounding({ playing: !paused, volume, muted, speed: playbackRate });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the other film may sound otherwise
  useEffect(hear, [onAir]);
  const attributes = {
    poster: poster ?? undefined,
    playsInline: true,
    onClick: act.toggle,
    onPlay: hear,
    onPause: hear,
    onVolumeChange: hear,
    onRateChange: hear,
    style: { aspectRatio: `${screen.width} / ${screen.height}` },
  };
  const choose = (id: string) => {
    const chapter = screen.chapters.find((each) => each.scene_id === id);
    if (chapter) act.seek(chapter.frame);
    onScene(id);
  };
  return (
    <section className="player" aria-label={`Player: ${title}`}>
      {onAir === "live" && results?.stream.url && (
        <Growing video={live} url={results.stream.url} {...attributes} />
      )}
      {film && (
        <Finished
          video={master}
          film={film}
          captions={captions}
          preload={onAir === "live" ? "auto" : "metadata"}
          hidden={onAir === "live"}
          {...attributes}
        />
      )}
      <Controls
        screen={screen}
        film={onAir === "film" ? film : null}
        frame={frame}
        act={act}
        {...sounding}
        captions={captions}
        onCaptions={onCaptions}
      />
      {onAir === "film" || !results ? (
        <Chapters screen={screen} frame={frame} onChoose={(chapter) => choose(chapter.scene_id)} />
      ) : (
        <Strip results={results} here={chapterAt(screen.chapters, frame)?.scene_id} onChoose={choose} />
      )}
    </section>
  );
}
