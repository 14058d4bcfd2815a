import { ActionIcon, Button, Menu } from "@mantine/core";
import {
  IconBadgeCc,
  IconBadgeCcFilled,
  IconDownload,
  IconFileText,
  IconMaximize,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerSkipBack,
  IconPlayerSkipForward,
  IconVolume,
  IconVolumeOff,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import { timecode } from "../../ui/index.tsx";
import type { Film } from "./queries.ts";
import type { Screen } from "./screen.ts";
import type { Transport } from "./transport.ts";

type Props = {
  screen: Screen;
  /** Only a finished film has files to take along. */
  film: Film | null;
  frame: number;
  act: Transport;
  playing: boolean;
  speed: number;
  volume: number;
  muted: boolean;
  captions: boolean;
  onCaptions: () => void;
};

function Tool({
  label,
  pressed,
  onClick,
  children,
}: {
  label: string;
  pressed?: boolean;
  onClick: () => void;
  children: ReactNode;
}) {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      onClick={onClick}
    >
      {children}
    </ActionIcon>
  );
}

/** The bar behind the position is as long as what can be watched; the rest of it is still being made. */
function Seek({ screen, frame, act }: Pick<Props, "screen" | "frame" | "act">) {
  const part = (frames: number) => `${(frames / screen.frames) * 100}%`;
  const growing = screen.made < screen.frames;
  return (
    <div className="player-track">
      {screen.chapters.slice(1).map((chapter) => (
        <span key={chapter.scene_id} className="player-tick" style={{ left: part(chapter.frame) }} />
      ))}
      <input
        type="range"
        className={growing ? "player-seek player-growing" : "player-seek"}
        aria-label="Position"
        aria-valuetext={timecode(frame, screen.rate)}
        min={0}
        max={screen.frames - 1}
        value={frame}
        style={{ "--part": part(frame + 1), "--made": part(screen.made) } as React.CSSProperties}
        onChange={(event) => act.seek(Number(event.currentTarget.value))}
      />
    </div>
  );
}

function Volume({ act, volume, muted }: Pick<Props, "act" | "volume" | "muted">) {
  return (
    <>
      <Tool label={muted ? "Sound on" : "Sound off"} onClick={act.mute}>
        {muted ? <IconVolumeOff size="1.1rem" /> : <IconVolume size="1.1rem" />}
      </Tool>
      <input
        type="range"
        className="player-volume"
        aria-label="Volume"
        min={0}
        max={1}
        step={0.05}
        value={muted ? 0 : volume}
        style={{ "--part": `${(muted ? 0 : volume) * 100}%` } as React.CSSProperties}
        onChange={(event) => act.volume(Number(event.currentTarget.value))}
      />
    </>
  );
}

/** Captions as files: for editors, for players, for the deaf and hard of hearing. */
function CaptionFiles({ film }: { film: Film }) {
  const files = [
    { href: film.subtitles_url, label: "SubRip (.srt)" },
    { href: film.captions_download_url, label: "WebVTT (.vtt)" },
    { href: film.sdh_url, label: "With speakers and sounds (SDH, .vtt)" },
  ].filter((file) => file.href);
  if (!files.length) return null;
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label="Caption files" title="Caption files">
          <IconFileText size="1.1rem" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {files.map((file) => (
          <Menu.Item key={file.label} component="a" href={file.href ?? ""} download>
            {file.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Files({ film }: { film: Film }) {
  return (
    <>
      <CaptionFiles film={film} />
      <Button
        component="a"
        variant="default"
        href={film.download_url}
        download
        leftSection={<IconDownload size="0.9rem" />}
      >
        Download
      </Button>
    </>
  );
}

/** Position, transport, sound, captions: one row under the picture. */
export function Controls(props: Props) {
  const { screen, film, frame, act, playing, speed, captions, onCaptions } = props;
  return (
    <>
      <Seek screen={screen} frame={frame} act={act} />
      <div className="player-bar">
        <Tool label="Frame back" onClick={() => act.step(-1)}>
          <IconPlayerSkipBack size="1.1rem" />
        </Tool>
        <ActionIcon aria-label={playing ? "Pause" : "Play"} onClick={act.toggle}>
          {playing ? <IconPlayerPauseFilled size="1.1rem" /> : <IconPlayerPlayFilled size="1.1rem" />}
        </ActionIcon>
        <Tool label="Frame forward" onClick={() => act.step(1)}>
          <IconPlayerSkipForward size="1.1rem" />
        </Tool>
        <output className="tabular player-time" data-testid="timecode">
          {timecode(frame, screen.rate)} / {timecode(screen.made, screen.rate)}
        </output>
        {!film && (
          <span className="tag">
            {frame < screen.made - 2 ? "made so far" : "waiting for the next scene"}
          </span>
        )}
        {playing && speed !== 1 && <span className="tag tabular">{speed}×</span>}
        <span className="spring" />
        <Volume {...props} />
        {(!film || film.captions_url) && (
          <Tool label="Captions" pressed={captions} onClick={onCaptions}>
            {captions ? <IconBadgeCcFilled size="1.1rem" /> : <IconBadgeCc size="1.1rem" />}
          </Tool>
        )}
        <Tool label="Full screen" onClick={act.fullScreen}>
          <IconMaximize size="1.1rem" />
        </Tool>
        {film && <Files film={film} />}
      </div>
    </>
  );
}
