import { MantineProvider } from "@mantine/core";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { about, duration, ErrorCard, Status, timecode } from "./index.tsx";

const shown = (element: React.ReactNode) => render(<MantineProvider>{element}</MantineProvider>);

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
  shown(<ErrorCard problem={{ detail: "The disk is full.", request_id: "req_1" }} onRetry={retry} />);
  expect(screen.getByRole("alert").textContent).toContain("The disk is full.");
  expect(screen.getByText("Reference req_1")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(retry).toHaveBeenCalledOnce();
});
