import { expect, test } from "vitest";
import type { Shot } from "../../api/queries.ts";
import { arranged, dropped, stepped } from "./reorder.ts";

const shot = (id: string, scene_id = "one", number = "1.1") => ({ id, scene_id, number }) as Shot;
const scene = [shot("a"), shot("b"), shot("c")];
const ids = (shots: Shot[]) => shots.map((each) => each.id).join("");

test("a step goes past one neighbour and stops at the edges", () => {
  expect(stepped(scene, "b", -1)).toEqual({ id: "b", after: null });
  expect(stepped(scene, "c", -1)).toEqual({ id: "c", after: "a" });
  expect(stepped(scene, "a", 1)).toEqual({ id: "a", after: "b" });
  expect(stepped(scene, "a", -1)).toBeUndefined();
  expect(stepped(scene, "c", 1)).toBeUndefined();
});

test("a shot lands on the side of the one it is let go on", () => {
  expect(dropped(scene, "a", "c", "before")).toEqual({ id: "a", after: "b" });
  expect(dropped(scene, "a", "c", "behind")).toEqual({ id: "a", after: "c" });
  expect(dropped(scene, "c", "a", "before")).toEqual({ id: "c", after: null });
});

test("where it stands already nothing is moved, nor into another scene", () => {
  expect(dropped(scene, "a", "b", "before")).toBeUndefined();
  expect(dropped(scene, "b", "a", "behind")).toBeUndefined();
  expect(dropped(scene, "a", "a", "behind")).toBeUndefined();
  expect(dropped(scene, "z", "a", "behind")).toBeUndefined();
});

test("shots are called by their new places at once", () => {
  const before = ["a", "b", "c"].map((id, at) => shot(id, "one", `12.${at + 1}`));
  const after = arranged(before, { id: "c", after: null });
  expect(after.map((each) => each.id + each.number)).toEqual(["c12.1", "a12.2", "b12.3"]);
});

test("only its own scene changes", () => {
  const film = [shot("x", "zero"), ...scene, shot("y", "two")];
  expect(ids(arranged(film, { id: "c", after: null }))).toBe("xcaby");
  expect(ids(arranged(film, { id: "a", after: "c" }))).toBe("xbcay");
  expect(ids(arranged(film, { id: "gone", after: null }))).toBe("xabcy");
});
