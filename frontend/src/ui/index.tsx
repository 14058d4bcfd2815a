import { Button, Loader } from "@mantine/core";
import type { ReactNode } from "react";

type ProblemLike = { detail: string; request_id?: string; retryable?: boolean };

/** What happened, what was kept, what to do. Never a stack trace. */
export function ErrorCard({ problem, onRetry }: { problem: ProblemLike; onRetry?: () => void }) {
  return (
    <div className="card card-danger" role="alert">
      <strong>That did not work</strong>
      <p>{problem.detail}</p>
      {problem.request_id && <p className="faint">Reference {problem.request_id}</p>}
      {onRetry && (
        <Button size="xs" variant="default" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}

/** Nothing here yet: says what would be here, and starts it. */
export function Empty({
  title,
  children,
  action,
}: {
  title: string;
  children: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="empty">
      <h2>{title}</h2>
      <p>{children}</p>
      {action}
    </div>
  );
}

export function Waiting({ label = "Loading" }: { label?: string }) {
  return (
    <div className="waiting" aria-busy="true">
      <Loader size="sm" color="var(--ink-soft)" aria-hidden="true" />
      <span>{label}</span>
    </div>
  );
}

export function Skeletons({ count, className }: { count: number; className: string }) {
  const places = Array.from({ length: count }, (_, place) => `place-${place}`);
  return places.map((place) => <div key={place} className={`skeleton ${className}`} aria-hidden="true" />);
}

const MARKS: Record<string, { shape: string; words: string }> = {
  current: { shape: "●", words: "Up to date" },
  stale: { shape: "◐", words: "Out of date" },
  missing: { shape: "○", words: "Not made yet" },
  running: { shape: "◔", words: "Being made" },
  blocked: { shape: "⊘", words: "Cannot be made" },
  failed: { shape: "✕", words: "Failed" },
  waiting: { shape: "◌", words: "Waiting for its shots" },
  queued: { shape: "◌", words: "Waiting for a worker" },
  succeeded: { shape: "●", words: "Finished" },
  cancelled: { shape: "–", words: "Cancelled" },
  done: { shape: "●", words: "Done" },
  ready: { shape: "◌", words: "Ready" },
};

/** One state as shape, word and colour. */
export function Status({ state, cause, quiet = false }: { state: string; cause?: string; quiet?: boolean }) {
  const mark = MARKS[state] ?? { shape: "○", words: state };
  const words = cause ? `${mark.words}: ${cause}` : mark.words;
  return (
    <span className={`status status-${state}`} title={words}>
      <span aria-hidden="true">{mark.shape}</span>
      <span className={quiet ? "unseen" : undefined}>{words}</span>
    </span>
  );
}

/** `24000/1001` frames a second as a number. */
export function perSecond(rate: string): number {
  const [top = "24", bottom = "1"] = rate.split("/");
  return Number(top) / Number(bottom);
}

/** Frames as `1:04` or `12.5 s`, for people. */
export function duration(frames: number, rate: string): string {
  const seconds = frames / perSecond(rate);
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
}

/** Non-drop timecode HH:MM:SS:FF. */
export function timecode(frame: number, rate: string): string {
  const base = Math.round(perSecond(rate));
  const parts = [
    Math.floor(frame / base / 3600),
    Math.floor(frame / base / 60) % 60,
    Math.floor(frame / base) % 60,
    frame % base,
  ];
  return parts.map((part) => String(part).padStart(2, "0")).join(":");
}

export function about(seconds: number | null | undefined): string {
  if (seconds == null) return "";
  if (seconds < 1) return "moments";
  if (seconds < 90) return `about ${Math.round(seconds)} s`;
  return seconds < 5400 ? `about ${Math.round(seconds / 60)} min` : `about ${(seconds / 3600).toFixed(1)} h`;
}

export function words(name: string): string {
  const spaced = name.replaceAll("_", " ");
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
