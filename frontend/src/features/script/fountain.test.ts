// @vitest-environment node
import { expect, test } from "vitest";
import { lineKinds } from "./fountain.ts";

const kinds = (text: string) => lineKinds(text.split("\n"));

test("a heading, a speech and a transition are known by where they stand", () => {
  const text = "INT. KITCHEN - NIGHT\n\nRain.\n\nMARA (V.O.)\n(low)\nYou came.\n\nCUT TO:\n";
  expect(kinds(text)).toEqual([
    "heading",
    "action",
    "action",
    "action",
    "cue",
    "parenthetical",
    "dialogue",
    "action",
    "transition",
    "action",
  ]);
});

test("a name without a line under it is no cue", () => {
  expect(kinds("MARA\n\nwaits")).toEqual(["action", "action", "action"]);
});

test("forced marks win", () => {
  expect(kinds(".FLASHBACK")).toEqual(["heading"]);
  expect(kinds("@McAVOY\nAye.")).toEqual(["cue", "dialogue"]);
  expect(kinds("> THE END <")).toEqual(["centred"]);
  expect(kinds("..not a heading")).toEqual(["action"]);
});
