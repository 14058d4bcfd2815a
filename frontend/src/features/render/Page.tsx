import { Button, NativeSelect, Progress } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { Link, useParams } from "react-router";
import { asApiError } from "../../api/errors.ts";
import { type Project, presetsQuery, type Schemas, useProject } from "../../api/queries.ts";
import { useProgress } from "../../live/progress.ts";
import { useLive } from "../../live/useLive.ts";
import { about, duration, Empty, ErrorCard, Status, Waiting, words } from "../../ui/index.tsx";
import { Player } from "./Player.tsx";
import {
  estimateQuery,
  type Film,
  filmQuery,
  type Render,
  renderQuery,
  rendersQuery,
  resultsQuery,
  useCancel,
  useRetry,
  useStart,
} from "./queries.ts";

const ACTIVE = new Set(["queued", "running"]);

function StartPanel({ project, busy }: { project: Project; busy: boolean }) {
  const [preset, setPreset] = useState(project.preset);
  const presets = useQuery(presetsQuery);
  const estimate = useQuery(estimateQuery(project.id, preset));
  const start = useStart(project.id);
  const quote = estimate.data;
  const free = !quote?.cost.amount;
  const nothing = quote?.to_make === 0;
  return (
    <section className="card start" aria-label="Start a render">
      <NativeSelect
        label="Quality"
        value={preset}
        onChange={(event) => setPreset(event.currentTarget.value)}
        data={presets.data?.data.map((each) => ({ value: each.name, label: each.title })) ?? [preset]}
      />
      {quote && (
        <p className="tabular">
          {nothing
            ? "Everything is made already; the film is put together from what exists."
            : `${quote.to_make} steps to make, ${quote.cached} kept from before, ${about(quote.eta_seconds)}.`}
        </p>
      )}
      {quote && !quote.workers_online && (
        <p className="warn">No worker is online. The render waits until one joins.</p>
      )}
      {estimate.error && <ErrorCard problem={asApiError(estimate.error).problem} />}
      {start.error && <ErrorCard problem={start.error.problem} />}
      <Button loading={start.isPending} disabled={busy || !quote} onClick={() => start.mutate(preset)}>
        {free ? "Render film, free" : `Render film, ${quote?.cost.amount} ${quote?.cost.currency}`}
        {quote && !nothing ? `, ${about(quote.eta_seconds)}` : ""}
      </Button>
      {quote?.cost.note && <p className="faint">{quote.cost.note}</p>}
    </section>
  );
}

function Strip({ render }: { render: Render }) {
  const results = useQuery(resultsQuery(render.id));
  const [open, setOpen] = useState<string | null>(null);
  const scene = results.data?.scenes.find((each) => each.scene_id === open);
  return (
    <>
      <ul className="strip" aria-label="Scenes of this render">
        {results.data?.scenes.map((each) => (
          <li key={each.scene_id}>
            <button
              type="button"
              className="strip-scene"
              disabled={!each.preview_url}
              aria-pressed={open === each.scene_id}
              onClick={() => setOpen(open === each.scene_id ? null : each.scene_id)}
            >
              <span className="strip-picture">
                {each.poster_url && <img src={each.poster_url} alt="" loading="lazy" />}
              </span>
              <span className="strip-name">{each.heading}</span>
              <Status state={each.state === "blocked" ? "waiting" : each.state} />
            </button>
          </li>
        ))}
      </ul>
      {scene?.preview_url && (
        // biome-ignore lint/a11y/useMediaCaption: captions are made for the whole film at the end
        <video
          key={scene.preview_url}
          className="scene-preview"
          src={scene.preview_url}
          controls
          autoPlay
          aria-label={scene.heading}
        />
      )}
    </>
  );
}

function Milestones({ render }: { render: Render }) {
  const [said, setSaid] = useState("");
  const last = useRef(render.state);
  useEffect(() => {
    if (last.current !== render.state) setSaid(`Render ${render.state}`);
    last.current = render.state;
  }, [render.state]);
  return (
    <output className="unseen" aria-live="polite">
      {said}
    </output>
  );
}

