// @vitest-environment node
import { expect, test } from "vitest";
import { heardAt } from "./following.ts";

const segments = [0.5, 2, 7].map((startTime) => ({ startTime }));

test("nothing is heard before the first word", () => {
  expect(heardAt(segments, 0.2)).toBe(-1);
});

test("the turn that began last is the one that is heard", () => {
  expect([0.5, 1.9, 2, 6.99, 7, 900].map((at) => heardAt(segments, at))).toEqual([0, 0, 1, 1, 2, 2]);
});
