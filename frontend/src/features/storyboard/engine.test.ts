import { expect, test } from "vitest";
import { fieldOf, optionLabel } from "./Engine.tsx";

test("an engine is offered with what the shot costs by it, or as one that cannot be used", () => {
  const kling = { engine: "kling", title: "Kling 3.0", amount: 840_000, why_not: "" };
  expect(optionLabel(kling)).toBe("Kling 3.0 · at most $0.84");
  expect(optionLabel({ ...kling, amount: null, why_not: "There is no key." })).toBe(
    "Kling 3.0 · cannot be used",
  );
});

test("a choice for many shots is one for those of the role", () => {
  expect(fieldOf("shot", "hero")).toBe("every");
  expect(fieldOf("scene", "hero")).toBe("hero");
  expect(fieldOf("film", "dialogue")).toBe("dialogue");
});