function Running({ render, projectId }: { render: Render; projectId: string }) {
  useLive(`render:${render.id}`);
  const figures = useProgress(render.id);
  const cancel = useCancel(projectId);
  const fraction = figures?.fraction ?? render.progress.fraction;
  const eta = figures?.eta_seconds ?? render.progress.eta_seconds;
  const done = figures?.done ?? render.progress.done;
  return (
    <section className="card running" aria-label="Render in progress">
      <header>
        <Status state={render.state} />
        <strong className="tabular">{Math.round(fraction * 100)} %</strong>
        <span className="faint tabular">
          {done} of {render.progress.steps} steps{eta != null ? `, ${about(eta)} left` : ""}, free so far
        </span>
        <span className="spring" />
        <Button
          size="xs"
          variant="default"
          loading={cancel.isPending}
          onClick={() => cancel.mutate(render.id)}
        >
          Cancel render
        </Button>
      </header>
      <Progress value={fraction * 100} aria-label="Progress of the render" />
      <ol className="stages">
        {render.stages.map((stage) => (
          <li key={stage.stage} className={stage.done === stage.steps ? "stage-done" : undefined}>
            <span>{words(stage.stage)}</span>
            <span className="faint tabular">
              {stage.done}/{stage.steps}
            </span>
          </li>
        ))}
      </ol>
      {cancel.error && <ErrorCard problem={cancel.error.problem} />}
      <Strip render={render} />
      <Milestones render={render} />
    </section>
  );
}

function Over({ render, projectId }: { render: Render; projectId: string }) {
  const retry = useRetry(projectId);
  return (
    <section className="card card-danger" role="alert" aria-label="The render did not finish">
      <strong>{render.state === "cancelled" ? "This render was cancelled" : "The film was not made"}</strong>
      {render.error && <p>{render.error.message}</p>}
      <p className="faint">
        Nothing was charged. {render.progress.done} of {render.progress.steps} steps are finished and kept.
      </p>
      {retry.error && <ErrorCard problem={retry.error.problem} />}
      <Button size="xs" loading={retry.isPending} onClick={() => retry.mutate(render.id)}>
        Go on from there
      </Button>
    </section>
  );
}

function Verdict({ film }: { film: Film }) {
  const report = film.report as Record<string, number | string | null>;
  const rows: [string, string][] = [
    ["Length", `${duration(film.frames, film.rate)}, ${film.frames} frames`],
    ["Picture", `${film.width} × ${film.height}, ${film.rate} fps`],
    ["Loudness", `${report.loudness_lufs} LUFS, peak ${report.true_peak_dbtp} dBTP`],
    ["Sound against picture", `${report.sync_error_samples} samples off`],
    ["Black or frozen", "only where planned"],
    ["Lines heard", `${report.lines} of ${report.lines}`],
  ];
  return (
    <section className="card verdict" aria-label="Report on the film">
      <h2>
        <Status state="succeeded" /> The file was checked against its plan
      </h2>
      <dl className="figures">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="tabular">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function History({ renders }: { renders: Schemas["RenderOut"][] }) {
  if (renders.length < 2) return null;
  return (
    <section aria-label="Earlier renders">
      <h2>Renders</h2>
      <ul className="history">
        {renders.map((render) => (
          <li key={render.id}>
            <Status state={render.state} />
            <span>{words(render.preset)}</span>
            <time className="faint" dateTime={render.created_at}>
              {new Date(render.created_at).toLocaleString()}
            </time>
          </li>
        ))}
      </ul>
    </section>
  );
}

export default function RenderAndWatch() {
  const { projectId = "" } = useParams();
  const project = useProject(projectId);
  const renders = useQuery(rendersQuery(projectId));
  const film = useQuery(filmQuery(projectId));
  const newest = renders.data?.data[0];
  const render = useQuery({ ...renderQuery(newest?.id ?? ""), initialData: newest });
  useLive(newest && ACTIVE.has(newest.state) ? `render:${newest.id}` : undefined);
  if (project.isPending || renders.isPending || film.isPending) return <Waiting />;
  const failed = project.error ?? renders.error ?? film.error;
  if (failed || !project.data)
    return <ErrorCard problem={asApiError(failed).problem} onRetry={() => renders.refetch()} />;
  const current = render.data;
  const busy = Boolean(current && ACTIVE.has(current.state));
  return (
    <div className="pane watch">
      {current && busy && <Running render={current} projectId={projectId} />}
      {current && (current.state === "failed" || current.state === "cancelled") && (
        <Over render={current} projectId={projectId} />
      )}
      {film.data && (
        <>
          {!film.data.is_current && (
            <p className="warn">
              The script has changed since this film was made. Render again to bring it up to date.
            </p>
          )}
          <Player
            key={film.data.master_url.split("?")[0]}
            film={film.data}
            title={project.data.title}
            poster={project.data.poster_url}
          />
        </>
      )}
      {!busy && <StartPanel project={project.data} busy={busy} />}
      {film.data && <Verdict film={film.data} />}
      {!film.data && !current && (
        <Empty
          title="No film yet"
          action={
            <Button component={Link} variant="default" to={`/projects/${projectId}/board`}>
              Look at the storyboard
            </Button>
          }
        >
          Press render. You can watch each scene as soon as it is made.
        </Empty>
      )}
      <History renders={renders.data?.data ?? []} />
    </div>
  );
}
