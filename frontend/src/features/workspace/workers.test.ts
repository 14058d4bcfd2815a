import { expect, test } from "vitest";
import { byReason } from "./Workers.tsx";

test("engines that lack the same are told together, the reason of most first", () => {
  const libraries = "the libraries are not installed";
  const found = byReason({ codeformer: "a licence forbids it", flux: libraries, bark: libraries });
  expect(found).toEqual([
    { why: libraries, engines: ["Bark", "Flux"] },
    { why: "a licence forbids it", engines: ["Codeformer"] },
  ]);
  expect(byReason({})).toEqual([]);
});
