import { MantineProvider } from "@mantine/core";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { ConfirmButton } from "./Confirm.tsx";
import {
  about,
  ago,
  clock,
  count,
  duration,
  ErrorCard,
  placeName,
  Status,
  shortHeading,
  timecode,
} from "./index.tsx";

const shown = (element: React.ReactNode) => render(<MantineProvider env="test">{element}</MantineProvider>);

test("timecode counts frames at the rounded rate", () => {
  expect(timecode(24 * 3661 + 5, "24")).toBe("01:01:01:05");
  expect(timecode(30, "30000/1001")).toBe("00:00:01:00");
});

test("lengths are said as people say them", () => {
  expect(duration(36, "24")).toBe("1.5 s");
  expect(duration(24 * 125, "24")).toBe("2:05");
  expect(about(0.2)).toBe("moments");
  expect(about(45)).toBe("about 45 s");
  expect(about(600)).toBe("about 10 min");
});

test("a state is said in words, not only by colour", () => {
  shown(<Status state="stale" cause="a line changed" />);
  expect(screen.getByText("Out of date: a line changed")).toBeTruthy();
});

test("an error says what happened, its reference, and offers to try again", async () => {
  const retry = vi.fn();
  shown(
    <ErrorCard problem={{ detail: "The disk is full.", status: 507, request_id: "req_1" }} onRetry={retry} />,
  );
  expect(screen.getByRole("alert").textContent).toContain("The disk is full.");
  expect(screen.getByText("Reference req_1")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(retry).toHaveBeenCalledOnce();
});

test("a reference is shown only when the fault is the studio's", () => {
  shown(<ErrorCard problem={{ detail: "Changed since.", status: 412, request_id: "req_2" }} />);
  expect(screen.getByRole("alert").textContent).toContain("Somebody else changed this meanwhile");
  expect(screen.queryByText(/req_2/)).toBeNull();
});

test("what cannot be undone is asked first", async () => {
  const removed = vi.fn();
  shown(
    <ConfirmButton act="Revoke" keep="Keep it" question="Revoke this key?" onConfirm={removed}>
      Programs that use it stop working.
    </ConfirmButton>,
  );
  await userEvent.click(screen.getByRole("button", { name: "Revoke" }));
  await userEvent.click(await screen.findByRole("button", { name: "Keep it" }));
  expect(removed).not.toHaveBeenCalled();
  await userEvent.click(screen.getByRole("button", { name: "Revoke" }));
  await userEvent.click((await screen.findAllByRole("button", { name: "Revoke" })).at(-1) as HTMLElement);
  expect(removed).toHaveBeenCalledOnce();
});

test("times, counts and places are said as people say them", () => {
  expect(clock(725.9)).toBe("12:05");
  expect(count(1, "scene")).toBe("1 scene");
  expect(count(3, "line")).toBe("3 lines");
  expect(placeName("LIGHTHOUSE, LAMP ROOM")).toBe("Lighthouse, lamp room");
  expect(shortHeading("INT. LIGHTHOUSE, LAMP ROOM - DUSK")).toBe("Lighthouse, lamp room");
  expect(shortHeading("EXT. PIER")).toBe("Pier");
  expect(shortHeading("The Last Lamp")).toBe("The Last Lamp");
  const now = Date.parse("2026-01-02T12:00:00Z");
  expect(ago("2026-01-02T11:57:00Z", now)).toBe("3 min ago");
  expect(ago("2025-12-30T12:00:00Z", now)).toBe("3 days ago");
});
