import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "react-router";
import { asApiError } from "../../api/errors.ts";
import { type Project, useProject } from "../../api/queries.ts";
import { isActive, type Render, renderQuery } from "../../api/renders.ts";
import { Running } from "../../live/Running.tsx";
import { useLive } from "../../live/useLive.ts";
import { Empty, ErrorCard, Skeletons } from "../../ui/index.tsx";
import { money } from "../../ui/money.ts";
import { Deliverables } from "./Deliverables.tsx";
import { type Film, filmQuery, rendersQuery, restQuery, useOrder } from "./queries.ts";
import { History, Verdict } from "./Side.tsx";
import { price, StartPanel } from "./Start.tsx";
import { Theatre } from "./Theatre.tsx";

/** A worker that goes away says nothing: what a render waits for is asked now and then. */
const LOOK_AGAIN_MS = 10_000;

function Over({ render, projectId, film }: { render: Render; projectId: string; film?: Film | null }) {
  const rest = useQuery(restQuery(projectId, render.id));
  const order = useOrder(projectId);
  const charged = render.cost?.charged ?? 0;
  const cancelled = render.state === "cancelled";
  return (
    <section
      className={cancelled ? "card" : "card card-danger"}
      role={cancelled ? undefined : "alert"}
      aria-label="The render did not finish"
    >
      <strong>
        {cancelled
          ? "This render was cancelled"
          : film?.is_current
            ? "Not everything was made; the film itself is whole"
            : "The film was not made"}
      </strong>
      {render.error && <p>{render.error.message}</p>}
      <p className="faint">
        {charged ? `${money(charged)} was charged for what is finished; ` : "Nothing was charged. "}
        {charged && render.cost?.given_back ? `${money(render.cost.given_back)} came back. ` : ""}
        {render.progress.done} of {render.progress.steps} steps are finished and kept.
      </p>
      {rest.error && <ErrorCard problem={asApiError(rest.error).problem} />}
      {order.error && <ErrorCard problem={order.error.problem} />}
      <Button
        loading={order.isPending}
        disabled={!rest.data || rest.data.missing > 0}
        onClick={() => rest.data && order.mutate(rest.data.id)}
      >
        {rest.data ? `Go on from there, ${price(rest.data)}` : "Working out what is left…"}
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
  const render = useQuery({
    ...renderQuery(newest?.id ?? ""),
    initialData: newest,
    refetchInterval: ({ state }) => (isActive(state.data?.state) ? LOOK_AGAIN_MS : false),
  });
  useLive(newest && isActive(newest.state) ? `render:${newest.id}` : undefined);
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
  const busy = isActive(current?.state);
  const over = current?.state === "failed" || current?.state === "cancelled";
  return (
    <div className="with-inspector">
      <div className="pane watch">
        {current && busy && <Running render={current} projectId={projectId} />}
        {current && over && <Over render={current} projectId={projectId} film={film.data} />}
        <Theatre
          project={project.data}
          film={film.data ?? null}
          loading={film.isLoading}
          running={busy ? current : undefined}
        />
        {film.data && <Deliverables film={film.data} projectId={projectId} />}
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
