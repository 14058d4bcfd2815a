import { expect, test } from "vitest";
import { tunedWith } from "./Tuning.tsx";

test("a setting that is put back as usual is not kept", () => {
  const transpose = { name: "transpose", usual: 0 };
  const higher = tunedWith({ index_percent: 20 }, transpose, 12);
  expect(higher).toEqual({ index_percent: 20, transpose: 12 });
  expect(tunedWith(higher, transpose, 0)).toEqual({ index_percent: 20 });
});
