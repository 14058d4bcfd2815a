import { expect, test } from "vitest";
import { type Consent, covering, stands } from "./consents.ts";

const consent = (standing: Consent["standing"], ...uses: Consent["uses"]) =>
  ({ id: `${standing}-${uses}`, standing, uses, expires_on: null, revoked_because: "" }) as Consent;

test("a voice needs another leave than a face, and only one that holds", () => {
  const every = [
    consent("valid", "depict"),
    consent("valid", "clone"),
    consent("revoked", "depict", "clone"),
  ];
  expect(covering(every, "front").map((each) => each.id)).toEqual(["valid-depict"]);
  expect(covering(every, "voice").map((each) => each.id)).toEqual(["valid-clone"]);
  expect(covering(every, "trained_voice").map((each) => each.id)).toEqual(["valid-clone"]);
  expect(covering(every, "voice_index").map((each) => each.id)).toEqual(["valid-clone"]);
});

test("how a consent stands is said in words", () => {
  expect(stands(consent("valid", "clone"))).toBe("Holds until it is revoked");
  expect(stands({ ...consent("expired", "clone"), expires_on: "2026-01-31" })).toBe("Ended on 2026-01-31");
  expect(stands({ ...consent("revoked", "clone"), revoked_because: "She asked" })).toBe("Revoked: She asked");
});
