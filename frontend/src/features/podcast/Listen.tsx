import { Button, Checkbox, Progress } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { Link } from "react-router";
import { api, bodyOf, ifMatch } from "../../api/client.ts";
import { asApiError } from "../../api/errors.ts";
import type { Episode } from "../../api/podcasts.ts";
import { useProgress } from "../../live/progress.ts";
import { useLive } from "../../live/useLive.ts";
import { about, clock, ErrorCard, fileSize, Status, words } from "../../ui/index.tsx";
import { atMost, money } from "../../ui/money.ts";
import { QuoteLines, toMake } from "../../ui/QuoteLines.tsx";
import { STANDING, Waiting } from "../../ui/Waiting.tsx";
import { FailedTurns } from "./FailedTurns.tsx";
import { Player } from "./Player.tsx";
import {
  type Extra,
  extrasQuery,
  quoteQuery,
  type Recording,
  type Render,
  recordingQuery,
  renderQuery,
  rendersQuery,
  useChange,
} from "./queries.ts";

const ACTIVE = new Set(["queued", "running", "paused"]);

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
  const order = useChange(episode.project_id, (quoteId: string) =>
    bodyOf(
      api.POST("/v1/renders", {
        params: { header: { "Idempotency-Key": quoteId } },
        body: { quote_id: quoteId },
      }),
    ),
  );
  const quote = asked.data;
  const price = quote?.amount ? `at most ${atMost(quote.amount)}` : atMost(0);
  return (
    <section className="card" aria-label="Start a render">
      <Checkbox.Group label="Also make" value={wanted} onChange={(chosen) => setExtras(chosen as Extra[])}>
        <div className="extras">
          {choices.data?.data.map(({ name, title }) => (
            <Checkbox key={name} value={name} label={title} size="xs" />
          ))}
        </div>
      </Checkbox.Group>
      {quote && (
        <p className="tabular">
          {quote.to_make
            ? toMake(quote, about(quote.eta_high_seconds))
            : "Everything is made already; it is put together from what exists."}
        </p>
      )}
      {quote && <QuoteLines quote={quote} />}
      {quote?.shortages.map((shortage) => (
        <p key={shortage} className="warn">
          {shortage}
        </p>
      ))}
      {quote && quote.missing > 0 && (
        <p className="warn">
          The balance is {money(quote.balance)}: {atMost(quote.missing)} is missing.{" "}
          <Link to="/usage">Add money, or ask an owner to</Link>.
        </p>
      )}
      {asked.error && <ErrorCard problem={asApiError(asked.error).problem} />}
      {order.error && <ErrorCard problem={order.error.problem} />}
      <Button
        loading={order.isPending}
        disabled={!quote || quote.missing > 0 || asked.isFetching || nothingNew}
        onClick={() => quote && order.mutate(quote.id)}
      >
        {quote ? `${what(heard)}, ${price}` : "Working out what it takes…"}
      </Button>
    </section>
  );
}

/** A render on its way: how far, how long yet, what it costs, stage by stage. */
function Running({ render, projectId }: { render: Render; projectId: string }) {
  useLive(`render:${render.id}`);
  const figures = useProgress(render.id);
  const path = { render_id: render.id };
  const cancel = useChange(projectId, () =>
    bodyOf(api.POST("/v1/renders/{render_id}/cancel", { params: { path } })),
  );
  const fraction = figures?.fraction ?? render.progress.fraction;
  const eta = figures?.eta_seconds ?? render.progress.eta_seconds;
  const facts = [
    `${figures?.done ?? render.progress.done} of ${render.progress.steps} steps`,
    eta != null && !render.waiting && `${about(eta)} left`,
    render.cost?.at_most ? `${money(render.cost.charged)} of at most ${atMost(render.cost.at_most)}` : "free",
  ];
  return (
    <section className="card running" aria-label="Render in progress">
      <header>
        <strong className="tabular running-percent">{Math.round(fraction * 100)} %</strong>
        <Status state={render.waiting ? STANDING[render.waiting.code] : render.state} />
        <span className="faint tabular">{facts.filter(Boolean).join(" · ")}</span>
        <span className="spring" />
        <Button variant="default" loading={cancel.isPending} onClick={() => cancel.mutate(undefined)}>
          Cancel render
        </Button>
      </header>
      <Progress value={fraction * 100} size="sm" aria-label="Progress of the render" />
      <ol className="stages">
        {render.stages.map((stage) => (
          <li key={stage.stage} className={stage.done === stage.steps ? "stage-done" : undefined}>
            <span className="stage-name">
              {words(stage.stage)}
              <span className="tabular">
                {stage.done === stage.steps ? "✓" : `${stage.done}/${stage.steps}`}
              </span>
            </span>
          </li>
        ))}
      </ol>
      {render.waiting && <Waiting waiting={render.waiting} />}
      {cancel.error && <ErrorCard problem={cancel.error.problem} />}
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

function Files({ recording }: { recording: Recording }) {
  return (
    <section className="card" aria-label="Downloads">
      <h2>Downloads</h2>
      <ul className="sources">
        {recording.files.map((file) => (
          <li key={file.role} className="source">
            <a href={file.url} download={file.filename}>
              {file.title}
            </a>
            <span className="spring" />
            <span className="faint tabular">{fileSize(file.bytes)}</span>
          </li>
        ))}
      </ul>
    </section>
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
  const busy = Boolean(render && ACTIVE.has(render.state));
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
              The script was edited since this was rendered.
            </p>
          )}
          <Player key={heard.render_id} recording={heard} onScript={onScript} />
          <Verdict recording={heard} />
          <Publishing episode={episode} recording={heard} />
        </>
      )}
      {!busy && !recording.isPending && <Start key={heard?.render_id} episode={episode} heard={heard} />}
      {heard && <Files recording={heard} />}
    </div>
  );
}
