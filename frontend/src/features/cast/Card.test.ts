import { expect, test } from "vitest";
import type { Character, Shot } from "../../api/queries.ts";
import { portraitOf } from "./Card.tsx";

const mara = { id: "chr_m" } as Character;
const shot = (size: Shot["size"], panel_url: string | null, ...character_ids: string[]) =>
  ({ size, panel_url, character_ids }) as Shot;

test("a portrait is the closest picture of somebody alone", () => {
  const shots = [
    shot("wide", "/wide", "chr_m"),
    shot("close_up", "/both", "chr_m", "chr_j"),
    shot("medium_close", "/near", "chr_m"),
    shot("extreme_close", null, "chr_m"),
  ];
  expect(portraitOf(mara, shots)).toBe("/near");
  expect(portraitOf({ id: "chr_x" } as Character, shots)).toBeNull();
});
