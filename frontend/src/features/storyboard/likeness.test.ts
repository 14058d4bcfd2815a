import { expect, test } from "vitest";
import { drift, type Score, type Seen, told } from "./likeness.ts";

const score = (percent: number | null, why = ""): Score => ({
  character_id: "chr_o",
  name: "Otto",
  of: "panel",
  percent,
  why,
});
const seen = (...people: Score[]): Seen => ({
  shot_id: "shot_1",
  by: "faces",
  least_percent: 60,
  people,
  holds: false,
  passed: false,
});

test("who looks unlike their pictures is named with both figures", () => {
  expect(drift(seen(score(41)))).toBe("looks unlike Otto (0.41 of 0.60)");
  expect(drift(seen(score(60), score(null, "turned away")))).toBe("");
  expect(drift(undefined)).toBe("");
});

test("a score is a figure, or the reason why there is none", () => {
  expect(told(score(83))).toBe("Otto 0.83");
  expect(told(score(null, "turned away"))).toBe("Otto: turned away");
  expect(told({ ...score(70), of: "clip" })).toBe("Otto 0.70, in the clip");
});
