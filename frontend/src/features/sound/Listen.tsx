import { Button } from "@mantine/core";
import { IconPlayerPlayFilled, IconPlayerStopFilled } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import type { SceneMix } from "./queries.ts";

const PARTS = [
  ["bed", "Mix"],
  ["dialogue", "Dialogue"],
  ["music", "Music"],
  ["effects", "Ambience and effects"],
] as const;

/** The mix of a scene and each of its stems, one at a time. `onAt` is told how far the mix has played, 0..1. */
export function Listen({ mix, onAt }: { mix: SceneMix; onAt: (at: number | null) => void }) {
  const sound = useRef<HTMLAudioElement>(null);
  const [part, setPart] = useState<(typeof PARTS)[number][0] | null>(null);
  const [failed, setFailed] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another scene is silent until asked
  useEffect(() => {
    setPart(null);
    onAt(null);
  }, [mix.scene_id]);
  if (!mix.urls.bed) {
    return <p className="faint">This sound is not made yet: render the film, and listen to it here.</p>;
  }
  const play = (wanted: typeof part) => {
    setFailed(false);
    setPart(wanted === part ? null : wanted);
    onAt(null);
  };
  return (
    <div className="listen">
      {PARTS.map(([name, title]) => (
        <Button
          key={name}
          variant={part === name ? "filled" : "default"}
          disabled={!mix.urls[name]}
          aria-pressed={part === name}
          leftSection={
            part === name ? <IconPlayerStopFilled size="0.8rem" /> : <IconPlayerPlayFilled size="0.8rem" />
          }
          onClick={() => play(name)}
        >
          {title}
        </Button>
      ))}
      {part && (
        // biome-ignore lint/a11y/useMediaCaption: a stem for listening; the film has captions
        <audio
          ref={sound}
          key={part}
          src={mix.urls[part] ?? undefined}
          autoPlay
          onError={() => setFailed(true)}
          onEnded={() => play(part)}
          onTimeUpdate={(event) => {
            const { currentTime, duration } = event.currentTarget;
            if (part === "bed" && duration) onAt(currentTime / duration);
          }}
        />
      )}
      {failed && <p className="warn">The sound cannot be played; reload the page and try again.</p>}
    </div>
  );
}
