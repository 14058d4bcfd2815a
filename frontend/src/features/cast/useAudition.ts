import { api, bodyOf } from "../../api/client.ts";
import type { Schemas } from "../../api/queries.ts";
import { useHearing } from "../../api/useHearing.ts";

export type Audition = Schemas["AuditionOut"];

/** Hearing a voice on the character's own line. */
export function useAudition(characterId: string) {
  return useHearing<Schemas["AuditionIn"], Audition>({
    order: (voice) =>
      bodyOf(
        api.POST("/v1/characters/{character_id}/auditions", {
          params: { path: { character_id: characterId }, header: { "Idempotency-Key": crypto.randomUUID() } },
          body: voice,
        }),
      ),
    again: ({ id }) =>
      bodyOf(api.GET("/v1/auditions/{audition_id}", { params: { path: { audition_id: id } } })),
  });
}
