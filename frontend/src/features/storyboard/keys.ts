import type { Shot } from "../../api/queries.ts";

export type Direction = "left" | "right" | "up" | "down";

/** Shots of one scene under the other, in rows of as many as fit. */
export type Grid = { rows: readonly (readonly string[])[] };

/** The board as rows: scene by scene, `across` shots in a row. */
export function gridOf(scenes: readonly (readonly Shot[])[], across: number): Grid {
  const rows = scenes.flatMap((shots) => {
    const count = Math.ceil(shots.length / across);
    return Array.from({ length: count }, (_, row) =>
      shots.slice(row * across, (row + 1) * across).map((shot) => shot.id),
    );
  });
  return { rows };
}

/** The shot a key leads to; at an edge it stays, and without a choice it is the first. */
export function moved(grid: Grid, from: string | null, direction: Direction): string | undefined {
  const every = grid.rows.flat();
  const at = from === null ? -1 : every.indexOf(from);
  if (at < 0) return every[0];
  if (direction === "left") return every[Math.max(0, at - 1)];
  if (direction === "right") return every[Math.min(every.length - 1, at + 1)];
  const row = grid.rows.findIndex((shots) => shots.includes(from as string));
  const column = grid.rows[row]?.indexOf(from as string) ?? 0;
  const next = grid.rows[row + (direction === "down" ? 1 : -1)];
  return next ? next[Math.min(column, next.length - 1)] : (from ?? undefined);
}
