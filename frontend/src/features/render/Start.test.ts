import { expect, test } from "vitest";
import { band } from "./Start.tsx";

const of = (low: number, high: number) => band({ eta_low_seconds: low, eta_high_seconds: high });

test("how long it takes is said as a band, or once where both ends say the same", () => {
  expect(of(120, 300)).toBe("about 2 to 5 min");
  expect(of(40, 300)).toBe("about 40 s to 5 min");
  expect(of(120, 130)).toBe("about 2 min");
  expect(of(0, 20)).toBe("about 20 s");
});
