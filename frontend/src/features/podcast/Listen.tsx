import { Button, Checkbox } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { Link } from "react-router";
import { api, bodyOf, ifMatch } from "../../api/client.ts";
import { asApiError } from "../../api/errors.ts";
import type { Episode } from "../../api/podcasts.ts";
import { isActive, type Render, renderQuery } from "../../api/renders.ts";
import { Running } from "../../live/Running.tsx";
import { clock, ErrorCard } from "../../ui/index.tsx";
import { Clips } from "./Clips.tsx";
import { FailedTurns } from "./FailedTurns.tsx";
import { Files } from "./Files.tsx";
import { Player } from "./Player.tsx";
import { Priced } from "./Priced.tsx";
import {
  type Extra,
  extrasQuery,
  quoteQuery,
  type Recording,
  recordingQuery,
  rendersQuery,
  useChange,
} from "./queries.ts";

/** What the last render was delivered as, so that the next is too; at first an MP3. */
const extrasIn = (heard: Recording | null | undefined, choices: { name: Extra }[]): Extra[] => {
  const made = (name: Extra) =>
    heard?.files.some(({ role }) => role === name || (name === "stems" && role.startsWith("voice.")));
  return heard ? choices.map(({ name }) => name).filter(made) : ["mp3"];
};

const what = (heard?: Recording | null) => {
  if (!heard) return "Render episode";
  return heard.is_current ? "Make these files" : "Render what changed";
};

/** What it would take and cost, and the one button that starts it. */
function Start({ episode, heard }: { episode: Episode; heard?: Recording | null }) {
  const [extras, setExtras] = useState<Extra[] | null>(null);
  const choices = useQuery(extrasQuery);
  const there = extrasIn(heard, choices.data?.data ?? []);
  const wanted = extras ?? there;
  const nothingNew = Boolean(heard?.is_current) && wanted.every((name) => there.includes(name));
  const asked = useQuery({
    ...quoteQuery(episode, wanted),
    placeholderData: keepPreviousData,
    enabled: Boolean(choices.data),
  });
  return (
    <section className="card" aria-label="Start a render">
      <Checkbox.Group label="Also make" value={wanted} onChange={(chosen) => setExtras(chosen as Extra[])}>
        <div className="extras">
          {choices.data?.data.map(({ name, title }) => (
            <Checkbox key={name} value={name} label={title} size="xs" />
          ))}
        </div>
      </Checkbox.Group>
      <Priced
        projectId={episode.project_id}
        quote={asked.data}
        isAsking={asked.isFetching}
        problem={asked.error ? asApiError(asked.error).problem : undefined}
        act={what(heard)}
        disabled={nothingNew}
      />
    </section>
  );
}

function Over({ episode, render }: { episode: Episode; render: Render }) {
  return (
    <section className={render.state === "failed" ? "card card-danger" : "card"} role="alert">
      <strong>{render.state === "failed" ? "The episode was not made" : "This render was cancelled"}</strong>
      {render.error && <p>{render.error.message}</p>}
      <p className="faint">
        {render.progress.done} of {render.progress.steps} steps are finished and kept; render again to go on
        from there.
      </p>
      {render.state === "failed" && <FailedTurns episode={episode} render={render} />}
    </section>
  );
}

function Publishing({ episode, recording }: { episode: Episode; recording: Recording }) {
  const path = { episode_id: episode.id };
  const publish = useChange(episode.project_id, () =>
    bodyOf(
      api.PUT("/v1/episodes/{episode_id}/publication", {
        params: { path, header: ifMatch(episode.version) },
      }),
    ),
  );
  const withdraw = useChange(episode.project_id, () =>
    bodyOf(api.DELETE("/v1/episodes/{episode_id}/publication", { params: { path } })),
  );
  const refused = publish.error ?? withdraw.error;
  return (
    <div className="actions">
      {recording.is_published ? (
        <>
          <span className="tag">In the feed</span>
          <Button variant="default" loading={withdraw.isPending} onClick={() => withdraw.mutate(undefined)}>
            Take out of the feed
          </Button>
        </>
      ) : (
        <Button loading={publish.isPending} onClick={() => publish.mutate(undefined)}>
          {episode.render_id ? "Publish this version" : "Publish in the feed"}
        </Button>
      )}
      <Link to={`/projects/${episode.project_id}/feed`}>Feed address</Link>
      {refused && <ErrorCard problem={refused.problem} />}
    </div>
  );
}

function Verdict({ recording }: { recording: Recording }) {
  const report = recording.report as Record<string, number>;
  const facts = [
    clock(recording.seconds),
    report.loudness_lufs != null && `${report.loudness_lufs} LUFS`,
    report.true_peak_dbtp != null && `peak ${report.true_peak_dbtp} dBTP`,
    report.longest_silence_ms != null && `longest silence ${(report.longest_silence_ms / 1000).toFixed(1)} s`,
  ];
  return <p className="faint tabular">Heard again and measured: {facts.filter(Boolean).join(" · ")}</p>;
}

/** The render, and what came of it. */
export function Listen({ episode, onScript }: { episode: Episode; onScript: () => void }) {
  const renders = useQuery(rendersQuery(episode));
  const newest = renders.data?.[0];
  const live = useQuery({ ...renderQuery(newest?.id ?? ""), initialData: newest });
  const render = live.data;
  const busy = isActive(render?.state);
  const recording = useQuery(recordingQuery(episode));
  const refetch = recording.refetch;
  const state = useRef(render?.state);
  useEffect(() => {
    if (state.current !== render?.state) void refetch();
    state.current = render?.state;
  }, [render?.state, refetch]);
  const heard = recording.data;
  const over = render?.state === "failed" || render?.state === "cancelled";
  if (!episode.turns) {
    return <p className="faint">There is no script to render yet.</p>;
  }
  return (
    <div className="listen">
      {busy && render && <Running render={render} projectId={episode.project_id} />}
      {over && render && <Over episode={episode} render={render} />}
      {heard && (
        <>
          {!heard.is_current && !busy && (
            <p className="warn" role="status">
              The script, or how its words are said, was changed since this was rendered.
            </p>
          )}
          <Player key={heard.render_id} recording={heard} onScript={onScript} />
          <Verdict recording={heard} />
          <Publishing episode={episode} recording={heard} />
          <Clips episode={episode} />
        </>
      )}
      {!busy && !recording.isPending && <Start key={heard?.render_id} episode={episode} heard={heard} />}
      {!heard && !recording.isPending && <Clips episode={episode} />}
      {heard && (
        <section className="card" aria-label="Downloads">
          <h2>Downloads</h2>
          <Files files={heard.files} />
        </section>
      )}
    </div>
  );
}
