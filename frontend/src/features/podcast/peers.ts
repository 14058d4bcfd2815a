import type { Peer } from "../../live/presence.ts";
import type { Cursor } from "./cursors.ts";

/** Where somebody is in a script. */
export type Place = { episode: string; turn: string; anchor: number; head: number };

export type Present = Place & { peer: string; person: string; hue: number };

const HUES = 6;

/** The same colour for a window wherever it shows up. */
export const hueOf = (peer: string): number =>
  [...peer].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, 7) % HUES;

/** Whoever has this episode's script open; what makes no sense is left out. Pure. */
export function presentIn(peers: Peer[], episode: string): Present[] {
  return peers
    .filter((each) => each.place.episode === episode)
    .map(({ peer, person, place }) => ({
      peer,
      person,
      hue: hueOf(peer),
      episode,
      turn: typeof place.turn === "string" ? place.turn : "",
      anchor: Number(place.anchor) || 0,
      head: Number(place.head) || 0,
    }));
}

export const cursorsIn = (present: Present[], turn: string): Cursor[] =>
  present.filter((each) => each.turn === turn);
