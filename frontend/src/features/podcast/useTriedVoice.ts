import { api, bodyOf } from "../../api/client.ts";
import type { Schemas } from "../../api/queries.ts";
import { useHearing } from "../../api/useHearing.ts";

/** Hearing somebody introduce themselves in the voice they have. */
export function useTriedVoice(personId: string) {
  return useHearing<void, Schemas["TriedVoiceOut"]>({
    order: () =>
      bodyOf(
        api.POST("/v1/personalities/{personality_id}/tried-voices", {
          params: { path: { personality_id: personId }, header: { "Idempotency-Key": crypto.randomUUID() } },
          body: {},
        }),
      ),
    again: ({ id }) =>
      bodyOf(api.GET("/v1/tried-voices/{tried_voice_id}", { params: { path: { tried_voice_id: id } } })),
  });
}
