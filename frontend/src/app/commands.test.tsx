import { MantineProvider } from "@mantine/core";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { type Command, useCommands } from "../ui/commands.ts";
import { Commands } from "./commands.tsx";

function Offer({ commands }: { commands: Command[] }) {
  useCommands(commands);
  return null;
}

function studio(...commands: Command[]) {
  const press = vi.fn();
  render(
    <MantineProvider env="test">
      <Offer commands={commands} />
      <Commands>
        {() => (
          <>
            <input aria-label="Words" />
            <button type="button" onClick={press}>
              Press
            </button>
            <div data-space="plays">
              <button type="button" onClick={press}>
                Picture
              </button>
            </div>
          </>
        )}
      </Commands>
    </MantineProvider>,
  );
  return press;
}

const command = (keys: string, name: string, more: Partial<Command> = {}): Command & { done: () => void } => {
  const perform = vi.fn();
  return { id: name, name, keys, group: "Trial", perform, done: perform, ...more };
};

test("a key does what it says, alone or after another, but never while words are typed", async () => {
  const play = command(" ", "Play");
  const home = command("g h", "Go home");
  studio(play, home);
  await userEvent.keyboard(" gh");
  expect(play.perform).toHaveBeenCalledOnce();
  expect(home.perform).toHaveBeenCalledOnce();
  await userEvent.type(screen.getByLabelText("Words"), "g h ");
  expect(play.perform).toHaveBeenCalledOnce();
  expect(home.perform).toHaveBeenCalledOnce();
});

test("space presses the button it stands on, but plays among pictures", async () => {
  const play = command(" ", "Play");
  const press = studio(play);
  screen.getByText("Press").focus();
  await userEvent.keyboard(" ");
  expect([press.mock.calls.length, vi.mocked(play.perform).mock.calls.length]).toEqual([1, 0]);
  screen.getByText("Picture").focus();
  await userEvent.keyboard(" ");
  expect(vi.mocked(play.perform).mock.calls.length).toBe(1);
});

test("the palette finds by any words in any order, and leaves out what only a key makes sense for", async () => {
  const scene = command("", "2  EXT. CLIFF PATH - NIGHT", { group: "Scene" });
  const frame = command("ArrowLeft", "Back a frame", { keysOnly: true });
  studio(scene, frame);
  await userEvent.keyboard("{Control>}k{/Control}");
  await userEvent.type(await screen.findByLabelText("Command"), "night cliff");
  expect(screen.getAllByRole("option").map((row) => row.textContent)).toEqual([
    "2  EXT. CLIFF PATH - NIGHTScene",
  ]);
  await userEvent.keyboard("{Enter}");
  expect(scene.perform).toHaveBeenCalledOnce();
});

test("the sheet of shortcuts lists what the page offers, by group", async () => {
  studio(command("j", "Back a second"));
  await userEvent.keyboard("?");
  expect((await screen.findByRole("dialog")).textContent).toContain("Back a second");
});
