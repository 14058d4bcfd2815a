import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, bodyOf, ifMatch } from "../../api/client.ts";
import { type ApiError, asApiError } from "../../api/errors.ts";
import type { Schemas } from "../../api/queries.ts";
import type { Screenplay } from "./useScreenplay.ts";

export type Writing = Schemas["WritingOut"];
export type Asked = Schemas["WritingIn"];
export type Screenwriter = Schemas["ScreenwriterOut"];

const EVERY_MS = 1000;
const OPEN = ["queued", "running", "paused"];

export const isOpen = (writing: { state: string }): boolean => OPEN.includes(writing.state);

export const writersQuery = queryOptions({
  queryKey: ["screenwriters"],
  queryFn: () => bodyOf(api.GET("/v1/screenwriters")),
});

const listKey = (projectId: string) => ["project", projectId, "writings"];

export const writingsQuery = (projectId: string) =>
  queryOptions({
    queryKey: listKey(projectId),
    queryFn: () =>
      bodyOf(api.GET("/v1/projects/{project_id}/writings", { params: { path: { project_id: projectId } } })),
  });

/** A writing, looked at again every second while somebody writes; `version` asks anew when the script was saved. */
export function useWriting(id: string | null, version: number) {
  return useQuery({
    queryKey: ["writing", id, version],
    queryFn: () =>
      bodyOf(api.GET("/v1/writings/{writing_id}", { params: { path: { writing_id: id ?? "" } } })),
    enabled: id !== null,
    placeholderData: (before) => (before?.id === id ? before : undefined),
    refetchInterval: ({ state }) => (state.data && isOpen(state.data) ? EVERY_MS : false),
  });
}

const path = (id: string) => ({ path: { writing_id: id } });
const once = (id: string) => ({ ...path(id), header: { "Idempotency-Key": crypto.randomUUID() } });

async function inWords<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw asApiError(error);
  }
}

/** Everything that is done with writings; whatever comes of it is looked at next. */
export function useWritingDeeds(projectId: string, onNext: (id: string | null) => void) {
  const client = useQueryClient();
  const looked = (next: string | null) => {
    void client.invalidateQueries({ queryKey: listKey(projectId) });
    void client.invalidateQueries({ queryKey: ["writing"] });
    onNext(next);
  };
  const ask = useMutation<Writing, ApiError, Asked>({
    mutationFn: (body) =>
      inWords(
        bodyOf(
          api.POST("/v1/projects/{project_id}/writings", {
            params: { path: { project_id: projectId } },
            body,
          }),
        ),
      ),
    onSuccess: (writing) => looked(writing.id),
  });
  const start = useMutation<Writing, ApiError, string>({
    mutationFn: (id) => inWords(bodyOf(api.POST("/v1/writings/{writing_id}/start", { params: once(id) }))),
    onSuccess: (writing) => looked(writing.id),
  });
  const stop = useMutation<Writing, ApiError, string>({
    mutationFn: (id) => inWords(bodyOf(api.POST("/v1/writings/{writing_id}/cancel", { params: path(id) }))),
    onSuccess: (writing) => looked(writing.id),
  });
  const again = useMutation<Writing, ApiError, string>({
    mutationFn: (id) => inWords(bodyOf(api.POST("/v1/writings/{writing_id}/again", { params: path(id) }))),
    onSuccess: (writing) => looked(writing.id),
  });
  const decline = useMutation<Writing, ApiError, string>({
    mutationFn: (id) => inWords(bodyOf(api.POST("/v1/writings/{writing_id}/decline", { params: path(id) }))),
    onSuccess: () => looked(null),
  });
  return { ask, start, stop, again, decline };
}

/** The proposal takes its place in the script as it is now. */
export function useAccept(onDone: (screenplay: Screenplay) => void) {
  return useMutation<Screenplay, ApiError, { id: string; version: number }>({
    mutationFn: ({ id, version }) =>
      inWords(
        bodyOf(
          api.POST("/v1/writings/{writing_id}/accept", {
            params: { ...path(id), header: ifMatch(version) },
          }),
        ),
      ),
    onSuccess: onDone,
  });
}
