import { expect, test } from "vitest";
import { byReason } from "./Workers.tsx";

test("engines that lack the same are told together, the reason of most first", () => {
  const libraries = "the libraries are not installed";
  const found = byReason([
    { engine: "codeformer", title: "CodeFormer", why: "a licence forbids it" },
    { engine: "flux", title: "FLUX.1", why: libraries },
    { engine: "bark", title: "Bark", why: libraries },
  ]);
  expect(found).toEqual([
    { why: libraries, engines: ["Bark", "FLUX.1"] },
    { why: "a licence forbids it", engines: ["CodeFormer"] },
  ]);
  expect(byReason([])).toEqual([]);
});
