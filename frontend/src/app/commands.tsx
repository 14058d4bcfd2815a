import { Kbd, Modal, TextInput } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";

/** One thing a person can do; toolbar, shortcut, palette and help all read the same object. */
export type Command = { id: string; name: string; keys?: string; group: string; perform: () => void };

/** What opens the palette on this person's keyboard. */
export const paletteKeys = /Mac|iPhone|iPad/.test(navigator.userAgent) ? "⌘K" : "Ctrl K";

// An overlay on its way out would still hold the focus, and swallow the next key.
const AT_ONCE = { duration: 0 };

function useSequence(commands: Command[]) {
  const waiting = useRef("");
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      const typing = target.closest("input, textarea, select, [contenteditable]");
      if (typing || event.metaKey || event.ctrlKey || event.altKey) return;
      const typed = waiting.current ? `${waiting.current} ${event.key}` : event.key;
      const found = commands.find((command) => command.keys === typed);
      if (found) {
        event.preventDefault();
        waiting.current = "";
        found.perform();
      } else {
        waiting.current = event.key === "g" ? "g" : "";
      }
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [commands]);
}

function Row({ command, chosen, onPick }: { command: Command; chosen: boolean; onPick: () => void }) {
  return (
    <button type="button" role="option" aria-selected={chosen} className="palette-row" onClick={onPick}>
      <span>{command.name}</span>
      <span className="faint">{command.keys ? <Kbd>{command.keys}</Kbd> : command.group}</span>
    </button>
  );
}

/** Command palette (⌘K, Ctrl K) and the sheet of shortcuts (?). */
export function Commands({
  commands,
  children,
}: {
  commands: Command[];
  children: (open: () => void) => ReactNode;
}) {
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
        group: "Help",
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
  const matching = all.filter((command) => command.name.toLowerCase().includes(typed.toLowerCase()));
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
          data-autofocus
          aria-label="Command"
          placeholder="Type a command"
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
      <Modal
        opened={open === "help"}
        onClose={() => setOpen("")}
        title="Keyboard shortcuts"
        transitionProps={AT_ONCE}
      >
        <dl className="keys">
          <div>
            <dt>Command palette</dt>
            <dd>
              <Kbd>{paletteKeys}</Kbd>
            </dd>
          </div>
          {all
            .filter((command) => command.keys)
            .map((command) => (
              <div key={command.id}>
                <dt>{command.name}</dt>
                <dd>
                  <Kbd>{command.keys}</Kbd>
                </dd>
              </div>
            ))}
        </dl>
      </Modal>
    </>
  );
}
