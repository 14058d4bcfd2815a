import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import { MemoryRouter } from "react-router";
import { expect, test } from "vitest";
import type { Episode } from "../../api/podcasts.ts";
import { Plan } from "./Plan.tsx";
import {
  type Conversation,
  choicesQuery,
  conversationQuery,
  type Person,
  peopleQuery,
  type Script,
  type Source,
  scriptQuery,
  sourcesQuery,
} from "./queries.ts";

// jsdom has no fonts to wait for, and fields that grow do
Object.defineProperty(document, "fonts", { value: new EventTarget() });

const episode = {
  id: "epi_1",
  project_id: "prj_1",
  title: "The Light",
  personality_ids: [] as string[],
  outline: [] as unknown[],
  writer: "offline",
  language: "en",
  music: "hope",
  minutes: 6,
  turns: 0,
} as Episode;
const person = (id: string, name: string, writer: string) =>
  ({ id, name, role: "host", writer, alike: [] as string[] }) as unknown as Person;

function plan(people: Person[], chosen: string[] = [], made: Conversation | null = null) {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
  const shown = { ...episode, personality_ids: chosen };
  client.setQueryData(peopleQuery("prj_1").queryKey, people);
  client.setQueryData(scriptQuery(shown).queryKey, { version: 1, segments: [] } as unknown as Script);
  client.setQueryData(sourcesQuery(shown).queryKey, [
    { id: "src_1", key: "source1", title: "Keepers", words: 120 } as Source,
  ]);
  client.setQueryData(conversationQuery(shown).queryKey, made);
  client.setQueryData(choicesQuery.queryKey, {
    writers: [{ name: "offline", title: "The offline writer", says: "It arranges." }],
    models: [],
    roles: ["host"],
    music: [],
  } as never);
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={client}>
        <MemoryRouter>
          <Plan episode={shown} onWritten={() => undefined} />
        </MemoryRouter>
      </QueryClientProvider>
    </MantineProvider>,
  );
}

const filled = (name: string) =>
  screen.getByRole("button", { name }).getAttribute("data-variant") === "filled";
const PRICE = "Write the script: what does it cost?";

test("to write means the models that people have, with the price before, and offline is a choice beside it", () => {
  plan([person("per_1", "Ada", "claude"), person("per_2", "Lewis", "offline")]);
  expect(filled(PRICE)).toBe(true);
  expect(filled("Write it offline instead")).toBe(false);
  expect(screen.queryByRole("button", { name: "Write the script" })).toBeNull();
  expect(screen.queryByText("It arranges.")).toBeNull();
});

test("where nobody who speaks has a model, to write means the offline writer", () => {
  plan([person("per_1", "Ada", "offline"), person("per_2", "Lewis", "claude")], ["per_1"]);
  expect(filled("Write the script")).toBe(true);
  expect(screen.queryByRole("button", { name: PRICE })).toBeNull();
  expect(screen.getByText("It arranges.")).toBeTruthy();
});

const stopped = (code: string) =>
  ({
    id: "cnv_1",
    state: "failed",
    turns: [{ speaker_id: "per_1", name: "Ada", text: "Who lit the lamp?" }],
    failed: { place: 2, name: "Lewis" },
    error: { code, message: "It may have been paid; ordering it again would cost again." },
    taken: false,
  }) as unknown as Conversation;

test("a turn nobody can tell about is decided about first, and what was written stays", () => {
  plan([person("per_1", "Ada", "claude")], [], stopped("vendor_asks"));
  expect(screen.getByText("Who lit the lamp?")).toBeTruthy();
  expect(screen.getByRole("link", { name: "decide about the order" }).getAttribute("href")).toBe(
    "/workspace?tab=engines",
  );
  expect(screen.getByRole("button", { name: "Price: go on as decided" })).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Price: Lewis writes the turn again" })).toBeNull();
  expect(screen.getByRole("button", { name: "Price: the offline writer writes it" })).toBeTruthy();
});

test("a turn its model would not write is written again, or offline", () => {
  plan([person("per_1", "Ada", "claude")], [], stopped("turn_unfit"));
  expect(screen.getByRole("button", { name: "Price: Lewis writes the turn again" })).toBeTruthy();
  expect(screen.queryByRole("link", { name: "decide about the order" })).toBeNull();
});
