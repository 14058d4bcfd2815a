import type { QueryClient, QueryKey } from "@tanstack/react-query";
import { withLetters } from "./letters.ts";
import type { Script, Turn } from "./queries.ts";

export const turnIn = (script: Script, id: string): Turn | undefined =>
  script.segments.flatMap((segment) => segment.turns).find((turn) => turn.id === id);

/** The script with another state of a turn in it, where that is newer. Pure. */
export const withTurn = (script: Script, saved: Turn): Script => ({
  ...script,
  segments: script.segments.map((segment) => ({
    ...segment,
    turns: segment.turns.map((turn) =>
      turn.id === saved.id && turn.version <= saved.version ? saved : turn,
    ),
  })),
});

/** The script after letters somebody typed; null when it is too old to take them. Pure. */
export function withTyped(script: Script, news: Record<string, unknown>): Script | null {
  const turn = turnIn(script, String(news.turn_id));
  const edits = Array.isArray(news.edits) ? news.edits : [];
  if (!turn || turn.version < Number(news.version)) return null;
  if (turn.version > Number(news.version)) return script;
  const text = withLetters(turn.text, edits);
  return text === null ? null : withTurn(script, { ...turn, text, version: turn.version + edits.length });
}

/** Letters somebody typed go into the script on screen; it is asked for where they do not fit into what is there. */
export function takeTyped(client: QueryClient, queryKey: QueryKey, news: Record<string, unknown>): void {
  const script = client.getQueryData<Script>(queryKey);
  const after = script && withTyped(script, news);
  if (after) client.setQueryData(queryKey, after);
  // an answer that is on its way may be from before these letters, and would take them off the screen again
  const isOnItsWay = client.isFetching({ queryKey, exact: true }) > 0;
  if (isOnItsWay || (script && !after)) void client.invalidateQueries({ queryKey, exact: true });
}
