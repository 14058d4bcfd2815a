// @vitest-environment node
import { expect, test } from "vitest";
import { atMost, fine, money, readMoney } from "./money.ts";

test("money is read in dollars and never rounded to nothing", () => {
  expect(money(1_239_999)).toBe("$1.23");
  expect(money(0)).toBe("$0.00");
  expect(money(3)).toBe("under $0.01");
  expect(money(-50_000)).toBe("−$0.05");
  expect(money(1_234_500_000_000)).toBe("$1,234,500.00");
});

test("lines of a bill show parts of a cent", () => {
  expect(fine(3_700)).toBe("$0.0037");
  expect(fine(0)).toBe("$0.00");
  expect(fine(40)).toBe("under $0.0001");
  expect(fine(2_500_000)).toBe("$2.50");
});

test("a limit is rounded up, and nothing is free", () => {
  expect(atMost(1_230_001)).toBe("$1.24");
  expect(atMost(1)).toBe("$0.01");
  expect(atMost(0)).toBe("free");
});

test("an amount is read as it is typed, and what is none is refused", () => {
  expect(readMoney("$4.50")).toBe(4_500_000);
  expect(readMoney("1,000")).toBe(1_000_000_000);
  expect(readMoney("-3")).toBe(-3_000_000);
  expect(readMoney("")).toBeNull();
  expect(readMoney("four")).toBeNull();
  expect(readMoney("1e9")).toBeNull();
});
