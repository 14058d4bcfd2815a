// @vitest-environment node
import { expect, test } from "vitest";
import { patience, staleKeys } from "./apply.ts";

const event = (topic: string, kind: string) => ({
  type: "event" as const,
  topic,
  kind,
  seq: 1,
  body: {},
  at: "",
});

test("a finished step makes its render old, and with it the results under its key", () => {
  expect(staleKeys(event("render:rnd_1", "step.done"))).toEqual([["render", "rnd_1"]]);
});

test("a finished render makes the projects' posters old", () => {
  expect(staleKeys(event("render:rnd_1", "render.succeeded"))).toContainEqual(["projects"]);
});

test("a change of a project makes everything under the project old", () => {
  expect(staleKeys(event("project:prj_1", "screenplay.changed"))).toContainEqual(["project", "prj_1"]);
});

test("news of money makes what is shown of money old, and no film", () => {
  expect(staleKeys(event("workspace:ws_1", "cap.noticed"))).toEqual([["money"]]);
  expect(staleKeys(event("workspace:ws_1", "auto_top_up.stopped"))).toEqual([["money"]]);
});

test("a gap in what was heard makes the whole topic old", () => {
  expect(staleKeys({ type: "resync", topic: "render:rnd_1", seq: 9 })).toContainEqual(["render", "rnd_1"]);
});

test("progress makes nothing old: it never enters the cache", () => {
  const render = { state: "running", fraction: 0.5, eta_seconds: 3, done: 1, steps: 2, running: 1 };
  expect(staleKeys({ type: "progress", topic: "render:rnd_1", steps: {}, render })).toEqual([]);
});

test("steps wait to be shown together; the end of a render does not wait", () => {
  expect(patience(event("render:rnd_1", "step.done"))).toBeGreaterThan(1000);
  expect(patience(event("render:rnd_1", "render.succeeded"))).toBeLessThan(500);
});
