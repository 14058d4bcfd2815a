import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { MemoryRouter } from "react-router";
import { beforeEach, expect, test, vi } from "vitest";
import { api } from "../api/client.ts";
import type { Render } from "../api/renders.ts";
import { Running } from "./Running.tsx";

class NoWire {
  static readonly OPEN = 1;
  readyState = 0;
  send() {}
  close() {}
}

beforeEach(() => {
  vi.stubGlobal("WebSocket", NoWire);
  vi.spyOn(api, "POST")
    .mockReset()
    .mockResolvedValue({ data: { id: "rnd_card" }, response: new Response() });
});

const a = (standing: Partial<Render>) =>
  ({
    id: "rnd_card",
    state: "running",
    progress: { fraction: 0.25, done: 1, steps: 4, eta_seconds: 40 },
    stages: [
      { stage: "master", steps: 1, done: 0 },
      { stage: "voices", steps: 3, done: 1 },
    ],
    cost: { at_most: 2_000_000, charged: 500_000 },
    created_at: new Date().toISOString(),
    ...standing,
  }) as Render;

const shown = (standing: Partial<Render> = {}) =>
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={new QueryClient()}>
        <MemoryRouter>
          <Running render={a(standing)} projectId="prj_1" />
        </MemoryRouter>
      </QueryClientProvider>
    </MantineProvider>,
  );

test("it says how far it is, what it costs, and its stages in the order of the work", () => {
  shown();
  expect(screen.getByText("25 %")).toBeTruthy();
  expect(screen.getByText(/1 of 4 steps .* of at most /)).toBeTruthy();
  expect(screen.getAllByRole("listitem").map((stage) => stage.textContent)).toEqual([
    "Voices1/3",
    "Master0/1",
  ]);
});

test.each([
  ["Pause", {}, "pause"],
  ["Cancel render", {}, "cancel"],
  [
    "Go on",
    { state: "paused", waiting: { code: "paused", message: "Somebody paused it.", until: null } },
    "resume",
  ],
] as const)("%s is one click", async (name, standing, command) => {
  shown(standing as Partial<Render>);
  fireEvent.click(screen.getByRole("button", { name }));
  await waitFor(() =>
    expect(api.POST).toHaveBeenCalledExactlyOnceWith(`/v1/renders/{render_id}/${command}`, {
      params: { path: { render_id: "rnd_card" } },
    }),
  );
});
