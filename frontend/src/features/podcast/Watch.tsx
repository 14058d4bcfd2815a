import { SegmentedControl } from "@mantine/core";
import { type RefObject, useState } from "react";
import type { Recording } from "./queries.ts";

type File = Recording["files"][number];

const SOUND = "sound";

/** The videos of the whole episode among the files of a recording. */
const videosOf = (files: File[]) =>
  files.filter(({ role }) => role.startsWith("video_") || role.startsWith("audiogram_"));

type Props = {
  recording: Recording;
  element: RefObject<HTMLMediaElement | null>;
  /** Where it stands, so that another picture goes on from there. */
  at: number;
  onTime: (seconds: number) => void;
};

/** The episode to hear, or to watch in every shape it was made in; changing between them loses no second. */
export function Media({ recording, element, at, onTime }: Props) {
  // the addresses are kept while it plays, since new ones would start it again
  const [kept] = useState(recording);
  const [chosen, setChosen] = useState("");
  const videos = videosOf(kept.files);
  const shown = videos.find(({ role }) => role === (chosen || videos[0]?.role));
  const handlers = {
    controls: true,
    preload: "metadata" as const,
    onLoadedMetadata: (event: { currentTarget: HTMLMediaElement }) => {
      if (at) event.currentTarget.currentTime = at;
    },
    onTimeUpdate: (event: { currentTarget: HTMLMediaElement }) => onTime(event.currentTarget.currentTime),
  };
  return (
    <>
      {videos.length > 0 && (
        <SegmentedControl
          size="xs"
          aria-label="Hear or watch"
          value={shown ? shown.role : SOUND}
          onChange={setChosen}
          data={[
            ...videos.map(({ role, title }) => ({ value: role, label: title })),
            { value: SOUND, label: "Sound alone" },
          ]}
        />
      )}
      {shown ? (
        <video
          key={shown.role}
          ref={element as RefObject<HTMLVideoElement>}
          className="podcast-video"
          src={shown.url}
          poster={kept.cover_url ?? undefined}
          aria-label={shown.title}
          playsInline
          {...handlers}
        />
      ) : (
        <audio
          ref={element as RefObject<HTMLAudioElement>}
          src={kept.audio_url}
          aria-label={kept.title}
          {...handlers}
        />
      )}
    </>
  );
}
