import { queryOptions } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { api, bodyOf } from "../../api/client.ts";
import type { Episode } from "../../api/podcasts.ts";
import type { Schemas } from "../../api/queries.ts";
import type { Script, Turn } from "./queries.ts";

export type Clip = Schemas["ClipOut"];
export type Look = Clip["look"];

export const KINDS = [
  { value: "video", label: "People talking" },
  { value: "audiogram", label: "Audiogram" },
];
export const SHAPES = [
  { value: "9x16", label: "9:16" },
  { value: "1x1", label: "1:1" },
  { value: "16x9", label: "16:9" },
];
/** Whether what is said is written into the picture; else it is a track of the file. */
export const hasWords = (look: Look) => look !== "video_16x9";

export const LENGTHS = [15, 30, 45, 60];
const USUAL = "30";

/** What is chosen for a clip: the turn it begins with, and the turn it ends with or about how many seconds it lasts. */
export type Passage = { from: string; to: string };

/** The passage in the address of the page, so that script, transcript and form choose one and the same. */
export function usePassage() {
  const [search, setSearch] = useSearchParams();
  const passage: Passage = { from: search.get("from") ?? "", to: search.get("to") ?? USUAL };
  const choose = (from: string, to = USUAL) =>
    setSearch((before) => {
      const next = new URLSearchParams(before);
      next.set("view", "listen");
      next.set("from", from);
      next.set("to", to);
      return next;
    });
  const drop = () =>
    setSearch((before) => {
      const next = new URLSearchParams(before);
      next.delete("from");
      next.delete("to");
      return next;
    });
  return { passage, choose, drop };
}

/** As the studio is asked about it. Pure. */
export const asked = ({ from, to }: Passage, look: Look) => ({
  first_turn_id: from,
  look,
  ...(/^\d+$/.test(to) ? { seconds: Number(to) } : { last_turn_id: to }),
});

export const isSpoken = (turn: Turn) => !turn.is_left_out && turn.text.trim() !== "";

/** Turns that are spoken, in order, each with its place counted from 1. Pure. */
export const spokenIn = (script: Script): { turn: Turn; place: number }[] =>
  script.segments
    .flatMap((segment) => segment.turns)
    .filter(isSpoken)
    .map((turn, at) => ({ turn, place: at + 1 }));

/** From one turn to another of them; nothing where one is not there. Pure. */
export function between<Each extends { turn: Turn }>(spoken: Each[], first: string, last: string): Each[] {
  const [from, to] = [first, last].map((id) => spoken.findIndex(({ turn }) => turn.id === id));
  return from === undefined || to === undefined || from < 0 ? [] : spoken.slice(from, to + 1);
}

/** Another turn to begin with: where the end would come before it, it lasts the usual time. Pure. */
export const begun = (spoken: { turn: Turn }[], from: string, to: string): Passage =>
  /^\d+$/.test(to) || between(spoken, from, to).length ? { from, to } : { from, to: USUAL };

export const clipsQuery = (episode: Episode) =>
  queryOptions({
    queryKey: ["project", episode.project_id, "episode", episode.id, "clips"],
    queryFn: async () =>
      (
        await bodyOf(
          api.GET("/v1/episodes/{episode_id}/clips", {
            params: { path: { episode_id: episode.id }, query: { limit: 100 } },
          }),
        )
      ).data,
  });

export const clipQuoteQuery = (episode: Episode, passage: Passage, look: Look) =>
  queryOptions({
    queryKey: [
      ...["project", episode.project_id, "episode", episode.id, "quote", "clip"],
      ...[passage.from, passage.to, look],
    ],
    queryFn: () =>
      bodyOf(
        api.POST("/v1/episodes/{episode_id}/clips", {
          params: { path: { episode_id: episode.id } },
          body: asked(passage, look) as Schemas["ClipIn"],
        }),
      ),
    retry: false,
  });
