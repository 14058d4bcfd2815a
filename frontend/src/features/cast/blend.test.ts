import { expect, test } from "vitest";
import { isElaborate, readBlend, writeBlend } from "./blend.ts";

test("one voice is written as it is", () => {
  expect(writeBlend(readBlend("af_heart"))).toBe("af_heart");
});

test("a mix reads and writes the same", () => {
  expect(readBlend("af_heart*0.6+bf_emma*0.4")).toEqual({
    first: "af_heart",
    second: "bf_emma",
    percent: 60,
  });
  expect(writeBlend({ first: "af_heart", second: "bf_emma", percent: 60 })).toBe("af_heart*0.6+bf_emma*0.4");
});

test("a voice mixed with itself is that voice", () => {
  expect(writeBlend({ first: "af_heart", second: "af_heart", percent: 50 })).toBe("af_heart");
});

test("three voices are more than two sliders show", () => {
  expect(isElaborate("a*0.4+b*0.3+c*0.3")).toBe(true);
  expect(isElaborate("a*0.5+b*0.5")).toBe(false);
});
