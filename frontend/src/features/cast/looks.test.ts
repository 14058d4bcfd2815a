import { expect, test } from "vitest";
import { toggled } from "./looks.ts";

test("a scene puts a look on and takes it off again", () => {
  const look = { scene_ids: ["scn_1"] };
  expect(toggled(look, "scn_2")).toEqual(["scn_1", "scn_2"]);
  expect(toggled(look, "scn_1")).toEqual([]);
});
