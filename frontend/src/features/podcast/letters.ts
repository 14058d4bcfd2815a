import { getSyncedVersion, receiveUpdates, sendableUpdates, type Update } from "@codemirror/collab";
import { ChangeSet, Text } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import { asApiError } from "../../api/errors.ts";

/** How what was typed here stands: with everybody, on its way, waiting for the studio, refused, or without its turn. */
export type Standing = "shared" | "typing" | "offline" | "refused" | "gone";

export type Letters = { version: number; client: string; edits: unknown[] };
type Missed = { version: number; client: string; edit: unknown };

/** The studio, which puts the edits of all in one order. */
export type Authority = {
  push: (version: number, edits: unknown[]) => Promise<unknown>;
  pull: (version: number) => Promise<Missed[]>;
};

const PUSH_MS = 250;
const AGAIN_MS = 3000;
const GONE = new Set([404, 409]);

/** The text of a turn after letters that were typed into it; null when they were typed into another text. */
export function withLetters(text: string, edits: unknown[]): string | null {
  try {
    const lines = Text.of(text.split("\n"));
    return edits.reduce((now: Text, edit) => ChangeSet.fromJSON(edit).apply(now), lines).toString();
  } catch {
    return null;
  }
}

/** Keeps one editor in step with the others: sends what is typed here, and fits in what is typed elsewhere. */
export class Sharing {
  private view: EditorView | null = null;
  private timer = 0;
  private busy = false;
  problem = "";

  constructor(
    private readonly client: string,
    private readonly authority: Authority,
    private readonly onStanding: (standing: Standing) => void,
  ) {}

  attach(view: EditorView): void {
    this.view = view;
  }

  /** The editor closes; what is left to send is sent. */
  detach(): void {
    window.clearTimeout(this.timer);
    void this.push();
  }

  get version(): number {
    return this.view ? getSyncedVersion(this.view.state) : 0;
  }

  get pending(): boolean {
    return Boolean(this.view && sendableUpdates(this.view.state).length);
  }

  /** Something was typed here. */
  touched(): void {
    this.onStanding("typing");
    this.soon(PUSH_MS);
  }

  /** Letters of this turn as the studio tells everybody, one's own among them. */
  hear({ version, client, edits }: Letters): void {
    if (version < this.version) return;
    if (version > this.version) void this.catchUp();
    else
      this.receive(
        version,
        edits.map((edit) => ({ client, edit })),
      );
  }

  async push(): Promise<void> {
    if (this.busy || !this.view) return;
    const updates = sendableUpdates(this.view.state);
    if (!updates.length) {
      this.onStanding("shared");
      return;
    }
    this.busy = true;
    const version = this.version;
    const edits = updates.map((update) => update.changes.toJSON());
    let wait = PUSH_MS;
    try {
      await this.authority.push(version, edits);
      this.receive(
        version,
        edits.map((edit) => ({ client: this.client, edit })),
      );
      if (!this.pending) this.onStanding("shared");
    } catch (error) {
      wait = await this.refused(error);
    } finally {
      this.busy = false;
      if (wait >= 0 && this.pending) this.soon(wait);
    }
  }

  /** What was typed elsewhere since the last that was heard. */
  async catchUp(): Promise<void> {
    const since = this.version;
    try {
      this.receive(since, await this.authority.pull(since));
    } catch (error) {
      await this.refused(error);
    }
  }

  private receive(version: number, missed: { client: string; edit: unknown }[]): void {
    if (!this.view || version !== this.version || !missed.length) return;
    const updates: Update[] = missed.map((each) => ({
      clientID: each.client,
      changes: ChangeSet.fromJSON(each.edit),
    }));
    this.view.dispatch(receiveUpdates(this.view.state, updates));
  }

  /** How long to wait before the next try; less than nothing where another would end alike. */
  private async refused(error: unknown): Promise<number> {
    const { problem } = asApiError(error);
    if (problem.status === 412) {
      await this.catchUp();
      return 0;
    }
    if (GONE.has(problem.status)) {
      this.onStanding("gone");
      return -1;
    }
    const comesBack = problem.status === 0 || problem.status === 429 || problem.status >= 500;
    this.problem = problem.detail ?? "";
    this.onStanding(comesBack ? "offline" : "refused");
    return comesBack ? AGAIN_MS : -1;
  }

  private soon(ms: number): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.push(), ms);
  }
}
