import { expect, test } from "vitest";
import { figures, offerWords } from "./Deliverables.tsx";

const file = {
  role: "music",
  group: "sound",
  title: "Music stem",
  filename: "Salt (music).wav",
  extra: "stems",
  state: "current",
  cause: "",
  url: "/media/x",
  bytes: 34_560_128,
  frames: 2880,
  loudness_lufs: -27.34,
} as const;

test("a file says its size, length and loudness", () => {
  expect(figures(file, "24")).toBe("34.6 MB · 2:00 · -27.3 LUFS");
  expect(figures({ ...file, loudness_lufs: -70 }, "24")).toBe("34.6 MB · 2:00 · silent");
  expect(figures({ ...file, bytes: 812, frames: null, loudness_lufs: null }, "24")).toBe("812 B");
});

test("what is not made says what it takes", () => {
  const estimate = {
    steps: 9,
    cached: 6,
    to_make: 3,
    amount: 0,
    currency: "usd",
    eta_low_seconds: 1,
    eta_high_seconds: 2,
  };
  const offer = { name: "stems", title: "Stems", state: "missing", cause: "", estimate } as const;
  expect(offerWords(offer)).toBe("free, about 2 s");
  expect(offerWords({ ...offer, estimate: { ...estimate, amount: 12_000 } })).toBe(
    "at most $0.02, about 2 s",
  );
});
