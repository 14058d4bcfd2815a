// @vitest-environment node
import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { expect, test, vi } from "vitest";
import type { Script } from "./queries.ts";
import { takeTyped, turnIn } from "./turns.ts";

const KEY = ["script"];
const script = (text: string, version: number) =>
  ({ segments: [{ turns: [{ id: "one", text, version }] }] }) as unknown as Script;
const LETTERS = { turn_id: "one", version: 1, edits: [[5, [0, " there"]]] };

test("letters stay on screen though an answer from before them was on its way", async () => {
  const client = new QueryClient();
  client.setQueryData(KEY, script("Hello", 1));
  let answer: (early: Script) => void = () => undefined;
  const early = new Promise<Script>((resolve) => {
    answer = resolve;
  });
  const answers = [early, Promise.resolve(script("Hello there", 2))];
  const leave = new QueryObserver(client, {
    queryKey: KEY,
    queryFn: () => answers.shift() as Promise<Script>,
  }).subscribe(() => undefined);
  takeTyped(client, KEY, LETTERS);
  answer(script("Hello", 1));
  await vi.waitFor(() => expect(answers).toHaveLength(0));
  await vi.waitFor(() => expect(client.isFetching()).toBe(0));
  expect(turnIn(client.getQueryData(KEY) as Script, "one")?.text).toBe("Hello there");
  leave();
});

test("letters of a text that is not on screen have it asked for", () => {
  const client = new QueryClient();
  client.setQueryData(KEY, script("Hello", 0));
  takeTyped(client, KEY, LETTERS);
  expect(client.getQueryState(KEY)?.isInvalidated).toBe(true);
});
