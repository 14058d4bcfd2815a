import { expect, test } from "vitest";
import { engineChoices, fieldOf, optionLabel } from "./Engine.tsx";

test("an engine is offered with what the shot costs by it, or as one that cannot be used", () => {
  const kling = { engine: "kling", title: "Kling 3.0", amount: 840_000, why_not: "", waits: "" };
  expect(optionLabel(kling)).toBe("Kling 3.0 · at most $0.84");
  expect(optionLabel({ ...kling, amount: null, why_not: "There is no key." })).toBe(
    "Kling 3.0 · cannot be used",
  );
});

test("engines that nobody online has, and those that cannot film, stand apart and the last cannot be chosen", () => {
  const kling = { engine: "kling", title: "Kling 3.0", amount: 840_000, why_not: "", waits: "" };
  const wan = {
    ...kling,
    engine: "wan",
    title: "Wan",
    waits: "No worker with a large graphics card is online.",
  };
  const luma = { ...kling, engine: "luma", title: "Luma", amount: null, why_not: "There is no key." };
  expect(engineChoices([kling, wan, luma], "")).toEqual([
    { value: "kling", label: "Kling 3.0 · at most $0.84", disabled: false },
    {
      group: "Nobody online has these: a render waits",
      items: [{ value: "wan", label: "Wan · at most $0.84", disabled: false }],
    },
    { group: "Cannot be used", items: [{ value: "luma", label: "Luma · cannot be used", disabled: true }] },
  ]);
  expect(engineChoices([kling], "")).toHaveLength(1);
});

test("a choice for many shots is one for those of the role", () => {
  expect(fieldOf("shot", "hero")).toBe("every");
  expect(fieldOf("scene", "hero")).toBe("hero");
  expect(fieldOf("film", "dialogue")).toBe("dialogue");
});
