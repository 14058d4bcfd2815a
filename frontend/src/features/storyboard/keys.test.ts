// @vitest-environment node
import { expect, test } from "vitest";
import type { Shot } from "../../api/queries.ts";
import { gridOf, moved } from "./keys.ts";

const scene = (...ids: string[]) => ids.map((id) => ({ id }) as Shot);
const grid = gridOf([scene("a", "b", "c"), scene("d")], 2);

test("a scene begins a new row, and a row holds as many as fit", () => {
  expect(grid.rows).toEqual([["a", "b"], ["c"], ["d"]]);
});

test("left and right go through the film in story order", () => {
  expect(moved(grid, "b", "right")).toBe("c");
  expect(moved(grid, "d", "left")).toBe("c");
  expect([moved(grid, "a", "left"), moved(grid, "d", "right")]).toEqual(["a", "d"]);
});

test("up and down keep the column as far as the row has one", () => {
  expect(moved(grid, "b", "down")).toBe("c");
  expect(moved(grid, "c", "up")).toBe("a");
  expect([moved(grid, "a", "up"), moved(grid, "d", "down")]).toEqual(["a", "d"]);
});

test("the first key chooses the first shot", () => {
  expect(moved(grid, null, "down")).toBe("a");
  expect(moved(gridOf([], 3), null, "right")).toBeUndefined();
});
