import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, bodyOf } from "../../api/client.ts";
import { ApiError, asApiError } from "../../api/errors.ts";
import { MONEY, type Schemas } from "../../api/queries.ts";

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

export type Quote = Schemas["QuoteOut"];

/** What a film can be delivered as besides its master. */
export const extrasQuery = queryOptions({
  queryKey: ["extras"],
  queryFn: () => bodyOf(api.GET("/v1/extras")),
  staleTime: Number.POSITIVE_INFINITY,
});

/** What the film as it is now would cost; every edit of the project makes it old. */
export const quoteQuery = (projectId: string, preset: string, extras: Extra[] = []) =>
  queryOptions({
    queryKey: ["project", projectId, "quote", preset, extras],
    queryFn: () => bodyOf(api.POST("/v1/quotes", { body: { project_id: projectId, preset, extras } })),
  });

/** What the rest of a render that is over would cost. */
export const restQuery = (projectId: string, renderId: string) =>
  queryOptions({
    queryKey: ["project", projectId, "rest", renderId],
    queryFn: () => bodyOf(api.POST("/v1/quotes", { body: { render_id: renderId, preset: "", extras: [] } })),
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
    // What a quote was refused for may be over with the next one.
    onError: () => client.invalidateQueries({ queryKey: ["project", projectId, "quote"] }),
    onSuccess: (render) => {
      client.setQueryData(renderQuery(render.id).queryKey, render);
      void client.invalidateQueries({ queryKey: ["project", projectId] });
      void client.invalidateQueries({ queryKey: ["render", render.id] });
      void client.invalidateQueries({ queryKey: [MONEY] });
    },
  });
}

/** The quote is its own key: pressed twice, it is one render. */
export const useOrder = (projectId: string) =>
  useRenderCommand(projectId, (quoteId: string) =>
    bodyOf(
      api.POST("/v1/renders", {
        params: { header: { "Idempotency-Key": quoteId } },
        body: { quote_id: quoteId },
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

export const usePause = (projectId: string) =>
  useRenderCommand(projectId, (id: string) =>
    bodyOf(api.POST("/v1/renders/{render_id}/pause", { params: { path: { render_id: id } } })),
  );

export const useResume = (projectId: string) =>
  useRenderCommand(projectId, (id: string) =>
    bodyOf(api.POST("/v1/renders/{render_id}/resume", { params: { path: { render_id: id } } })),
  );
