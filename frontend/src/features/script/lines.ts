export type DiffLine = { key: string; how: "same" | "added" | "removed" | "skipped"; text: string };

const CONTEXT = 3;
const MOST = 2000;

/** Lengths of the longest common runs of lines from each pair of places on. */
function table(old: string[], fresh: string[]): Uint16Array[] {
  const rows = Array.from({ length: old.length + 1 }, () => new Uint16Array(fresh.length + 1));
  for (let a = old.length - 1; a >= 0; a -= 1) {
    const row = rows[a] as Uint16Array;
    const below = rows[a + 1] as Uint16Array;
    for (let b = fresh.length - 1; b >= 0; b -= 1) {
      row[b] =
        old[a] === fresh[b]
          ? (below[b + 1] as number) + 1
          : Math.max(below[b] as number, row[b + 1] as number);
    }
  }
  return rows;
}

function walked(old: string[], fresh: string[]): Omit<DiffLine, "key">[] {
  if (old.length > MOST || fresh.length > MOST) {
    return [
      ...old.map((text) => ({ how: "removed" as const, text })),
      ...fresh.map((text) => ({ how: "added" as const, text })),
    ];
  }
  const common = table(old, fresh);
  const lines: Omit<DiffLine, "key">[] = [];
  let a = 0;
  let b = 0;
  while (a < old.length || b < fresh.length) {
    if (a < old.length && b < fresh.length && old[a] === fresh[b]) {
      lines.push({ how: "same", text: old[a] as string });
      a += 1;
      b += 1;
    } else if (
      b >= fresh.length ||
      (a < old.length && (common[a + 1]?.[b] ?? 0) >= (common[a]?.[b + 1] ?? 0))
    ) {
      lines.push({ how: "removed", text: old[a] as string });
      a += 1;
    } else {
      lines.push({ how: "added", text: fresh[b] as string });
      b += 1;
    }
  }
  return lines;
}

/** What is the same far from any change is one line that says how much it is. */
function folded(lines: Omit<DiffLine, "key">[]): Omit<DiffLine, "key">[] {
  const near = lines.map((_, at) =>
    lines.slice(Math.max(0, at - CONTEXT), at + CONTEXT + 1).some((line) => line.how !== "same"),
  );
  const shown: Omit<DiffLine, "key">[] = [];
  let skipped = 0;
  for (const [at, line] of lines.entries()) {
    if (!near[at]) {
      skipped += 1;
      continue;
    }
    if (skipped) shown.push({ how: "skipped", text: String(skipped) });
    skipped = 0;
    shown.push(line);
  }
  if (skipped) shown.push({ how: "skipped", text: String(skipped) });
  return shown;
}

/** Two texts line by line: what stays, what comes, what goes. The same head and tail are found first: edits are local. */
export function lineDifference(before: string, after: string): DiffLine[] {
  const old = before ? before.split("\n") : [];
  const fresh = after ? after.split("\n") : [];
  const most = Math.min(old.length, fresh.length);
  let head = 0;
  while (head < most && old[head] === fresh[head]) head += 1;
  let tail = 0;
  while (tail < most - head && old.at(-1 - tail) === fresh.at(-1 - tail)) tail += 1;
  const same = (text: string) => ({ how: "same" as const, text });
  const lines = [
    ...old.slice(0, head).map(same),
    ...walked(old.slice(head, old.length - tail), fresh.slice(head, fresh.length - tail)),
    ...old.slice(old.length - tail).map(same),
  ];
  return folded(lines).map((line, at) => ({ ...line, key: `${at}` }));
}
