import { expect, test } from "vitest";
import { textOf, titleOf } from "./create.ts";

test("a file's name is a title to begin with", () => {
  expect(titleOf("the-last_lamp.fountain")).toBe("The last lamp");
});

test("only text that can be read here is read here; the rest is the studio's to read", async () => {
  expect(await textOf(new File(["INT. PIER - DAY\n"], "pier.fountain"))).toBe("INT. PIER - DAY\n");
  expect(await textOf(new File([new Uint8Array([0xff, 0xfe, 0x41])], "pier.txt"))).toBeNull();
  expect(await textOf(new File(["<FinalDraft/>"], "pier.fdx"))).toBeNull();
});
