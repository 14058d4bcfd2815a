// @vitest-environment node
import { expect, test } from "vitest";
import { difference } from "./Editor.tsx";

const applied = (old: string, text: string) => {
  const change = difference(old, text);
  return change ? old.slice(0, change.from) + change.insert + old.slice(change.to) : old;
};

test("what somebody else changed is the one stretch that differs", () => {
  expect(difference("RAIN. Mara waits.", "RAIN. Jonas waits.")).toEqual({
    from: 6,
    to: 10,
    insert: "Jonas",
  });
  expect(difference("same", "same")).toBeNull();
});

test("applied to the old text it gives the new one, whatever overlaps", () => {
  for (const [old, text] of [
    ["aaa", "aaaa"],
    ["aaaa", "aaa"],
    ["", "new"],
    ["gone", ""],
    ["abcabc", "abc"],
  ] as const) {
    expect(applied(old, text)).toBe(text);
  }
});
