// @vitest-environment node
import { expect, test } from "vitest";
import { readVtt } from "./vtt.ts";

test("cues of a scene are read where the scene begins in the film", () => {
  const file =
    "WEBVTT\n\n00:00:01.500 --> 00:00:02.000\nTwo\nrows &amp; more.\n\n01:00:00.000 --> 01:00:01.000\nLate.\n";
  expect(readVtt(file, 10)).toEqual([
    { start: 11.5, end: 12, text: "Two\nrows &amp; more." },
    { start: 3610, end: 3611, text: "Late." },
  ]);
});

test("a file without cues has none", () => {
  expect(readVtt("WEBVTT\n\n", 0)).toEqual([]);
});
