import { collab, getSyncedVersion } from "@codemirror/collab";
import { history, undo } from "@codemirror/commands";
import { ChangeSet, EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ApiError } from "../../api/errors.ts";
import { Sharing, type Standing, withLetters } from "./letters.ts";
import type { Script } from "./queries.ts";
import { withTyped } from "./turns.ts";

type Kept = { version: number; client: string; edit: unknown };
const refusal = (status: number) =>
  new ApiError({ status, code: "no", title: "No", detail: "No.", retryable: false } as never);

/** A studio in memory: one order of edits, and those that come too late are refused. */
class Studio {
  text: string;
  kept: Kept[] = [];
  away = false;
  constructor(text: string) {
    this.text = text;
  }
  get version() {
    return 1 + this.kept.length;
  }
  push(client: string, version: number, edits: unknown[]) {
    if (this.away) return Promise.reject(refusal(0));
    if (version !== this.version) return Promise.reject(refusal(412));
    for (const edit of edits) {
      this.text = withLetters(this.text, [edit]) ?? "broken";
      this.kept.push({ version: this.version + 1, client, edit });
    }
    return Promise.resolve();
  }
  since = (version: number) => Promise.resolve(this.kept.filter((each) => each.version > version));
}

function writer(studio: Studio, client: string) {
  const standings: Standing[] = [];
  const sharing = new Sharing(
    client,
    { push: (version, edits) => studio.push(client, version, edits), pull: studio.since },
    (standing) => standings.push(standing),
  );
  const view = new EditorView({
    state: EditorState.create({
      doc: studio.text,
      extensions: [collab({ startVersion: studio.version, clientID: client }), history()],
    }),
  });
  sharing.attach(view);
  const type = (at: number, insert: string) => {
    view.dispatch({ changes: { from: at, insert }, userEvent: "input.type" });
    sharing.touched();
  };
  return { sharing, view, type, standings, text: () => view.state.doc.toString() };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());
const settle = () => vi.advanceTimersByTimeAsync(10_000);

test("two who type at once end with the same text, and neither loses a letter", async () => {
  const studio = new Studio("Who kept the lamp?");
  const [ada, ben] = [writer(studio, "ada"), writer(studio, "ben")];
  ada.type(0, "So: ");
  ben.type("Who kept the lamp?".length, " And why?");
  await settle();
  await Promise.all([ada.sharing.catchUp(), ben.sharing.catchUp()]);
  expect(studio.text).toBe("So: Who kept the lamp? And why?");
  expect([ada.text(), ben.text()]).toEqual([studio.text, studio.text]);
  expect(ada.standings.at(-1)).toBe("shared");
});

test("letters that are told to everybody are taken once, whoever typed them", async () => {
  const studio = new Studio("Light");
  const [ada, ben] = [writer(studio, "ada"), writer(studio, "ben")];
  ada.type(5, "!");
  await settle();
  const told = { version: 1, client: "ada", edits: [studio.kept[0]?.edit] };
  ada.sharing.hear(told);
  ben.sharing.hear(told);
  ben.sharing.hear(told);
  expect([ada.text(), ben.text()]).toEqual(["Light!", "Light!"]);
  expect(getSyncedVersion(ben.view.state)).toBe(2);
});

test("undo takes back what was typed here and leaves what was typed elsewhere", async () => {
  const studio = new Studio("Light");
  const [ada, ben] = [writer(studio, "ada"), writer(studio, "ben")];
  ada.type(5, " house");
  await settle();
  ben.type(0, "The ");
  await settle();
  await ada.sharing.catchUp();
  expect(ada.text()).toBe("The Light house");
  undo(ada.view);
  expect(ada.text()).toBe("The Light");
});

test("what is typed while the studio is away is kept and sent when it is back", async () => {
  const studio = new Studio("Light");
  const ada = writer(studio, "ada");
  studio.away = true;
  ada.type(5, "!");
  await settle();
  expect(ada.standings.at(-1)).toBe("offline");
  studio.away = false;
  await settle();
  expect(studio.text).toBe("Light!");
  expect(ada.standings.at(-1)).toBe("shared");
});

test("what was typed just before the turn was closed is sent too", async () => {
  const studio = new Studio("Light");
  const ada = writer(studio, "ada");
  ada.type(5, "!");
  ada.sharing.detach();
  await settle();
  expect(studio.text).toBe("Light!");
});

test("the script on screen takes letters for the version it has, and says when it is too old", () => {
  const turn = { id: "trn_1", version: 4, text: "Light" };
  const script = { segments: [{ id: "s", title: "S", turns: [turn] }] } as unknown as Script;
  const edit = ChangeSet.of({ from: 5, insert: "!" }, 5).toJSON();
  const news = { turn_id: "trn_1", version: 4, edits: [edit] };
  const after = withTyped(script, news);
  expect(after?.segments[0]?.turns[0]).toMatchObject({ text: "Light!", version: 5 });
  expect(after && withTyped(after, news)).toBe(after);
  expect(withTyped(script, { ...news, version: 6 })).toBeNull();
});
