import { Button } from "@mantine/core";
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, bodyOf, ifMatch } from "../../api/client.ts";
import { type ApiError, asApiError } from "../../api/errors.ts";
import { type Schemas, type Shot, shotsQuery } from "../../api/queries.ts";
import { ago, ErrorCard, fileSize, Skeletons, Status, words } from "../../ui/index.tsx";

type Take = Schemas["TakeOut"];
type Step = Schemas["MadeStepOut"];

const makingQuery = (projectId: string, shotId: string) =>
  queryOptions({
    queryKey: ["project", projectId, "making", shotId],
    queryFn: () => bodyOf(api.GET("/v1/shots/{shot_id}/making", { params: { path: { shot_id: shotId } } })),
  });

function useTakeBack(shot: Shot, projectId: string) {
  const client = useQueryClient();
  return useMutation<Shot, ApiError, string>({
    mutationFn: async (render) => {
      const params = { path: { shot_id: shot.id }, header: ifMatch(shot.version) };
      try {
        return await bodyOf(api.PUT("/v1/shots/{shot_id}/take", { params, body: { render_id: render } }));
      } catch (error) {
        throw asApiError(error);
      }
    },
    onSuccess: (saved) =>
      client.setQueryData(shotsQuery(projectId).queryKey, (shots) =>
        shots?.map((each) => (each.id === saved.id ? saved : each)),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: ["project", projectId] }),
  });
}

function Takes({ takes, shot, projectId }: { takes: Take[]; shot: Shot; projectId: string }) {
  const back = useTakeBack(shot, projectId);
  return (
    <>
      <ul className="takes">
        {takes.map((take, at) => (
          <li key={take.clip_url}>
            <button
              type="button"
              className="take"
              aria-pressed={take.is_current}
              disabled={take.is_current || back.isPending}
              title={
                take.is_current ? "The take in the film" : `Use this take again: ${take.differs || "free"}`
              }
              onClick={() => back.mutate(take.render_id)}
            >
              {take.panel_url && <img src={take.panel_url} alt="" loading="lazy" />}
              <span>
                Take {takes.length - at}
                {take.is_current ? ", in the film" : ""}
              </span>
              <span className="faint">{take.is_current ? ago(take.made_at, Date.now()) : take.differs}</span>
            </button>
          </li>
        ))}
      </ul>
      {takes.length > 1 && <p className="faint">Press an earlier take to use it again; it is free.</p>}
      {back.error && <ErrorCard problem={back.error.problem} />}
    </>
  );
}

function StepRow({ step }: { step: Step }) {
  const figures = [
    step.seconds !== null && `${step.seconds} s of work`,
    step.bytes !== null && fileSize(step.bytes),
    step.seed !== null && `seed ${step.seed}`,
    step.digest.slice(0, 8),
  ];
  return (
    <li className="making-step">
      <span className="making-name">
        {words(step.role)} <Status state={step.state} cause={step.cause} quiet={!step.cause} />
      </span>
      <span className="faint">{step.engine_title}</span>
      <span className="faint tabular">{figures.filter(Boolean).join(" · ")}</span>
    </li>
  );
}

/** Behind a shot: its takes, the steps that make it, and a button for another try. */
export function Making({
  shot,
  projectId,
  onAgain,
  busy,
}: {
  shot: Shot;
  projectId: string;
  onAgain: () => void;
  busy: boolean;
}) {
  const found = useQuery(makingQuery(projectId, shot.id));
  if (found.error) {
    return <ErrorCard problem={asApiError(found.error).problem} onRetry={() => found.refetch()} />;
  }
  if (!found.data) return <Skeletons count={3} className="skeleton-row" />;
  const { steps, takes } = found.data;
  return (
    <section className="side-part making" aria-label="How this shot is made">
      <h2>Takes</h2>
      {takes.length ? (
        <Takes takes={takes} shot={shot} projectId={projectId} />
      ) : (
        <p className="faint">None yet: the next render makes the first.</p>
      )}
      <Button variant="default" loading={busy} onClick={onAgain}>
        Another take with the next render
      </Button>
      <p className="faint">
        A new seed: the picture is made anew, its voices stay. Render & Watch names the price before it
        starts.
      </p>
      <details>
        <summary>How it is made</summary>
        <ol>
          {steps.map((step) => (
            <StepRow key={`${step.role}-${step.digest}`} step={step} />
          ))}
        </ol>
      </details>
    </section>
  );
}
