import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, bodyOf, ifMatch } from "../../api/client.ts";
import { ApiError, asApiError } from "../../api/errors.ts";
import type { Schemas } from "../../api/queries.ts";

export type SceneMix = Schemas["SceneMixOut"];
export type Sound = Schemas["SoundOut"];
export type Decision = Schemas["PatchedSoundIn"];
export type Exchange = Schemas["ExchangeOut"];

/** Whose sound: a scene's, or the whole film's where there is none. */
export type Whose = { projectId: string; sceneId?: string };

const keyOf = ({ projectId, sceneId }: Whose) => ["project", projectId, "sound", sceneId ?? "film"];

/** Every scene of the film; none while there is nothing to film. */
export const mixQuery = (projectId: string) =>
  queryOptions({
    queryKey: ["project", projectId, "mix"],
    queryFn: async (): Promise<SceneMix[]> => {
      try {
        const found = await bodyOf(
          api.GET("/v1/projects/{project_id}/mix", { params: { path: { project_id: projectId } } }),
        );
        return found.data;
      } catch (error) {
        if (error instanceof ApiError && error.problem.code === "nothing_to_film") return [];
        throw error;
      }
    },
  });

export const soundQuery = (whose: Whose) =>
  queryOptions({
    queryKey: keyOf(whose),
    queryFn: () =>
      whose.sceneId
        ? bodyOf(api.GET("/v1/scenes/{scene_id}/sound", { params: { path: { scene_id: whose.sceneId } } }))
        : bodyOf(
            api.GET("/v1/projects/{project_id}/sound", { params: { path: { project_id: whose.projectId } } }),
          ),
  });

/** What bringing the film up to date would take if this were decided. */
export const priceQuery = (whose: Whose, body: Decision) =>
  queryOptions({
    queryKey: [...keyOf(whose), "price", body],
    queryFn: () =>
      whose.sceneId
        ? bodyOf(
            api.POST("/v1/scenes/{scene_id}/sound/estimates", {
              params: { path: { scene_id: whose.sceneId } },
              body,
            }),
          )
        : bodyOf(
            api.POST("/v1/projects/{project_id}/sound/estimates", {
              params: { path: { project_id: whose.projectId } },
              body,
            }),
          ),
  });

export function useDecide(whose: Whose, version: number) {
  const client = useQueryClient();
  return useMutation<Sound, ApiError, Decision>({
    mutationFn: async (body) => {
      const header = ifMatch(version);
      try {
        return await bodyOf(
          whose.sceneId
            ? api.PATCH("/v1/scenes/{scene_id}/sound", {
                params: { path: { scene_id: whose.sceneId }, header },
                body,
              })
            : api.PATCH("/v1/projects/{project_id}/sound", {
                params: { path: { project_id: whose.projectId }, header },
                body,
              }),
        );
      } catch (error) {
        throw asApiError(error);
      }
    },
    onSuccess: (saved) => client.setQueryData(soundQuery(whose).queryKey, saved),
    onSettled: () => client.invalidateQueries({ queryKey: ["project", whose.projectId] }),
  });
}

export const exchangeQuery = (whose: Whose) =>
  queryOptions({
    queryKey: ["project", whose.projectId, "exchange", whose.sceneId ?? "film"],
    queryFn: () =>
      whose.sceneId
        ? bodyOf(api.GET("/v1/scenes/{scene_id}/exchange", { params: { path: { scene_id: whose.sceneId } } }))
        : bodyOf(
            api.GET("/v1/projects/{project_id}/exchange", {
              params: { path: { project_id: whose.projectId } },
            }),
          ),
  });

/** Another way to order lines; what is made stays until the next render. */
export function useOrderLines({ projectId, sceneId }: Whose, version: number) {
  const client = useQueryClient();
  return useMutation<Exchange, ApiError, string>({
    mutationFn: async (engine) => {
      const header = ifMatch(version);
      const body = { engine: engine || null };
      try {
        return await bodyOf(
          sceneId
            ? api.PATCH("/v1/scenes/{scene_id}/exchange", {
                params: { path: { scene_id: sceneId }, header },
                body,
              })
            : api.PATCH("/v1/projects/{project_id}/exchange", {
                params: { path: { project_id: projectId }, header },
                body,
              }),
        );
      } catch (error) {
        throw asApiError(error);
      }
    },
    onSettled: () => client.invalidateQueries({ queryKey: ["project", projectId] }),
  });
}
