import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { MemoryRouter, useLocation } from "react-router";
import { beforeEach, expect, test, vi } from "vitest";
import type { Episode } from "../../api/podcasts.ts";
import { Clips } from "./Clips.tsx";
import { type Clip, clipQuoteQuery, clipsQuery, type Look } from "./clips.ts";
import { type Person, peopleQuery, type Script, scriptQuery } from "./queries.ts";

const episode = { id: "epi_1", project_id: "prj_1", title: "The Light", turns: 3 } as Episode;
const turn = (id: string, text: string) => ({ id, text, speaker_id: "pty_1", is_left_out: false });
const clip = (over: Partial<Clip>) =>
  ({
    id: "clp_1",
    first_turn_id: "trn_1",
    last_turn_id: "trn_2",
    first: 1,
    last: 2,
    opening: "Who lit the lamp?",
    seconds: 31,
    look: "video_9x16",
    title: "Video podcast, 9:16",
    render_id: "rnd_1",
    state: "succeeded",
    error: null,
    is_current: true,
    video_url: "/media/clip",
    poster_url: null,
    files: [],
    ...over,
  }) as unknown as Clip;

const QUOTE = { id: "quo_1", amount: 20_000, typical: 1, whole: 20_000, to_make: 4, cached: 2, missing: 0 };
const quoted = (over: Partial<Clip>) =>
  ({
    clip: clip({ state: "", render_id: null, video_url: null, ...over }),
    quote: { ...QUOTE, eta_high_seconds: 20, lines: [], notes: [], shortages: [] },
  }) as never;

beforeEach(() => {
  Element.prototype.scrollIntoView = vi.fn();
});

function Where() {
  return <output>{useLocation().search}</output>;
}

function shown(clips: Clip[], at = "") {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
  client.setQueryData(clipsQuery(episode).queryKey, clips);
  client.setQueryData(peopleQuery("prj_1").queryKey, [{ id: "pty_1", name: "Ada" } as Person]);
  client.setQueryData(scriptQuery(episode).queryKey, {
    segments: [
      { turns: [turn("trn_1", "Who lit the lamp?"), turn("trn_2", "A keeper."), turn("trn_3", "I.")] },
    ],
  } as unknown as Script);
  const priced = (to: string, look: Look, over: Partial<Clip>) =>
    client.setQueryData(
      clipQuoteQuery(episode, { from: "trn_1", to }, look).queryKey,
      quoted({ look, ...over }),
    );
  priced("30", "video_9x16", {});
  priced("trn_3", "video_9x16", { last_turn_id: "trn_3", last: 3 });
  priced("30", "audiogram_1x1", { title: "Audiogram, 1:1" });
  priced("30", "audiogram_9x16", { title: "Audiogram, 9:16" });
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={client}>
        <MemoryRouter initialEntries={[`/?${at}`]}>
          <Clips episode={episode} />
          <Where />
        </MemoryRouter>
      </QueryClientProvider>
    </MantineProvider>,
  );
}

const words = () => screen.getByLabelText("What is said in it").textContent;

test("a clip is begun with the hand on its first turn, read once more and priced before anything starts", () => {
  shown([]);
  fireEvent.click(screen.getByText("Make a clip"));
  expect(document.activeElement).toBe(screen.getByLabelText("From"));
  expect(words()).toBe("Ada Who lit the lamp?Ada A keeper.");
  expect(screen.getByText("Make the clip, at most $0.02")).toBeTruthy();
});

test("its end is another turn, and the address of the page says so", () => {
  shown([], "from=trn_1");
  fireEvent.change(screen.getByLabelText("Up to"), { target: { value: "trn_3" } });
  expect(words()).toContain("I.");
  expect(screen.getByText(/from=trn_1.*to=trn_3/)).toBeTruthy();
  fireEvent.click(screen.getByText("Not now"));
  expect(screen.queryByLabelText("From")).toBeNull();
});

test("kind and shape are another video with a price of its own", async () => {
  shown([], "from=trn_1");
  fireEvent.click(screen.getByLabelText("Audiogram"));
  fireEvent.click(screen.getByLabelText("1:1"));
  await waitFor(() => expect(screen.getByText(/^Audiogram, 1:1 · about 0:31/)).toBeTruthy());
});

test("a clip that is made is watched and taken away, and says when the script has moved on", () => {
  const file = {
    role: "video_9x16",
    title: "Video podcast, 9:16",
    filename: "x.mp4",
    url: "/media/x",
    bytes: 9,
  };
  shown([clip({ is_current: false, files: [file] })]);
  expect(screen.getByLabelText("Video podcast, 9:16: Who lit the lamp?").getAttribute("src")).toBe(
    "/media/clip",
  );
  expect(screen.getByText("Video podcast, 9:16", { selector: "a" }).getAttribute("download")).toBe("x.mp4");
  fireEvent.click(screen.getByText("Choose it again"));
  expect(screen.getByText(/from=trn_1&to=trn_2/)).toBeTruthy();
});

test("a clip that failed says why and is tried again", () => {
  shown([clip({ state: "failed", video_url: null, error: { code: "x", message: "The paper jammed." } })]);
  expect(screen.getByRole("alert").textContent).toContain("The paper jammed.");
  expect(screen.getByText("Make it again")).toBeTruthy();
});
