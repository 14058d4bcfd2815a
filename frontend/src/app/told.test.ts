// @vitest-environment node
import { expect, test } from "vitest";
import { toldOf } from "./told.ts";

const cap = (percent: number) => ({ cap_id: "cap_1", whose: "this project", percent });

test("a cap that fills up is told, and that nothing changes yet", () => {
  const told = toldOf("cap.noticed", cap(80));
  expect(told?.title).toBe("80 % of the spend cap of this project is used this month");
  expect(told?.message).toContain("Nothing changes yet");
  expect(told?.isOver).toBe(false);
});

test("a cap that is used up stays on screen and says what goes on", () => {
  expect(toldOf("cap.noticed", cap(100))?.isOver).toBe(true);
  expect(toldOf("cap.noticed", cap(100))?.message).toContain("Renders wait now");
});

test("filling that has stopped says where to look", () => {
  expect(toldOf("auto_top_up.stopped", { why: "declined" })?.message).toContain("The page Usage says why");
});

test("other news is not about money", () => {
  expect(toldOf("project.created", {})).toBeNull();
});
