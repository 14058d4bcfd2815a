import type { QueryClient } from "@tanstack/react-query";

type Tell = (keys: string[][], withinMs: number) => void;

const every = new WeakMap<QueryClient, Tell>();

/** Has answers asked for again, within so many ms: once for all who heard that they are old, and together with others. */
export function staleOf(client: QueryClient): Tell {
  const known = every.get(client);
  if (known) return known;
  const stale = new Map<string, string[]>();
  let timer = 0;
  let due = 0;
  const flush = () => {
    for (const key of stale.values()) void client.invalidateQueries({ queryKey: key });
    stale.clear();
    timer = 0;
  };
  const tell: Tell = (keys, withinMs) => {
    if (!keys.length) return;
    for (const key of keys) stale.set(key.join("/"), key);
    const wanted = Date.now() + withinMs;
    if (timer && due <= wanted) return;
    window.clearTimeout(timer);
    due = wanted;
    timer = window.setTimeout(flush, withinMs);
  };
  every.set(client, tell);
  return tell;
}
