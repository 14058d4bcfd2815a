// @vitest-environment node
import { expect, test } from "vitest";
import { readOutline, writeOutline } from "./outline.ts";

test("a line is a chapter, and lines behind a dash are its points", () => {
  const text = "The keepers\n- who lit the lamp\n- who paid\n\n# The last lights";
  expect(readOutline(text)).toEqual([
    { title: "The keepers", points: ["who lit the lamp", "who paid"] },
    { title: "The last lights" },
  ]);
});

test("what is written down is read as the same outline", () => {
  const chapters = [{ title: "One", points: ["a", "b"] }, { title: "Two" }];
  expect(readOutline(writeOutline(chapters))).toEqual(chapters);
});

test("a point above every chapter is a chapter itself: nothing is lost", () => {
  expect(readOutline("- who lit the lamp")).toEqual([{ title: "who lit the lamp" }]);
});
