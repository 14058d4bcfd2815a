import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { patience, staleKeys } from "./apply.ts";
import type { LiveMessage } from "./messages.ts";
import { staleOf } from "./stale.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const topic = "render:rnd_1";
const step: LiveMessage = { type: "event", topic, kind: "step.done", seq: 1, body: {}, at: "" };
const render = { state: "running", fraction: 0.5, eta_seconds: 3, done: 1, steps: 2, running: 1 };
const progress: LiveMessage = { type: "progress", topic, steps: {}, render };

function aClient() {
  const client = new QueryClient();
  const asked = vi.spyOn(client, "invalidateQueries").mockResolvedValue();
  return { client, asked, hear: (it: LiveMessage) => staleOf(client)(staleKeys(it), patience(it)) };
}

test("while a film is made its answers are asked for every two seconds, however many listen and whatever is told", () => {
  const { asked, hear } = aClient();
  for (let second = 0; second < 10; second += 1) {
    for (let listener = 0; listener < 3; listener += 1) {
      hear(step);
      hear(progress);
    }
    vi.advanceTimersByTime(1000);
  }
  expect(asked).toHaveBeenCalledTimes(5);
  expect(asked).toHaveBeenCalledWith({ queryKey: ["render", "rnd_1"] });
});

test("the end of a render is shown at once, with what still waited", () => {
  const { asked, hear } = aClient();
  hear(step);
  hear({ ...step, kind: "render.succeeded", seq: 2 });
  vi.advanceTimersByTime(patience({ ...step, kind: "render.succeeded" }));
  expect(asked.mock.calls.map(([filters]) => filters?.queryKey)).toEqual([["render", "rnd_1"], ["projects"]]);
  vi.advanceTimersByTime(5000);
  expect(asked).toHaveBeenCalledTimes(2);
});
