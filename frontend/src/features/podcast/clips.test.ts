import { expect, test } from "vitest";
import { asked, begun, between, spokenIn } from "./clips.ts";
import type { Script } from "./queries.ts";

const turn = (id: string, over = {}) => ({ id, text: `Turn ${id}.`, is_left_out: false, ...over });
const script = {
  segments: [
    { turns: [turn("a"), turn("b", { is_left_out: true }), turn("c")] },
    { turns: [turn("d", { text: "  " }), turn("e")] },
  ],
} as unknown as Script;
const spoken = spokenIn(script);

test("only turns that are spoken are counted, over all chapters", () => {
  expect(spoken.map(({ turn: { id }, place }) => [id, place])).toEqual([
    ["a", 1],
    ["c", 2],
    ["e", 3],
  ]);
});

test("a passage has both its ends, and nothing where one of them is gone or comes first", () => {
  const ids = (first: string, last: string) => between(spoken, first, last).map(({ turn: { id } }) => id);
  expect(ids("a", "c")).toEqual(["a", "c"]);
  expect(ids("c", "c")).toEqual(["c"]);
  expect(ids("e", "a")).toEqual([]);
  expect(ids("b", "c")).toEqual([]);
  expect(ids("a", "b")).toEqual([]);
});

test("a length is asked for in seconds, and an end by its turn", () => {
  expect(asked({ from: "a", to: "45" }, "video_1x1")).toEqual({
    first_turn_id: "a",
    look: "video_1x1",
    seconds: 45,
  });
  expect(asked({ from: "a", to: "trn_1" }, "video_1x1")).toMatchObject({ last_turn_id: "trn_1" });
});

test("a later beginning keeps the end while that still comes after it", () => {
  expect(begun(spoken, "c", "e")).toEqual({ from: "c", to: "e" });
  expect(begun(spoken, "e", "c")).toEqual({ from: "e", to: "30" });
  expect(begun(spoken, "e", "60")).toEqual({ from: "e", to: "60" });
});
