// @vitest-environment node
import { expect, test } from "vitest";
import { lineDifference } from "./lines.ts";

const told = (before: string, after: string) =>
  lineDifference(before, after).map(
    ({ how, text }) => `${{ same: " ", added: "+", removed: "-", skipped: "…" }[how]}${text}`,
  );

test("a changed line is one that goes and one that comes, with what stands around it", () => {
  expect(told("a\nb\nc", "a\nB\nc")).toEqual([" a", "-b", "+B", " c"]);
});

test("what is far from any change is counted, not shown", () => {
  const far = Array.from({ length: 20 }, (_, at) => `line ${at}`);
  const shown = told(far.join("\n"), [...far, "new"].join("\n"));
  expect(shown[0]).toBe("…17");
  expect(shown.at(-1)).toBe("+new");
});

test("an empty script is all new, and the same text shows nothing", () => {
  expect(told("", "a\nb")).toEqual(["+a", "+b"]);
  expect(told("a", "a").every((line) => line.startsWith("…"))).toBe(true);
});

test("lines that stay between changes stay", () => {
  expect(told("a\nb\nc\nd", "a\nx\nc\ny")).toEqual([" a", "-b", "+x", " c", "-d", "+y"]);
});
