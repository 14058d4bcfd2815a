// @vitest-environment node
import { expect, test } from "vitest";
import { chapterAt } from "./Chapters.tsx";

const chapters = [0, 96, 480].map((frame) => ({
  scene_id: `scn_${frame}`,
  heading: "",
  frame,
  poster_url: null,
}));

test("a frame lies in the scene that began last", () => {
  expect(chapterAt(chapters, 0)?.scene_id).toBe("scn_0");
  expect(chapterAt(chapters, 95)?.scene_id).toBe("scn_0");
  expect(chapterAt(chapters, 96)?.scene_id).toBe("scn_96");
  expect(chapterAt(chapters, 9999)?.scene_id).toBe("scn_480");
  expect(chapterAt([], 5)).toBeUndefined();
});
