// @vitest-environment node
import { expect, test } from "vitest";

const sources = import.meta.glob<string>("../{app,features,live,ui,api}/**/*.{ts,tsx}", {
  eager: true,
  query: "?raw",
  import: "default",
});

test("colours and pixels stand in the design folder only", () => {
  const found = Object.entries(sources)
    .filter(
      ([name]) => !name.endsWith(".test.ts") && !name.endsWith(".test.tsx") && !name.includes("schema.d.ts"),
    )
    .flatMap(([name, text]) =>
      [...text.matchAll(/#[0-9a-fA-F]{6}\b|\brgba?\(|\b\d+px\b/g)].map((match) => `${name}: ${match[0]}`),
    );
  expect(found).toEqual([]);
});
