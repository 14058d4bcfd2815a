import { describe, expect, it } from "vitest";
import type { Schemas } from "../../api/queries.ts";
import { depicting } from "./filming.ts";

const consent = (over: Partial<Schemas["ConsentOut"]>) =>
  ({
    id: "cns_1",
    person: "Vera Brandt",
    uses: ["depict"],
    standing: "valid",
    expires_on: null,
    ...over,
  }) as Schemas["ConsentOut"];

describe("consents to be filmed", () => {
  it("offers those that hold and allow the face, with their last day", () => {
    const found = depicting([consent({}), consent({ id: "cns_2", expires_on: "2030-01-31" })]);
    expect(found).toEqual([
      { value: "cns_1", label: "Vera Brandt" },
      { value: "cns_2", label: "Vera Brandt, until 2030-01-31" },
    ]);
  });

  it("offers none that was revoked or is for the voice alone", () => {
    expect(depicting([consent({ standing: "revoked" }), consent({ uses: ["clone"] })])).toEqual([]);
  });
});
