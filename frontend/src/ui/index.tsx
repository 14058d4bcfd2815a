import { Button, Loader } from "@mantine/core";
import type { ReactNode } from "react";

type ProblemLike = { detail: string; status?: number; request_id?: string; retryable?: boolean };

const HEADLINES: Record<number, string> = {
  0: "No connection to the studio",
  402: "This would cost more than may be spent",
  403: "Your role does not allow this",
  404: "This is not here",
  412: "Somebody else changed this meanwhile",
  429: "Too fast",
};

function headline(status: number): string {
  return HEADLINES[status] ?? (status >= 500 ? "The studio failed at this" : "That did not work");
}

/** What happened, what was kept, what to do. Never a stack trace; a reference only when the fault is ours. */
export function ErrorCard({ problem, onRetry }: { problem: ProblemLike; onRetry?: () => void }) {
  const status = problem.status ?? 400;
  return (
    <div className="card card-danger" role="alert">
      <strong>{headline(status)}</strong>
      <p>{problem.detail}</p>
      {problem.request_id && status >= 500 && <p className="faint">Reference {problem.request_id}</p>}
      {onRetry && (
        <Button variant="default" onClick={onRetry}>
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
  held: { shape: "◫", words: "Waits for a spend cap" },
  no_worker: { shape: "◫", words: "Waits for a worker" },
  tried_again: { shape: "◫", words: "Is tried again" },
  in_line: { shape: "◫", words: "Waits its turn" },
  queued: { shape: "◌", words: "Waiting for a worker" },
  paused: { shape: "‖", words: "Paused" },
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

/** Seconds as `0:42` or `12:05`. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** `34.6 MB`, in the decimal units of a file manager. */
export function fileSize(bytes: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return `${step ? (bytes / 1000 ** step).toFixed(1) : bytes} ${units[step]}`;
}

const LANGUAGES = new Intl.DisplayNames(["en"], { type: "language", fallback: "code" });

/** A language by its name: `en-GB` is British English; what is no tag of a language is shown as it was typed. */
export function languageName(tag: string): string {
  try {
    return LANGUAGES.of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** A number with its noun: `1 scene`, `3 scenes`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** `LIGHTHOUSE, LAMP ROOM` as a name that can be read: `Lighthouse, lamp room`. */
export function placeName(location: string): string {
  return location.charAt(0).toUpperCase() + location.slice(1).toLowerCase();
}

/** A heading as short as a label: `INT. LIGHTHOUSE, LAMP ROOM - DUSK` is `Lighthouse, lamp room`. */
export function shortHeading(heading: string): string {
  const place = /^(?:INT|EXT|EST|I\/E|INT\.?\/EXT)\.?\s+(.*?)(?:\s+-\s+[^-]+)?$/i.exec(heading)?.[1];
  return place ? placeName(place) : heading;
}

/** Of a preset's title, `Draft: typeset panels, ...`, what it is called. */
export const presetName = (title: string): string => title.split(": ")[0] ?? title;

/** A preset to choose from; one that cannot be used here is shown, and cannot be chosen. */
export const presetOption = (preset: { name: string; title: string; shortage: string }) => ({
  value: preset.name,
  label: preset.shortage ? `${presetName(preset.title)} (not installed)` : presetName(preset.title),
  disabled: Boolean(preset.shortage),
});

/** And what it means. */
export const presetMeaning = (title: string): string => words(title.split(": ")[1] ?? "");

/** When something happened, as people say it. */
export function ago(then: string, now: number): string {
  const minutes = Math.round((now - Date.parse(then)) / 60_000);
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${minutes} min ago`;
  if (minutes < 36 * 60) return `${Math.round(minutes / 60)} h ago`;
  return `${Math.round(minutes / 1440)} days ago`;
}

export function words(name: string): string {
  const spaced = name.replaceAll("_", " ");
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
