import type { ReactNode } from "react";
import { Link } from "react-router";
import type { Schemas } from "../api/queries.ts";

export type WaitingFor = NonNullable<Schemas["RenderOut"]["waiting"]>;
type Code = WaitingFor["code"];

/** Why a render stands still, as its badge says it. */
export const STANDING: Record<Code, string> = {
  paused: "paused",
  cap_reached: "held",
  no_worker: "no_worker",
  tried_again: "tried_again",
  share_in_use: "in_line",
  workers_busy: "in_line",
};

/** How a render stands, by its state and, while it is paused, by what it is paused for. */
export function standing(state: string, stoppedFor: string): string {
  return STANDING[stoppedFor as Code] ?? state;
}

/** Where it can be set going. */
const WAYS: Partial<Record<Code, ReactNode>> = {
  cap_reached: <Link to="/usage">Usage and caps</Link>,
  no_worker: <Link to="/workspace?tab=workers">Workers</Link>,
  share_in_use: <Link to="/usage">Plans</Link>,
};

const time = (at: string): string =>
  new Date(at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", second: "2-digit" });

/** What a render waits for and how it goes on: the one reason there is. */
export function Waiting({ waiting }: { waiting: WaitingFor }) {
  return (
    <p className={waiting.code === "paused" ? "faint" : "warn"} role="status">
      {waiting.message} {waiting.until && `The next try is at ${time(waiting.until)}.`} {WAYS[waiting.code]}
    </p>
  );
}
