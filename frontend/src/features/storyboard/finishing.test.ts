import { expect, test } from "vitest";
import { finishChoices, finishLine, unusable } from "./Finishing.tsx";

const rife = { engine: "rife", title: "RIFE, smoother motion", amount: 20_000, why_not: "", waits: "" };
const film = { engine: "film_net", title: "FILM", amount: null, why_not: "The engine is off.", waits: "" };
const motion = {
  what: "rate",
  engine: "rife",
  decided: "scene",
  preset_engine: "",
  needless: "",
  options: [rife, film],
} as const;

test("whoever finishes a clip is offered with the price of that step, or as one that cannot be used", () => {
  const labels = finishChoices({ ...motion, options: [rife, film] }, "As decided above it").map(
    ({ label }) => label,
  );
  expect(labels).toEqual([
    "As decided above it",
    "Leave it as it is filmed",
    "RIFE, smoother motion · at most $0.02",
    "FILM · cannot be used",
  ]);
});

test("what a clip does not lack is said instead of who would do it", () => {
  const needless = "Nobody's face is seen near enough in this shot.";
  const idle = { ...film, why_not: needless };
  const finish = { ...motion, engine: "", needless, options: [idle] };
  expect(finishLine(finish, String)).toBe(needless);
  expect(finishChoices(finish, "").map(({ label }) => label)).toContain("FILM · not needed here");
});

test("why somebody cannot finish a clip now is told, and nothing where there is nothing to do", () => {
  const waiting = { ...rife, waits: "No worker has it." };
  const finish = { ...motion, options: [waiting, film] };
  expect(unusable(finish).map(({ why }) => why)).toEqual(["No worker has it.", "The engine is off."]);
  expect(finishChoices(finish, "").map(({ label }) => label)).toContain(
    "RIFE, smoother motion · at most $0.02, nobody online has it",
  );
  expect(unusable({ ...finish, needless: "No face is near." })).toEqual([]);
});

test("a clip that nobody finishes is left as it is filmed", () => {
  const titled = (engine: string) => (engine === "rife" ? rife.title : engine);
  expect(finishLine({ ...motion, options: [rife] }, titled)).toBe(
    "With the next render: RIFE, smoother motion",
  );
  expect(finishLine({ ...motion, engine: "", options: [rife] }, titled)).toBe("Left as it is filmed");
});
