import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import { MemoryRouter } from "react-router";
import { beforeEach, expect, test, vi } from "vitest";
import type { Project } from "../api/queries.ts";
import { setProgress } from "../live/progress.ts";
import { RenderBadge } from "./RenderBadge.tsx";

class NoWire {
  static readonly OPEN = 1;
  readyState = 0;
  send() {}
  close() {}
}

beforeEach(() => void vi.stubGlobal("WebSocket", NoWire));

const film = (state: string, stopped_for: string) =>
  ({ id: "prj_1", title: "The Lamp", last_render: { id: "rnd_1", state, stopped_for } }) as Project;

const on = (tab: string, state: string, stoppedFor = "") => (
  <MantineProvider env="test">
    <QueryClientProvider client={new QueryClient()}>
      <Notifications />
      <MemoryRouter initialEntries={[`/projects/prj_1/${tab}`]}>
        <RenderBadge project={film(state, stoppedFor)} />
      </MemoryRouter>
    </QueryClientProvider>
  </MantineProvider>
);

test("a render is seen from every tab, and its end is said there", async () => {
  const shown = render(on("script", "running"));
  setProgress("rnd_1", { state: "running", fraction: 0.38, eta_seconds: 3, done: 1, steps: 2, running: 1 });
  expect((await screen.findByText("38 %")).closest("a")?.getAttribute("href")).toBe("/projects/prj_1/watch");
  shown.rerender(on("script", "succeeded"));
  expect(await screen.findByText("The film is finished.")).toBeTruthy();
  expect(screen.queryByText("38 %")).toBeNull();
});

test("where the render itself is shown, it is not shown twice", () => {
  render(on("watch", "running"));
  expect(screen.queryByRole("link")).toBeNull();
});

test("one that a spend cap holds does not claim that somebody paused it", () => {
  const shown = render(on("script", "paused", "cap_reached"));
  expect(screen.getByText("Waits for a spend cap")).toBeTruthy();
  shown.rerender(on("script", "paused", "paused"));
  expect(screen.getByText("Paused")).toBeTruthy();
});
