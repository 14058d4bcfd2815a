import { Button, Progress } from "@mantine/core";
import { api, bodyOf } from "../../api/client.ts";
import { useProgress } from "../../live/progress.ts";
import { useLive } from "../../live/useLive.ts";
import { about, ErrorCard, Status } from "../../ui/index.tsx";
import { atMost, money } from "../../ui/money.ts";
import { StageName } from "../../ui/StageName.tsx";
import { STANDING, Waiting } from "../../ui/Waiting.tsx";
import { type Render, useChange } from "./queries.ts";

export const ACTIVE = new Set(["queued", "running", "paused"]);

/** A render on its way: how far, how long yet, what it costs, stage by stage. */
export function Running({ render, projectId }: { render: Render; projectId: string }) {
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
            <StageName stage={stage} />
          </li>
        ))}
      </ol>
      {render.waiting && <Waiting waiting={render.waiting} />}
      {cancel.error && <ErrorCard problem={cancel.error.problem} />}
    </section>
  );
}
