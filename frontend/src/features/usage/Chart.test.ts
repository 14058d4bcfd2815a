// @vitest-environment node
import { expect, test } from "vitest";
import { everyDay } from "./Chart.tsx";

test("a day without work has its place in the chart", () => {
  const row = { key: "2026-11-24", label: "2026-11-24", steps: 3, seconds: 4, amount: 5 };
  const shown = everyDay([row], 3, Date.parse("2026-11-25T09:00:00Z"));
  expect(shown.map((day) => [day.key, day.amount])).toEqual([
    ["2026-11-23", 0],
    ["2026-11-24", 5],
    ["2026-11-25", 0],
  ]);
});
