import { SegmentedControl } from "@mantine/core";
import { useState } from "react";
import type { Recording } from "./queries.ts";

type File = Recording["files"][number];

/** The videos among the files of a recording. */
const videosOf = (files: File[]) =>
  files.filter(({ role }) => role.startsWith("video_") || role.startsWith("audiogram_"));

/** One video; its address is kept while it is watched, since a new one would start it again. */
function Video({ file, poster }: { file: File; poster?: string | null }) {
  const [address] = useState(file.url);
  return (
    // biome-ignore lint/a11y/useMediaCaption: captions are in its picture or in its own track, and the transcript follows
    <video controls preload="metadata" src={address} poster={poster ?? undefined} aria-label={file.title} />
  );
}

/** The episode to watch, in every shape it was made in. */
export function Watch({ recording }: { recording: Recording }) {
  const videos = videosOf(recording.files);
  const [chosen, setChosen] = useState("");
  const shown = videos.find(({ role }) => role === chosen) ?? videos[0];
  if (!shown) return null;
  return (
    <section className="card watch" aria-label="Video">
      {videos.length > 1 && (
        <SegmentedControl
          size="xs"
          aria-label="Which video"
          value={shown.role}
          onChange={setChosen}
          data={videos.map(({ role, title }) => ({ value: role, label: title }))}
        />
      )}
      <Video key={`${recording.render_id} ${shown.role}`} file={shown} poster={recording.cover_url} />
    </section>
  );
}
