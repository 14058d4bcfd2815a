import type { Schemas } from "../../api/queries.ts";
import { isOfCatalogue } from "./blend.ts";

type Offered = Pick<Schemas["VoiceOut"], "name" | "engine" | "engine_title" | "needs_sample" | "unavailable">;

/** Whose voices somebody can have; `hint` says who is heard, `unavailable` why they cannot be heard now. */
export type Speaker = { engine: string; title: string; hint: string; unavailable: string };

/** Every engine that is offered, the film's own voices first. */
export function speakersIn(offered: Offered[]): Speaker[] {
  const first = new Map<string, Offered>();
  for (const each of offered) if (!first.has(each.engine)) first.set(each.engine, each);
  return [...first.values()].map(({ engine, engine_title, needs_sample, unavailable }) => ({
    engine,
    title: engine_title || "The film's own voices",
    hint: needs_sample ? hintOf(isOfCatalogue(engine, offered)) : "",
    unavailable,
  }));
}

const hintOf = (inManner: boolean) =>
  inManner
    ? "Heard as the recording under Pictures and voice; the voice below is how it is said"
    : "Heard as the recording under Pictures and voice";

/** As options of a list: who can be heard now, then who cannot. */
export function optionsOf(speakers: Speaker[]) {
  const option = ({ engine, title }: Speaker) => ({ value: engine, label: title });
  const later = speakers.filter((each) => each.unavailable).map(option);
  const now = speakers.filter((each) => !each.unavailable).map(option);
  return later.length ? [...now, { group: "Cannot be heard now", items: later }] : now;
}
