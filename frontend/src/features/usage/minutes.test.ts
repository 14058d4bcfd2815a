import { expect, test } from "vitest";
import { minutes } from "./queries.ts";

test("money is said in minutes of each kind of machine, whole ones only, and not of engines that are not sold by time", () => {
  const rates = [
    { size: "cpu", per_minute: 20_000 },
    { size: "gpu-large", per_minute: 300_000 },
    { size: "cloud", per_minute: 10_000 },
  ];
  expect(minutes(25_000_000, rates)).toBe("1,250 min on a processor, or 83 min on a large graphics card");
  expect(minutes(19_999, rates)).toBe("0 min on a processor, or 0 min on a large graphics card");
});
