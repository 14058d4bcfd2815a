// @vitest-environment node
import { expect, test } from "vitest";
import {
  isElaborate,
  isOfCatalogue,
  readBlend,
  readVoice,
  voiceBy,
  writeBlend,
  writeVoice,
} from "./blend.ts";

test("one voice is written as it is", () => {
  expect(writeBlend(readBlend("af_heart"))).toBe("af_heart");
});

test("a mix reads and writes the same", () => {
  expect(readBlend("af_heart*0.6+bf_emma*0.4")).toEqual({
    first: "af_heart",
    second: "bf_emma",
    percent: 60,
  });
  expect(writeBlend({ first: "af_heart", second: "bf_emma", percent: 60 })).toBe("af_heart*0.6+bf_emma*0.4");
});

test("a voice mixed with itself is that voice", () => {
  expect(writeBlend({ first: "af_heart", second: "af_heart", percent: 50 })).toBe("af_heart");
});

test("three voices are more than two sliders show", () => {
  expect(isElaborate("a*0.4+b*0.3+c*0.3")).toBe(true);
  expect(isElaborate("a*0.5+b*0.5")).toBe(false);
});

const offered = [
  { name: "af_heart", engine: "" },
  { name: "bf_emma", engine: "" },
  { name: "openvoice:af_heart", engine: "openvoice" },
  { name: "openvoice:bf_emma", engine: "openvoice" },
  { name: "bark:en_speaker_0", engine: "bark" },
];

test("a voice of another engine reads and writes the same", () => {
  expect(readVoice("openvoice:af_heart*0.6+bf_emma*0.4")).toEqual({
    engine: "openvoice",
    name: "af_heart*0.6+bf_emma*0.4",
  });
  expect(writeVoice("openvoice", "af_heart")).toBe("openvoice:af_heart");
  expect(readVoice("af_heart")).toEqual({ engine: "", name: "af_heart" });
  expect(writeVoice("", "af_heart")).toBe("af_heart");
});

test("another engine keeps the manner where it knows it, and else begins with its first voice", () => {
  expect(voiceBy("openvoice", "af_heart*0.6+bf_emma*0.4", offered)).toBe(
    "openvoice:af_heart*0.6+bf_emma*0.4",
  );
  expect(voiceBy("bark", "af_heart", offered)).toBe("bark:en_speaker_0");
  expect(voiceBy("", "bark:en_speaker_0", offered)).toBe("af_heart");
});

test("mixes are for engines that speak by the catalogue", () => {
  expect(isOfCatalogue("openvoice", offered)).toBe(true);
  expect(isOfCatalogue("bark", offered)).toBe(false);
});
