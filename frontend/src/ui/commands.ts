import { useEffect, useSyncExternalStore } from "react";

/** One thing a person can do here; toolbar, shortcut, palette and help all read the same object. */
export type Command = {
  id: string;
  name: string;
  /** A key as the browser calls it, or two after each other: "g h". */
  keys?: string;
  group: string;
  /** Only a shortcut: the palette is closed when it makes sense. */
  keysOnly?: boolean;
  perform: () => void;
};

const offered = new Map<symbol, readonly Command[]>();
const watchers = new Set<() => void>();
let all: readonly Command[] = [];

function tell(): void {
  all = [...offered.values()].flat();
  for (const watcher of watchers) watcher();
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** Offer commands while this is on screen. Keep the list the same (`useMemo`) while its commands are. */
export function useCommands(commands: readonly Command[]): void {
  useEffect(() => {
    const key = Symbol("commands");
    offered.set(key, commands);
    tell();
    return () => {
      offered.delete(key);
      tell();
    };
  }, [commands]);
}

/** Everything that can be done here and now. */
export function useOffered(): readonly Command[] {
  return useSyncExternalStore(watch, () => all);
}

const NAMES: Record<string, string> = {
  " ": "Space",
  ArrowLeft: "←",
  ArrowRight: "→",
  ArrowUp: "↑",
  ArrowDown: "↓",
  Escape: "Esc",
};

/** Keys as they stand on the keyboard. */
export function keyName(keys: string): string {
  const name = NAMES[keys] ?? keys.replace("alt+", "Alt ");
  return name.length === 1 ? name.toUpperCase() : name;
}
