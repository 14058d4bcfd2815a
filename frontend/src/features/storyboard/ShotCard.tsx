import { useEffect, useRef, useState } from "react";
import type { Shot } from "../../api/queries.ts";
import { duration, Status, words } from "../../ui/index.tsx";

type Props = {
  shot: Shot;
  /** Who in its picture looks unlike their pictures, in words. */
  unlike: string;
  rate: string;
  chosen: boolean;
  onChoose: () => void;
  onPlay: () => void;
  /** A shot of the same scene was let go on this one. */
  onDrop: (id: string, side: Side) => void;
};

type Side = "before" | "behind";

/** What is dragged over the board: the id of a shot, under the name of its scene, so that only that scene takes it. */
function useDrag(shot: Shot, onDrop: Props["onDrop"]) {
  const [side, setSide] = useState<Side | null>(null);
  const kind = `shot/${shot.scene_id.toLowerCase()}`;
  return {
    side,
    handlers: {
      draggable: true,
      onDragStart: (event: React.DragEvent) => {
        event.dataTransfer.setData(kind, shot.id);
        event.dataTransfer.effectAllowed = "move";
      },
      onDragOver: (event: React.DragEvent<HTMLElement>) => {
        if (!event.dataTransfer.types.includes(kind)) return;
        event.preventDefault();
        const place = event.currentTarget.getBoundingClientRect();
        setSide(event.clientX < place.left + place.width / 2 ? "before" : "behind");
      },
      onDragLeave: () => setSide(null),
      onDrop: (event: React.DragEvent) => {
        event.preventDefault();
        if (side) onDrop(event.dataTransfer.getData(kind), side);
        setSide(null);
      },
    },
  };
}

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
        <img src={shot.panel_url} alt={shot.prompt} loading="lazy" draggable={false} />
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
export function ShotCard({ shot, unlike, rate, chosen, onChoose, onPlay, onDrop }: Props) {
  const drag = useDrag(shot, onDrop);
  const place = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!chosen) return;
    place.current?.scrollIntoView({ block: "nearest" });
    // Whoever walks the board by keys takes the focus along.
    if (document.activeElement?.matches(".shot")) place.current?.focus({ preventScroll: true });
  }, [chosen]);
  return (
    <li className="shot-place" data-drop={drag.side} {...drag.handlers}>
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
        {unlike && <span className="caution">{unlike}</span>}
        <span className="shot-said">{saidIn(shot)}</span>
      </button>
    </li>
  );
}
