import { expect, test } from "vitest";
import { optionsOf, speakersIn } from "./speakers.ts";

const own = {
  name: "af_heart",
  engine: "",
  engine_title: "",
  needs_sample: false,
  needs_trained: false,
  unavailable: "",
};
const offered = [
  own,
  { ...own, name: "openvoice:af_heart", engine: "openvoice", engine_title: "OpenVoice", needs_sample: true },
  {
    ...own,
    name: "xtts:recorded",
    engine: "xtts",
    engine_title: "XTTS",
    needs_sample: true,
    unavailable: "No worker with a small graphics card is online.",
  },
];

test("whoever can speak is listed once, the film's own voices first", () => {
  expect(speakersIn([...offered, ...offered]).map((each) => each.title)).toEqual([
    "The film's own voices",
    "OpenVoice",
    "XTTS",
  ]);
});

test("who is heard as a recording says so, and whether a voice below says how", () => {
  expect(speakersIn(offered).map((each) => each.hint)).toEqual([
    "",
    "Heard as the recording under Pictures and voice; the voice below is how it is said",
    "Heard as the recording under Pictures and voice",
  ]);
});

test("who is heard as a trained voice says so", () => {
  const trained = { ...own, name: "rvc:af_heart", engine: "rvc", engine_title: "RVC", needs_trained: true };
  expect(speakersIn([own, trained])[1]?.hint).toBe(
    "Heard as the trained voice under Pictures and voice; the voice below is how it is said",
  );
});

test("who cannot be heard now is listed last and says why", () => {
  const speakers = speakersIn([...offered].reverse());
  expect(optionsOf(speakers)).toEqual([
    { value: "openvoice", label: "OpenVoice" },
    { value: "", label: "The film's own voices" },
    { group: "Cannot be heard now", items: [{ value: "xtts", label: "XTTS" }] },
  ]);
  expect(speakers[0]?.unavailable).toBe("No worker with a small graphics card is online.");
});

test("nobody is set apart where everybody can be heard", () => {
  expect(optionsOf(speakersIn(offered.slice(0, 2)))).toEqual([
    { value: "", label: "The film's own voices" },
    { value: "openvoice", label: "OpenVoice" },
  ]);
});
