import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { api, bodyOf, ifMatch } from "../../api/client.ts";
import { type ApiError, asApiError, orProblem } from "../../api/errors.ts";
import type { Schemas } from "../../api/queries.ts";

export type Look = Schemas["LookOut"];
export type Sheet = Schemas["SheetOut"];
const EVERY_MS = 400;
const OVER = ["failed", "cancelled"];

export const looksQuery = (projectId: string) =>
  queryOptions({
    queryKey: ["project", projectId, "looks"],
    queryFn: () =>
      bodyOf(
        api.GET("/v1/projects/{project_id}/looks", { params: { path: { project_id: projectId } } }),
      ).then((answer) => answer.data),
  });

/** A deed about the wardrobe of a film; everything the film shows of it is looked at again. */
export function useWardrobe<T, Answer>(projectId: string, ask: (given: T) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation<Answer, ApiError, T>({
    scope: { id: `looks-${projectId}` },
    mutationFn: orProblem(ask),
    onSettled: () => client.invalidateQueries({ queryKey: ["project", projectId] }),
  });
}

export const addLook = (characterId: string) => (body: Schemas["LookIn"]) =>
  bodyOf(
    api.POST("/v1/characters/{character_id}/looks", {
      params: { path: { character_id: characterId } },
      body,
    }),
  );

export const changeLook = (look: Look) => (body: Schemas["PatchedLookIn"]) =>
  bodyOf(
    api.PATCH("/v1/looks/{look_id}", {
      params: { path: { look_id: look.id }, header: ifMatch(look.version) },
      body,
    }),
  );

export const removeLook = (look: Look) => () =>
  api.DELETE("/v1/looks/{look_id}", {
    params: { path: { look_id: look.id }, header: ifMatch(look.version) },
  });

/** The scenes that wear a look after one of them was put on or taken off. */
export const toggled = (look: Pick<Look, "scene_ids">, sceneId: string): string[] =>
  look.scene_ids.includes(sceneId)
    ? look.scene_ids.filter((each) => each !== sceneId)
    : [...look.scene_ids, sceneId];

async function drawn(characterId: string, lookId: string, gone: () => boolean): Promise<Sheet> {
  let sheet = await bodyOf(
    api.POST("/v1/characters/{character_id}/sheets", {
      params: { path: { character_id: characterId }, header: { "Idempotency-Key": crypto.randomUUID() } },
      body: { look_id: lookId },
    }),
  );
  while (!sheet.image_url && !OVER.includes(sheet.state) && !gone()) {
    await new Promise((done) => setTimeout(done, EVERY_MS));
    sheet = await bodyOf(api.GET("/v1/sheets/{sheet_id}", { params: { path: { sheet_id: sheet.id } } }));
  }
  return sheet;
}

/** Drawing the reference sheet of a character in a look; "" is what they usually wear. */
export function useSheet(characterId: string, lookId: string) {
  const left = useRef(false);
  useEffect(() => {
    left.current = false;
    return () => {
      left.current = true;
    };
  }, []);
  return useMutation<Sheet, ApiError, void>({
    mutationFn: async () => {
      try {
        return await drawn(characterId, lookId, () => left.current);
      } catch (error) {
        throw asApiError(error);
      }
    },
  });
}
