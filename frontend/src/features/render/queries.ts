import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "../../api/client.ts";
import { ApiError } from "../../api/errors.ts";
import type { Schemas } from "../../api/queries.ts";
import { useRenderCommand } from "../../api/renders.ts";

export type Film = Schemas["FilmOut"];

export const rendersQuery = (projectId: string) =>
  queryOptions({
    queryKey: ["project", projectId, "renders"],
    queryFn: () =>
      bodyOf(api.GET("/v1/projects/{project_id}/renders", { params: { path: { project_id: projectId } } })),
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
