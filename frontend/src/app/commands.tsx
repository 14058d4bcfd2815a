import { Kbd, Modal, TextInput } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { type Command, keyName, useOffered } from "../ui/commands.ts";

/** What opens the palette on this person's keyboard. */
export const paletteKeys = /Mac|iPhone|iPad/.test(navigator.userAgent) ? "⌘K" : "Ctrl K";

const PLAYS = "[data-space=plays]";

/**
 * Where a key has its own meaning: text being typed, a dialog, and Space on what it presses. In lists of pictures
 * and scenes (`data-space="plays"`) Space plays, as everywhere around them, and Enter presses.
 */
function isTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return true;
  const target = event.target as HTMLElement;
  if (target.closest("input, textarea, select, [contenteditable], [role=dialog], [role=menu]")) return true;
  return event.key === " " && Boolean(target.closest("button, a, summary")) && !target.closest(PLAYS);
}

function useSequence(commands: readonly Command[]) {
  const waiting = useRef("");
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isTaken(event)) return;
      const typed = waiting.current ? `${waiting.current} ${event.key}` : event.key;
      const found = commands.findLast((command) => command.keys === typed);
      if (found) {
        event.preventDefault();
        waiting.current = "";
        found.perform();
      } else {
        waiting.current = event.key === "g" ? "g" : "";
      }
    };
    // Some browsers press a button when Space is let go, whatever became of it on the way down.
    const onLetGo = (event: KeyboardEvent) => {
      if (event.key === " " && (event.target as HTMLElement).closest(PLAYS)) event.preventDefault();
    };
    window.addEventListener("keydown", onKey);
    window.addEventListener("keyup", onLetGo);
    return () => {
      window.removeEventListener("keydown", onKey);
      window.removeEventListener("keyup", onLetGo);
    };
  }, [commands]);
}

function Keys({ of }: { of: Command }) {
  if (!of.keys) return null;
  const parts = of.keys === " " ? [" "] : of.keys.split(" ");
  return (
    <span className="key-names">
      {parts.map((part) => (
        <Kbd key={part}>{keyName(part)}</Kbd>
      ))}
    </span>
  );
}

function Help({ commands }: { commands: readonly Command[] }) {
  const withKeys = commands.filter((command) => command.keys);
  const groups = [...new Set(withKeys.map((command) => command.group))];
  return (
    <div className="keys">
      {groups.map((group) => (
        <section key={group}>
          <h3>{group}</h3>
          <ul>
            {withKeys
              .filter((command) => command.group === group)
              .map((command) => (
                <li key={command.id}>
                  <span>{command.name}</span>
                  <Keys of={command} />
                </li>
              ))}
          </ul>
        </section>
      ))}
      <p className="faint">
        <Kbd>{paletteKeys}</Kbd> opens everything by name, from any page. What is listed here belongs to the
        page you are on.
      </p>
    </div>
  );
}

function matches(command: Command, typed: string): boolean {
  const said = `${command.name} ${command.group}`.toLowerCase();
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => said.includes(word));
}

const SHOWN_AT_ONCE = 50;

// Who opens the palette types on without waiting: no animation and no timer may stand before the first letter.
const AT_ONCE = { duration: 0 };
const focusAtOnce = (input: HTMLInputElement | null) => input?.focus();

function Row({ command, chosen, onPick }: { command: Command; chosen: boolean; onPick: () => void }) {
  return (
    <button type="button" role="option" aria-selected={chosen} className="palette-row" onClick={onPick}>
      <span className="palette-name">{command.name}</span>
      <span className="faint">{command.group}</span>
      <Keys of={command} />
    </button>
  );
}

/** Command palette (⌘K, Ctrl K) and the sheet of shortcuts (?). */
export function Commands({ children }: { children: (open: () => void) => ReactNode }) {
  const commands = useOffered();
  const [open, setOpen] = useState<"" | "palette" | "help">("");
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const all = useMemo(
    () => [
      ...commands,
      {
        id: "help",
        name: "Show keyboard shortcuts",
        keys: "?",
        group: "Studio",
        perform: () => setOpen("help"),
      },
    ],
    [commands],
  );
  useSequence(all);
  const show = () => {
    setTyped("");
    setAt(0);
    setOpen("palette");
  };
  useHotkeys([["mod+K", show]], []);
  const matching = all
    .filter((command) => !command.keysOnly && matches(command, typed))
    .slice(0, SHOWN_AT_ONCE);
  const pick = (command: Command | undefined) => {
    setOpen("");
    command?.perform();
  };
  const onKey = (event: React.KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step) {
      event.preventDefault();
      setAt((at + step + matching.length) % Math.max(1, matching.length));
    } else if (event.key === "Enter") {
      event.preventDefault();
      pick(matching[at]);
    }
  };
  return (
    <>
      {children(show)}
      <Modal
        opened={open === "palette"}
        onClose={() => setOpen("")}
        title="Do or go to"
        size="lg"
        transitionProps={AT_ONCE}
      >
        <TextInput
          ref={focusAtOnce}
          data-autofocus
          aria-label="Command"
          placeholder="A page, a film, a scene, a command"
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={onKey}
        />
        <div className="palette" role="listbox" aria-label="Commands">
          {matching.map((command, place) => (
            <Row key={command.id} command={command} chosen={place === at} onPick={() => pick(command)} />
          ))}
          {!matching.length && <p className="faint">Nothing is called that.</p>}
        </div>
      </Modal>
      <Modal opened={open === "help"} onClose={() => setOpen("")} title="Keyboard shortcuts" size="lg">
        <Help commands={all} />
      </Modal>
    </>
  );
}
