import { api, bodyOf } from "../../api/client.ts";
import type { Schemas } from "../../api/queries.ts";

type Consent = Schemas["ConsentOut"];

/** Consents under which somebody may be shown, as a list to choose from. */
export const depicting = (consents: readonly Consent[]) =>
  consents
    .filter((each) => each.standing === "valid" && each.uses.includes("depict"))
    .map((each) => ({
      value: each.id,
      label: `${each.person}${each.expires_on ? `, until ${each.expires_on}` : ""}`,
    }));

export const bringPicture = (personId: string) => (form: FormData) =>
  bodyOf(
    api.PUT("/v1/personalities/{personality_id}/picture", {
      params: { path: { personality_id: personId } },
      // a form of files goes out as it is; the types describe its members as JSON
      body: form as unknown as Schemas["PersonalityPictureIn"],
      bodySerializer: () => form,
    }),
  );

export const removePicture = (personId: string) => () =>
  bodyOf(
    api.DELETE("/v1/personalities/{personality_id}/picture", {
      params: { path: { personality_id: personId } },
    }),
  );
