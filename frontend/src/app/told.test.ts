import { expect, test } from "vitest";
import { toldOf } from "./told.ts";

const cap = (percent: number) => ({ whose: "this project", percent, spent: 4_000_000, limit: 5_000_000 });

test("a cap that fills up is told with what was spent of it, and that nothing changes yet", () => {
  const told = toldOf("cap.noticed", cap(80));
  expect(told?.title).toBe("80 % of the spend cap of this project is used");
  expect(told?.message).toContain("$4.00 of $5.00 this month. Nothing changes yet");
  expect(told?.isOver).toBe(false);
});

test("a cap that is used up stays on screen and says what goes on", () => {
  expect(toldOf("cap.noticed", cap(100))?.isOver).toBe(true);
  expect(toldOf("cap.noticed", cap(100))?.message).toContain("Renders wait now");
});

test("filling that has stopped says why", () => {
  expect(toldOf("auto_top_up.stopped", { said: "The card was declined." })?.message).toBe(
    "The card was declined.",
  );
});

test("other news is not about money", () => {
  expect(toldOf("project.created", {})).toBeNull();
});
