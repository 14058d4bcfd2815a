import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, bodyOf } from "../../api/client.ts";
import { ApiError, asApiError } from "../../api/errors.ts";
import type { Schemas } from "../../api/queries.ts";

export type Render = Schemas["RenderOut"];
export type Film = Schemas["FilmOut"];

export const rendersQuery = (projectId: string) =>
  queryOptions({
    queryKey: ["project", projectId, "renders"],
    queryFn: () =>
      bodyOf(api.GET("/v1/projects/{project_id}/renders", { params: { path: { project_id: projectId } } })),
  });

export const renderQuery = (id: string) =>
  queryOptions({
    queryKey: ["render", id],
    queryFn: () => bodyOf(api.GET("/v1/renders/{render_id}", { params: { path: { render_id: id } } })),
    enabled: Boolean(id),
  });

export const resultsQuery = (id: string) =>
  queryOptions({
    queryKey: ["render", id, "results"],
    queryFn: () =>
      bodyOf(api.GET("/v1/renders/{render_id}/results", { params: { path: { render_id: id } } })),
    enabled: Boolean(id),
  });

export const filmQuery = (projectId: string) =>
  queryOptions({
    queryKey: ["project", projectId, "film"],
    queryFn: async (): Promise<Film | null> => {
      try {
        return await bodyOf(
          api.GET("/v1/projects/{project_id}/film", { params: { path: { project_id: projectId } } }),
        );
      } catch (error) {
        if (error instanceof ApiError && error.problem.status === 404) return null;
        throw error;
      }
    },
  });

export type Extra = NonNullable<Schemas["RenderIn"]["extras"]>[number];
export type Order = { preset: string; extras: Extra[] };

export const estimateQuery = (projectId: string, order: Order) =>
  queryOptions({
    queryKey: ["project", projectId, "estimate", order],
    queryFn: () =>
      bodyOf(
        api.POST("/v1/projects/{project_id}/estimates", {
          params: { path: { project_id: projectId } },
          body: order,
        }),
      ),
  });

export const deliverablesQuery = (projectId: string, renderId: string) =>
  queryOptions({
    queryKey: ["project", projectId, "deliverables", renderId],
    queryFn: () =>
      bodyOf(api.GET("/v1/renders/{render_id}/deliverables", { params: { path: { render_id: renderId } } })),
  });

function useRenderCommand<T>(projectId: string, ask: (given: T) => Promise<Render>) {
  const client = useQueryClient();
  return useMutation<Render, ApiError, T>({
    mutationFn: async (given) => {
      try {
        return await ask(given);
      } catch (error) {
        throw asApiError(error);
      }
    },
    onSuccess: (render) => {
      client.setQueryData(renderQuery(render.id).queryKey, render);
      void client.invalidateQueries({ queryKey: ["project", projectId] });
      void client.invalidateQueries({ queryKey: ["render", render.id] });
    },
  });
}

export const useStart = (projectId: string) =>
  useRenderCommand(projectId, (order: Order) =>
    bodyOf(
      api.POST("/v1/projects/{project_id}/renders", {
        params: { path: { project_id: projectId }, header: { "Idempotency-Key": crypto.randomUUID() } },
        body: order,
      }),
    ),
  );

/** More files of a film that is there. */
export const useDeliver = (projectId: string, renderId: string) =>
  useRenderCommand(projectId, (extras: string[]) =>
    bodyOf(
      api.POST("/v1/renders/{render_id}/deliverables", {
        params: { path: { render_id: renderId }, header: { "Idempotency-Key": crypto.randomUUID() } },
        body: { extras: extras as Extra[] },
      }),
    ),
  );

export const useCancel = (projectId: string) =>
  useRenderCommand(projectId, (id: string) =>
    bodyOf(api.POST("/v1/renders/{render_id}/cancel", { params: { path: { render_id: id } } })),
  );

export const useRetry = (projectId: string) =>
  useRenderCommand(projectId, (id: string) =>
    bodyOf(
      api.POST("/v1/renders/{render_id}/retry", {
        params: { path: { render_id: id }, header: { "Idempotency-Key": crypto.randomUUID() } },
      }),
    ),
  );
