import { ActionIcon } from "@mantine/core";
import { IconPlayerPlayFilled, IconPlayerStopFilled } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { api, bodyOf } from "../../api/client.ts";
import type { Character } from "../../api/queries.ts";

type Line = { text: string; url: string };

/** A line of theirs that was spoken already, from the first scenes they are in. */
async function spokenLine(character: Character): Promise<Line | null> {
  for (const id of character.scene_ids.slice(0, 3)) {
    const scene = await bodyOf(api.GET("/v1/scenes/{scene_id}", { params: { path: { scene_id: id } } }));
    const line = scene.elements.find(
      (each) => each.character.toLowerCase() === character.cue && each.speech_url,
    );
    if (line?.speech_url) return { text: line.text, url: line.speech_url };
  }
  return null;
}

/** Their voice, saying a line of theirs. */
export function Audition({ character }: { character: Character }) {
  const audio = useRef<HTMLAudioElement>(null);
  const [playing, setPlaying] = useState(false);
  const [asked, setAsked] = useState(false);
  const line = useQuery({
    queryKey: ["scene", "audition", character.id, character.voice, character.pace_percent],
    queryFn: () => spokenLine(character),
    enabled: asked,
  });
  const toggle = () => {
    setAsked(true);
    const player = audio.current;
    if (!player) return;
    if (player.paused) void player.play();
    else player.pause();
  };
  return (
    <>
      <ActionIcon
        variant="default"
        aria-label={playing ? `Stop ${character.name}` : `Hear ${character.name}`}
        title={playing ? "Stop" : "Hear a line"}
        loading={line.isFetching}
        onClick={toggle}
      >
        {playing ? <IconPlayerStopFilled size="0.9rem" /> : <IconPlayerPlayFilled size="0.9rem" />}
      </ActionIcon>
      {line.data && (
        // biome-ignore lint/a11y/useMediaCaption: the line stands beside it in words
        <audio
          ref={audio}
          src={line.data.url}
          autoPlay
          onPlay={() => setPlaying(true)}
          onPause={() => setPlaying(false)}
          onEnded={() => setPlaying(false)}
        />
      )}
      {asked && !line.isFetching && (
        <p className="cast-said">
          {line.data
            ? `“${line.data.text}”`
            : "No line of theirs is spoken yet. Render the film once, then listen."}
        </p>
      )}
    </>
  );
}
