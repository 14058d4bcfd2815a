import { ActionIcon, Modal } from "@mantine/core";
import {
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerSkipBack,
  IconPlayerSkipForward,
} from "@tabler/icons-react";
import { useEffect, useState } from "react";
import type { Shot } from "../../api/queries.ts";
import { duration, perSecond, words } from "../../ui/index.tsx";

/** What stands for a shot: its clip, else its panel, else its words. */
function Picture({ shot, playing }: { shot: Shot; playing: boolean }) {
  if (shot.clip_url) {
    return (
      <video
        key={shot.id}
        ref={(video) => {
          if (playing) void video?.play().catch(() => {});
          else video?.pause();
        }}
        src={shot.clip_url}
        poster={shot.panel_url ?? undefined}
        muted
        playsInline
      />
    );
  }
  if (shot.panel_url) return <img src={shot.panel_url} alt={shot.prompt} />;
  return <p className="shot-words">{shot.prompt}</p>;
}

/** Moves on when a shot has had its length; `at` is the shot on screen. */
function useRun(shots: readonly Shot[], from: number, rate: string) {
  const [at, setAt] = useState(from);
  const [playing, setPlaying] = useState(true);
  const shot = shots[at];
  useEffect(() => {
    if (!playing || !shot) return;
    const last = at === shots.length - 1;
    const timer = window.setTimeout(
      () => (last ? setPlaying(false) : setAt(at + 1)),
      (shot.frames / perSecond(rate)) * 1000,
    );
    return () => window.clearTimeout(timer);
  }, [at, playing, shot, shots.length, rate]);
  const go = (to: number) => setAt(Math.min(Math.max(to, 0), shots.length - 1));
  return { at, shot, playing, go, toggle: () => setPlaying(!playing) };
}

type Props = { shots: readonly Shot[]; from: string; rate: string; onClose: (at: string) => void };

/** The board in time: every shot for as long as it lasts, from the chosen one on. */
export function Animatic({ shots, from, rate, onClose }: Props) {
  const start = Math.max(
    0,
    shots.findIndex((shot) => shot.id === from),
  );
  const { at, shot, playing, go, toggle } = useRun(shots, start, rate);
  if (!shot) return null;
  const close = () => onClose(shot.id);
  const onKeyDown = (event: React.KeyboardEvent) => {
    const by = event.key === "ArrowLeft" ? -1 : event.key === "ArrowRight" ? 1 : 0;
    if (by) {
      event.preventDefault();
      go(at + by);
    } else if (event.key === " " && !(event.target as HTMLElement).closest("button")) {
      event.preventDefault();
      toggle();
    }
  };
  return (
    <Modal opened onClose={close} size="xl" title={`Animatic · shot ${shot.number}`} onKeyDown={onKeyDown}>
      <div className="animatic">
        <div className="animatic-picture">
          <Picture shot={shot} playing={playing} />
        </div>
        <p className="animatic-line">{shot.dialogue && `“${shot.dialogue}”`}</p>
        <div className="animatic-run" aria-hidden="true">
          {shots.slice(Math.max(0, at - 12), at + 28).map((each) => (
            <span
              key={each.id}
              style={{ flexGrow: each.frames }}
              className={each.id === shot.id ? "animatic-here" : undefined}
            />
          ))}
        </div>
        <div className="player-bar">
          <ActionIcon variant="subtle" color="gray" aria-label="Shot before" onClick={() => go(at - 1)}>
            <IconPlayerSkipBack size="1.1rem" />
          </ActionIcon>
          <ActionIcon aria-label={playing ? "Pause" : "Play"} onClick={toggle} data-autofocus>
            {playing ? <IconPlayerPauseFilled size="1.1rem" /> : <IconPlayerPlayFilled size="1.1rem" />}
          </ActionIcon>
          <ActionIcon variant="subtle" color="gray" aria-label="Next shot" onClick={() => go(at + 1)}>
            <IconPlayerSkipForward size="1.1rem" />
          </ActionIcon>
          <span className="faint tabular">
            {at + 1} of {shots.length} · {words(shot.size)} · {duration(shot.frames, rate)}
          </span>
        </div>
      </div>
    </Modal>
  );
}
