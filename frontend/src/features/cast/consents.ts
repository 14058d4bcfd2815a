import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, bodyOf, currentWorkspace } from "../../api/client.ts";
import { meQuery, type Schemas } from "../../api/queries.ts";
import { useWardrobe } from "./looks.ts";

export type Consent = Schemas["ConsentOut"];
export type Reference = Schemas["ReferenceOut"];
export type MadeWith = Schemas["MadeWithOut"];
export type Kind = Reference["kind"];
export type Allowed = Consent["uses"][number];

export const KINDS: Record<Kind, string> = {
  front: "Front",
  profile: "Profile",
  full_body: "Full body",
  expression: "Expression",
  voice: "Voice sample",
  trained_voice: "Trained voice (RVC)",
  voice_index: "Index of a trained voice",
};

const PICTURE = {
  label: "Picture",
  description: "JPEG, PNG or WebP, up to 20 MB and 40 megapixels",
  accept: "image/jpeg,image/png,image/webp",
};

/** What file each kind is. */
export const FILES: Record<Kind, { label: string; description: string; accept: string }> = {
  front: PICTURE,
  profile: PICTURE,
  full_body: PICTURE,
  expression: PICTURE,
  voice: {
    label: "Recording",
    description: "One voice and no music, 3 seconds to 5 minutes",
    accept: "audio/*",
  },
  trained_voice: {
    label: "Voice file",
    description: "The .pth that RVC's training wrote, version 1 or 2, up to 160 MB; one for each character",
    accept: ".pth",
  },
  voice_index: {
    label: "Index file",
    description:
      "The .index of the same training, or its total_fea.npy, up to 400 MB; nearer, but not needed",
    accept: ".index,.npy",
  },
};

const OF_VOICE: readonly Kind[] = ["voice", "trained_voice", "voice_index"];

export const isPicture = (kind: Kind) => !OF_VOICE.includes(kind);

export const ALLOWED: Record<Allowed, string> = {
  depict: "Face: their pictures guide what is drawn",
  train: "Face: a model is trained on it",
  clone: "Voice: it is cloned",
};

/** What a picture or a recording needs somebody's leave for. */
export const needs = (kind: Kind): Allowed => (isPicture(kind) ? "depict" : "clone");

/** Consents under which something of this kind may be brought. */
export const covering = (consents: readonly Consent[], kind: Kind): Consent[] =>
  consents.filter((each) => each.standing === "valid" && each.uses.includes(needs(kind)));

/** How a consent stands, in words. */
export function stands(consent: Pick<Consent, "standing" | "expires_on" | "revoked_because">): string {
  if (consent.standing === "revoked") {
    return consent.revoked_because ? `Revoked: ${consent.revoked_because}` : "Revoked";
  }
  if (consent.standing === "expired") return `Ended on ${consent.expires_on}`;
  return consent.expires_on ? `Holds until ${consent.expires_on}` : "Holds until it is revoked";
}

/** What a person may do here. */
export function useCan(capability: string): boolean {
  const me = useQuery(meQuery);
  const here = me.data?.workspaces.find((each) => each.id === currentWorkspace());
  return here?.capabilities.includes(capability) ?? false;
}

export const referencesQuery = (projectId: string) =>
  queryOptions({
    queryKey: ["project", projectId, "references"],
    queryFn: () =>
      bodyOf(
        api.GET("/v1/projects/{project_id}/references", { params: { path: { project_id: projectId } } }),
      ).then((answer) => answer.data),
  });

export const consentsQuery = (projectId: string) =>
  queryOptions({
    queryKey: ["project", projectId, "consents"],
    queryFn: () =>
      bodyOf(api.GET("/v1/consents", { params: { query: { project_id: projectId, limit: 200 } } })).then(
        (answer) => answer.data,
      ),
  });

export const madeWithQuery = (projectId: string, consentId: string) =>
  queryOptions({
    queryKey: ["project", projectId, "made-with", consentId],
    queryFn: () =>
      bodyOf(api.GET("/v1/consents/{consent_id}/made", { params: { path: { consent_id: consentId } } })).then(
        (answer) => answer.data,
      ),
  });

/** A deed after which everything the film shows is looked at again. */
export const useDeed = useWardrobe;

/** A form of files goes out as it is; the types describe its members as JSON. */
const asForm = <T>(form: FormData) => ({ body: form as T, bodySerializer: () => form });

export const recordConsent = (form: FormData) =>
  bodyOf(api.POST("/v1/consents", asForm<Schemas["ConsentIn"]>(form)));

export const revokeConsent = (consentId: string) => (because: string) =>
  bodyOf(
    api.POST("/v1/consents/{consent_id}/revocation", {
      params: { path: { consent_id: consentId } },
      body: { because },
    }),
  );

export const readEvidence = (consentId: string) => () =>
  bodyOf(api.GET("/v1/consents/{consent_id}/evidence", { params: { path: { consent_id: consentId } } }));

export const addReference = (characterId: string) => (form: FormData) =>
  bodyOf(
    api.POST("/v1/characters/{character_id}/references", {
      params: { path: { character_id: characterId } },
      ...asForm<Schemas["ReferenceIn"]>(form),
    }),
  );

export const allowReference = (referenceId: string) => (consent_id: string) =>
  bodyOf(
    api.PUT("/v1/references/{reference_id}", {
      params: { path: { reference_id: referenceId } },
      body: { consent_id },
    }),
  );

export const removeReference = (referenceId: string) => () =>
  api.DELETE("/v1/references/{reference_id}", { params: { path: { reference_id: referenceId } } });
