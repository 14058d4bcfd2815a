import { expect, test } from "vitest";
import { minutes } from "./queries.ts";

test("money is said in minutes of each size, whole ones only, and not of engines that are not sold by time", () => {
  const rates = [
    { size: "cpu", per_minute: 20_000 },
    { size: "gpu-large", per_minute: 300_000 },
    { size: "cloud", per_minute: 10_000 },
  ];
  expect(minutes(25_000_000, rates)).toBe("1,250 min cpu · 83 min gpu-large");
  expect(minutes(19_999, rates)).toBe("0 min cpu · 0 min gpu-large");
});
