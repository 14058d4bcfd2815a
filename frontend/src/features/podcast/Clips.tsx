import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { api, bodyOf } from "../../api/client.ts";
import { asApiError } from "../../api/errors.ts";
import type { Episode } from "../../api/podcasts.ts";
import { isActive, renderQuery } from "../../api/renders.ts";
import { Running } from "../../live/Running.tsx";
import { ConfirmButton } from "../../ui/Confirm.tsx";
import { clock, ErrorCard } from "../../ui/index.tsx";
import { type Clip, clipsQuery, hasWords, spokenIn, usePassage } from "./clips.ts";
import { Files } from "./Files.tsx";
import { NewClip } from "./NewClip.tsx";
import { scriptQuery, useChange } from "./queries.ts";

/** A clip that is being made; when that is over, the clips are asked for again. */
function Making({ clip, episode }: { clip: Clip; episode: Episode }) {
  const client = useQueryClient();
  const { queryKey } = clipsQuery(episode);
  const render = useQuery(renderQuery(clip.render_id ?? ""));
  const state = render.data?.state;
  useEffect(() => {
    if (state && state !== clip.state) void client.invalidateQueries({ queryKey });
  }, [state, clip.state, client, queryKey]);
  return render.data ? <Running render={render.data} projectId={episode.project_id} /> : null;
}

/** The video of a clip, with its words as a track where they are not in the picture; its address is kept while it plays, since a new one would start it again. */
function Watch({ clip }: { clip: Clip }) {
  const [kept] = useState(clip);
  const words = kept.files.find(({ role }) => role === "transcript.vtt");
  return (
    <video
      className="clip-video"
      data-shape={clip.look.split("_")[1]}
      src={kept.video_url ?? undefined}
      poster={kept.poster_url ?? undefined}
      aria-label={`${clip.title}: ${clip.opening}`}
      preload="metadata"
      controls
      playsInline
    >
      <track kind="captions" label="Captions" src={words?.url} default={!hasWords(clip.look)} />
    </video>
  );
}

function Over({ clip, projectId }: { clip: Clip; projectId: string }) {
  const again = useChange(projectId, () =>
    bodyOf(
      api.POST("/v1/renders/{render_id}/retry", { params: { path: { render_id: clip.render_id ?? "" } } }),
    ),
  );
  return (
    <div role="alert">
      <p className="warn">
        {clip.state === "failed" ? "This clip was not made." : "Making this clip was cancelled."}{" "}
        {clip.error?.message} What is finished is kept.
      </p>
      <Button size="xs" variant="default" loading={again.isPending} onClick={() => again.mutate(undefined)}>
        Make it again
      </Button>
      {again.error && <ErrorCard problem={again.error.problem} />}
    </div>
  );
}

const turnsOf = ({ first, last }: Clip) => (first === last ? `turn ${first}` : `turns ${first} to ${last}`);

function Row({ clip, episode }: { clip: Clip; episode: Episode }) {
  const { choose } = usePassage();
  const away = useChange(episode.project_id, () =>
    api.DELETE("/v1/clips/{clip_id}", { params: { path: { clip_id: clip.id } } }),
  );
  const over = clip.state === "failed" || clip.state === "cancelled";
  return (
    <li className="clip" aria-label={`Clip: ${clip.opening}`}>
      {clip.video_url && <Watch key={clip.render_id} clip={clip} />}
      <div className="clip-told">
        <strong>“{clip.opening}”</strong>
        <span className="faint tabular">
          {clip.title} · {turnsOf(clip)} · about {clock(clip.seconds)}
        </span>
        {isActive(clip.state) && <Making clip={clip} episode={episode} />}
        {over && <Over clip={clip} projectId={episode.project_id} />}
        {clip.video_url && !clip.is_current && (
          <p className="warn" role="status">
            The script was edited since this was made.{" "}
            <Button
              variant="default"
              size="compact-sm"
              onClick={() => choose(clip.first_turn_id, clip.last_turn_id)}
            >
              Choose it again
            </Button>
          </p>
        )}
        {clip.state === "succeeded" && !clip.video_url && (
          <p className="warn">The file of this clip is gone from the store; order it again.</p>
        )}
        {clip.files.length > 0 && <Files files={clip.files} />}
        <div className="actions">
          <ConfirmButton
            size="xs"
            act="Put away"
            keep="Keep it here"
            question="Put this clip away?"
            loading={away.isPending}
            onConfirm={() => away.mutate(undefined)}
          >
            It leaves this page. If it is being made, that is stopped.
          </ConfirmButton>
        </div>
        {away.error && <ErrorCard problem={away.error.problem} />}
      </div>
    </li>
  );
}

/** Passages of an episode as videos of their own: chosen, priced, made, watched and taken away. */
export function Clips({ episode }: { episode: Episode }) {
  const clips = useQuery(clipsQuery(episode));
  const script = useQuery(scriptQuery(episode));
  const { passage, choose } = usePassage();
  const head = useRef<HTMLHeadingElement>(null);
  const isChoosing = passage.from !== "";
  useEffect(() => {
    if (isChoosing) head.current?.scrollIntoView({ block: "start" });
  }, [isChoosing]);
  const spoken = script.data ? spokenIn(script.data) : [];
  const first = spoken[0]?.turn.id;
  return (
    <section className="card clips" aria-label="Clips">
      <header className="clips-head">
        <h2 ref={head}>Clips</h2>
        <span className="spring" />
        {!isChoosing && first && <Button onClick={() => choose(first)}>Make a clip</Button>}
      </header>
      {!isChoosing && !clips.data?.length && (
        <p className="faint">
          A passage as a short video to show where nobody listens for an hour. Begin one here, or at any turn
          of the script or the transcript.
        </p>
      )}
      {isChoosing && script.data && <NewClip episode={episode} spoken={spoken} />}
      {clips.isError && (
        <ErrorCard problem={asApiError(clips.error).problem} onRetry={() => clips.refetch()} />
      )}
      <ul className="clip-list">
        {clips.data?.map((clip) => (
          <Row key={clip.id} clip={clip} episode={episode} />
        ))}
      </ul>
    </section>
  );
}
