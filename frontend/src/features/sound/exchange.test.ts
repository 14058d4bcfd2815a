import { expect, test } from "vitest";
import { exchangeLabel } from "./Exchange.tsx";

const option = { engine: "e", title: "Dialogue", why_not: "", idle: "" };

test("a way to order lines says in the list what it cannot do here", () => {
  expect(exchangeLabel(option)).toBe("Dialogue");
  expect(exchangeLabel({ ...option, idle: "Nobody here has such a voice." })).toBe(
    "Dialogue · changes nothing here",
  );
  expect(exchangeLabel({ ...option, idle: "Nobody.", why_not: "No key." })).toBe("Dialogue · cannot be used");
});
