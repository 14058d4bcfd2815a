import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { type Command, keyName, useCommands, useOffered } from "./commands.ts";

const PLAY: Command[] = [{ id: "play", name: "Play", keys: " ", group: "Player", perform: () => {} }];

function Player() {
  useCommands(PLAY);
  return null;
}

function Names() {
  return <p>{useOffered().map((command) => command.name)}</p>;
}

test("a command is offered only while what it works on is on screen", () => {
  const shown = render(
    <>
      <Player />
      <Names />
    </>,
  );
  expect(screen.getByText("Play")).toBeTruthy();
  shown.rerender(<Names />);
  expect(screen.queryByText("Play")).toBeNull();
});

test("keys are called as they stand on the keyboard", () => {
  expect([" ", "ArrowLeft", "j", "Escape"].map(keyName)).toEqual(["Space", "←", "J", "Esc"]);
});
