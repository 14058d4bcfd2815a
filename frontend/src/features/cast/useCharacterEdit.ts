import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, bodyOf, ifMatch } from "../../api/client.ts";
import { type ApiError, asApiError } from "../../api/errors.ts";
import { type Character, charactersQuery, type Schemas } from "../../api/queries.ts";

/** Edits of one character, one after the other, each on the version the one before has left. */
export function useCharacterEdit(characterId: string, projectId: string) {
  const client = useQueryClient();
  const { queryKey } = charactersQuery(projectId);
  return useMutation<Character, ApiError, Schemas["PatchedCharacterIn"]>({
    scope: { id: characterId },
    mutationFn: async (body) => {
      const known = client.getQueryData(queryKey)?.find((each) => each.id === characterId);
      const params = { path: { character_id: characterId }, header: ifMatch(known?.version ?? 0) };
      try {
        return await bodyOf(api.PATCH("/v1/characters/{character_id}", { params, body }));
      } catch (error) {
        throw asApiError(error);
      }
    },
    onSuccess: (saved) => {
      client.setQueryData(queryKey, (cast) => cast?.map((each) => (each.id === saved.id ? saved : each)));
    },
    onSettled: () => client.invalidateQueries({ queryKey: ["project", projectId] }),
  });
}
