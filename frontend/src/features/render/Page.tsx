import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "react-router";
import { asApiError } from "../../api/errors.ts";
import { type Project, useProject } from "../../api/queries.ts";
import { useLive } from "../../live/useLive.ts";
import { Empty, ErrorCard, Skeletons } from "../../ui/index.tsx";
import { filmQuery, type Render, renderQuery, rendersQuery, useRetry } from "./queries.ts";
import { Running } from "./Running.tsx";
import { History, StartPanel, Verdict } from "./Side.tsx";
import { Theatre } from "./Theatre.tsx";

const ACTIVE = new Set(["queued", "running"]);

function Over({ render, projectId }: { render: Render; projectId: string }) {
  const retry = useRetry(projectId);
  const cancelled = render.state === "cancelled";
  return (
    <section
      className={cancelled ? "card" : "card card-danger"}
      role={cancelled ? undefined : "alert"}
      aria-label="The render did not finish"
    >
      <strong>{cancelled ? "This render was cancelled" : "The film was not made"}</strong>
      {render.error && <p>{render.error.message}</p>}
      <p className="faint">
        Nothing was charged. {render.progress.done} of {render.progress.steps} steps are finished and kept.
      </p>
      {retry.error && <ErrorCard problem={retry.error.problem} />}
      <Button loading={retry.isPending} onClick={() => retry.mutate(render.id)}>
        Go on from there
      </Button>
    </section>
  );
}

function NoFilm({ project }: { project: Project }) {
  const written = project.counts.scenes > 0;
  return (
    <Empty
      title={written ? "No film yet" : "Nothing to film yet"}
      action={
        <Button
          component={Link}
          variant={written ? "default" : "filled"}
          to={`/projects/${project.id}/${written ? "board" : "script"}`}
        >
          {written ? "Look at the storyboard" : "Write the script"}
        </Button>
      }
    >
      {written
        ? "Press render. You can watch each scene as soon as it is made."
        : "The script has no scene. Begin one with a line like INT. KITCHEN - NIGHT; it can be rendered at once."}
    </Empty>
  );
}

/** The film is asked for only once a render came to its end: before, there is none. */
function useFilm(projectId: string, renders: Render[] | undefined) {
  const made = renders?.some((render) => render.state === "succeeded") ?? false;
  return useQuery({ ...filmQuery(projectId), enabled: made });
}

export default function RenderAndWatch() {
  const { projectId = "" } = useParams();
  const project = useProject(projectId);
  const renders = useQuery(rendersQuery(projectId));
  const film = useFilm(projectId, renders.data?.data);
  const newest = renders.data?.data[0];
  const render = useQuery({ ...renderQuery(newest?.id ?? ""), initialData: newest });
  useLive(newest && ACTIVE.has(newest.state) ? `render:${newest.id}` : undefined);
  const failed = project.error ?? renders.error ?? film.error;
  if (failed) {
    return (
      <div className="pane">
        <ErrorCard
          problem={asApiError(failed).problem}
          onRetry={() => Promise.all([project.refetch(), renders.refetch(), film.refetch()])}
        />
      </div>
    );
  }
  if (!project.data || renders.isPending) {
    return (
      <div className="pane watch" aria-busy="true">
        <Skeletons count={1} className="skeleton-film" />
      </div>
    );
  }
  const current = render.data;
  const busy = Boolean(current && ACTIVE.has(current.state));
  const over = current?.state === "failed" || current?.state === "cancelled";
  return (
    <div className="with-inspector">
      <div className="pane watch">
        {current && busy && <Running render={current} projectId={projectId} />}
        {current && over && <Over render={current} projectId={projectId} />}
        <Theatre
          project={project.data}
          film={film.data ?? null}
          loading={film.isLoading}
          running={busy ? current : undefined}
        />
        {!film.data && !current && <NoFilm project={project.data} />}
      </div>
      <aside className="inspector" aria-label="Renders">
        {!busy && project.data.counts.scenes > 0 && <StartPanel project={project.data} />}
        {busy && <p className="faint">The next render can be started when this one is over.</p>}
        {film.data && <Verdict film={film.data} />}
        <History renders={renders.data?.data ?? []} />
      </aside>
    </div>
  );
}
