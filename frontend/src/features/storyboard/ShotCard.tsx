import { useEffect, useRef, useState } from "react";
import type { Shot } from "../../api/queries.ts";
import { duration, Status, words } from "../../ui/index.tsx";

type Props = { shot: Shot; rate: string; chosen: boolean; onChoose: () => void; onPlay: () => void };

/** Under the pointer the clip runs along with it, left to right. */
function Scrub({ shot }: { shot: Shot }) {
  const video = useRef<HTMLVideoElement>(null);
  const [over, setOver] = useState(false);
  const onPointerMove = (event: React.PointerEvent<HTMLElement>) => {
    const place = event.currentTarget.getBoundingClientRect();
    const player = video.current;
    if (player?.duration) {
      player.currentTime = ((event.clientX - place.left) / place.width) * player.duration;
    }
  };
  return (
    <span
      className="shot-picture"
      onPointerEnter={(event) => setOver(event.pointerType === "mouse")}
      onPointerLeave={() => setOver(false)}
      onPointerMove={onPointerMove}
    >
      {shot.panel_url ? (
        <img src={shot.panel_url} alt={shot.prompt} loading="lazy" />
      ) : (
        <span className="shot-words">{shot.prompt}</span>
      )}
      {over && shot.clip_url && (
        <video ref={video} className="shot-clip" src={shot.clip_url} muted preload="auto" />
      )}
    </span>
  );
}

/** What is said in it; without a word the action, unless the picture still stands for it in words. */
function saidIn(shot: Shot): string {
  if (shot.dialogue) return `“${shot.dialogue}”`;
  return shot.panel_url ? shot.prompt : "";
}

/** One shot: its picture, how it is framed, what is said, how long, and how it stands. */
export function ShotCard({ shot, rate, chosen, onChoose, onPlay }: Props) {
  const place = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!chosen) return;
    place.current?.scrollIntoView({ block: "nearest" });
    // Whoever walks the board by keys takes the focus along.
    if (document.activeElement?.matches(".shot")) place.current?.focus({ preventScroll: true });
  }, [chosen]);
  return (
    <li className="shot-place">
      <button
        ref={place}
        type="button"
        className="shot"
        aria-pressed={chosen}
        onClick={onChoose}
        onDoubleClick={onPlay}
      >
        <Scrub shot={shot} />
        <span className="shot-line">
          <strong className="tabular">{shot.number}</strong>
          <span className="shot-size">{words(shot.size)}</span>
          {shot.movement !== "static" && <span className="faint">{words(shot.movement)}</span>}
          <span className="spring" />
          <span className="faint tabular">{duration(shot.frames, rate)}</span>
          <Status state={shot.status.state} cause={shot.status.cause} quiet />
        </span>
        <span className="shot-said">{saidIn(shot)}</span>
      </button>
    </li>
  );
}
