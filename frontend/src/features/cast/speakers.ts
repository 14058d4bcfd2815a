import type { Schemas } from "../../api/queries.ts";
import { isOfCatalogue } from "./blend.ts";

type Offered = Pick<
  Schemas["VoiceOut"],
  "name" | "engine" | "engine_title" | "needs_sample" | "needs_trained" | "unavailable"
>;

/** Whose voices somebody can have; `hint` says who is heard, `unavailable` why they cannot be heard now. */
export type Speaker = { engine: string; title: string; hint: string; unavailable: string };

/** Every engine that is offered, the film's own voices first. */
export function speakersIn(offered: Offered[]): Speaker[] {
  const first = new Map<string, Offered>();
  for (const each of offered) if (!first.has(each.engine)) first.set(each.engine, each);
  return [...first.values()].map((each) => ({
    engine: each.engine,
    title: each.engine_title || "The film's own voices",
    hint: hintOf(each, isOfCatalogue(each.engine, offered)),
    unavailable: each.unavailable,
  }));
}

function hintOf({ needs_sample, needs_trained }: Offered, inManner: boolean) {
  const heard = needs_sample ? "recording" : needs_trained ? "trained voice" : "";
  if (!heard) return "";
  const said = `Heard as the ${heard} under Pictures and voice`;
  return inManner ? `${said}; the voice below is how it is said` : said;
}

/** As options of a list: who can be heard now, then who cannot. */
export function optionsOf(speakers: Speaker[]) {
  const option = ({ engine, title }: Speaker) => ({ value: engine, label: title });
  const later = speakers.filter((each) => each.unavailable).map(option);
  const now = speakers.filter((each) => !each.unavailable).map(option);
  return later.length ? [...now, { group: "Cannot be heard now", items: later }] : now;
}
