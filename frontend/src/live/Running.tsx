import { Button, Progress } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { type Render, useCancel, usePause, useResume } from "../api/renders.ts";
import { about, clock, ErrorCard, Status, words } from "../ui/index.tsx";
import { atMost, money } from "../ui/money.ts";
import { WAY } from "../ui/QuoteLines.tsx";
import { STANDING, Waiting } from "../ui/Waiting.tsx";
import { useProgress } from "./progress.ts";
import { useLive } from "./useLive.ts";

/** Seconds since then, counted on while it is on screen. */
function useElapsed(since: string | null): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), 1000);
    return () => window.clearInterval(timer);
  }, []);
  return since ? (now - Date.parse(since)) / 1000 : 0;
}

/** The tab of the browser says how far it is, for whoever looks elsewhere meanwhile. */
function useTitleOf(percent: number) {
  useEffect(() => {
    document.title = `${percent} % · ${document.title.replace(/^\d+ % · /, "")}`;
    return () => {
      document.title = document.title.replace(/^\d+ % · /, "");
    };
  }, [percent]);
}

function Milestones({ render }: { render: Render }) {
  const [said, setSaid] = useState("");
  const last = useRef(render.state);
  useEffect(() => {
    // What it waits for is said by the card itself.
    if (last.current !== render.state) setSaid(render.waiting ? "" : `Render ${render.state}`);
    last.current = render.state;
  }, [render.state, render.waiting]);
  return (
    <output className="unseen" aria-live="polite">
      {said}
    </output>
  );
}

function Stages({ render }: { render: Render }) {
  const stages = [...render.stages].sort((one, other) => WAY.indexOf(one.stage) - WAY.indexOf(other.stage));
  return (
    <ol className="stages">
      {stages.map((stage) => (
        <li key={stage.stage} className={stage.done === stage.steps ? "stage-done" : undefined}>
          <span className="stage-name">
            {words(stage.stage)}
            <span className="tabular">
              {stage.done === stage.steps ? "✓" : `${stage.done}/${stage.steps}`}
            </span>
          </span>
          <span className="stage-bar" aria-hidden="true">
            <span style={{ width: `${(stage.done / Math.max(1, stage.steps)) * 100}%` }} />
          </span>
        </li>
      ))}
    </ol>
  );
}

/** A render on its way, of a film, an episode or a clip: how far, how long so far and yet, and what it costs. */
export function Running({ render, projectId }: { render: Render; projectId: string }) {
  useLive(`render:${render.id}`);
  const figures = useProgress(render.id);
  const cancel = useCancel(projectId);
  const pause = usePause(projectId);
  const resume = useResume(projectId);
  const refused = cancel.error ?? pause.error ?? resume.error;
  const fraction = figures?.fraction ?? render.progress.fraction;
  const eta = figures?.eta_seconds ?? render.progress.eta_seconds;
  const { cost, waiting } = render;
  const paused = waiting?.code === "paused";
  const percent = Math.round(fraction * 100);
  const elapsed = useElapsed(render.started_at ?? render.created_at);
  useTitleOf(percent);
  const facts = [
    `${figures?.done ?? render.progress.done} of ${render.progress.steps} steps`,
    !waiting && `${clock(elapsed)} so far`,
    eta != null && !waiting && `${about(eta)} left`,
    cost?.at_most ? `${money(cost.charged)} of at most ${atMost(cost.at_most)}` : "free",
  ];
  return (
    <section className="card running" aria-label="Render in progress">
      <header>
        <strong className="tabular running-percent">{percent} %</strong>
        <Status state={waiting ? STANDING[waiting.code] : render.state} />
        <span className="faint tabular">{facts.filter(Boolean).join(" · ")}</span>
        <span className="spring" />
        <span className="running-acts">
          <Button
            variant={paused ? "filled" : "default"}
            title={
              paused
                ? "Goes on where it was paused"
                : "Workers let go of it within seconds; what is finished is kept"
            }
            loading={pause.isPending || resume.isPending}
            onClick={() => (paused ? resume : pause).mutate(render.id)}
          >
            {paused ? "Go on" : "Pause"}
          </Button>
          <Button
            variant="default"
            title="What is finished is kept; you can go on from there"
            loading={cancel.isPending}
            onClick={() => cancel.mutate(render.id)}
          >
            Cancel render
          </Button>
        </span>
      </header>
      <Progress value={fraction * 100} size="sm" aria-label="Progress of the render" />
      {waiting && <Waiting waiting={waiting} />}
      <Stages render={render} />
      {refused && <ErrorCard problem={refused.problem} />}
      <Milestones render={render} />
    </section>
  );
}
