import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, bodyOf } from "./client.ts";
import { type ApiError, orProblem } from "./errors.ts";
import { MONEY, type Schemas } from "./queries.ts";

export type Render = Schemas["RenderOut"];

const ACTIVE = new Set(["queued", "running", "paused"]);

/** Whether a render in this state is on its way, or waits to be. */
export const isActive = (state: string | undefined): boolean => ACTIVE.has(state ?? "");

export const renderQuery = (id: string) =>
  queryOptions({
    queryKey: ["render", id],
    queryFn: () => bodyOf(api.GET("/v1/renders/{render_id}", { params: { path: { render_id: id } } })),
    enabled: Boolean(id),
  });

/** Something done to a render, or that begins one; the answer is how it stands then. */
export function useRenderCommand<T>(projectId: string, ask: (given: T) => Promise<Render>) {
  const client = useQueryClient();
  return useMutation<Render, ApiError, T>({
    mutationFn: orProblem(ask),
    // What a quote was refused for may be over with the next one.
    onError: () => client.invalidateQueries({ queryKey: ["project", projectId, "quote"] }),
    onSuccess: (render) => {
      client.setQueryData(renderQuery(render.id).queryKey, render);
      void client.invalidateQueries({ queryKey: ["project", projectId] });
      void client.invalidateQueries({ queryKey: ["projects"] });
      void client.invalidateQueries({ queryKey: ["render", render.id] });
      void client.invalidateQueries({ queryKey: [MONEY] });
    },
  });
}

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
