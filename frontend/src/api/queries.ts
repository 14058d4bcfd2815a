import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, bodyOf, ifMatch } from "./client.ts";
import { ApiError } from "./errors.ts";
import type { components } from "./schema.d.ts";

export type Schemas = components["schemas"];
export type Project = Schemas["ProjectOut"];
export type Scene = Schemas["SceneOut"];
export type Shot = Schemas["ShotOut"];
export type Character = Schemas["CharacterOut"];
export type Me = Schemas["MeOut"];

type Page<T> = { data: T[]; next?: string | null };

/** Every page of a list, in order. */
async function everyPage<T>(load: (cursor: string | undefined) => Promise<Page<T>>): Promise<T[]> {
  const all: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await load(cursor);
    all.push(...page.data);
    cursor = page.next ?? undefined;
  } while (cursor);
  return all;
}

export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: async (): Promise<Me | null> => {
    try {
      return await bodyOf(api.GET("/v1/me"));
    } catch (error) {
      if (error instanceof ApiError && [401, 403].includes(error.problem.status)) return null;
      throw error;
    }
  },
  staleTime: 60_000,
});

/** First word of every query about money: what moves money makes them all old. */
export const MONEY = "money";

export const balanceQuery = queryOptions({
  queryKey: [MONEY, "balance"],
  queryFn: () => bodyOf(api.GET("/v1/balance")),
});

export const capsQuery = queryOptions({
  queryKey: [MONEY, "caps"],
  queryFn: () => bodyOf(api.GET("/v1/caps")),
});

export const projectsQuery = queryOptions({
  queryKey: ["projects"],
  queryFn: () => everyPage((cursor) => bodyOf(api.GET("/v1/projects", { params: { query: { cursor } } }))),
});

export const projectQuery = (id: string) =>
  queryOptions({
    queryKey: ["project", id],
    queryFn: () => bodyOf(api.GET("/v1/projects/{project_id}", { params: { path: { project_id: id } } })),
  });

export const scenesQuery = (id: string) =>
  queryOptions({
    queryKey: ["project", id, "scenes"],
    queryFn: () =>
      everyPage((cursor) =>
        bodyOf(
          api.GET("/v1/projects/{project_id}/scenes", {
            params: { path: { project_id: id }, query: { cursor, limit: 200 } },
          }),
        ),
      ),
  });

export const shotsQuery = (id: string) =>
  queryOptions({
    queryKey: ["project", id, "shots"],
    queryFn: () =>
      everyPage((cursor) =>
        bodyOf(
          api.GET("/v1/projects/{project_id}/shots", {
            params: { path: { project_id: id }, query: { cursor, limit: 200 } },
          }),
        ),
      ),
  });

export const charactersQuery = (id: string) =>
  queryOptions({
    queryKey: ["project", id, "characters"],
    queryFn: () =>
      everyPage((cursor) =>
        bodyOf(
          api.GET("/v1/projects/{project_id}/characters", {
            params: { path: { project_id: id }, query: { cursor, limit: 200 } },
          }),
        ),
      ),
  });

export const voicesQuery = queryOptions({
  queryKey: ["voices"],
  queryFn: () => bodyOf(api.GET("/v1/voices")),
  staleTime: 30_000, // who can be heard changes with the workers that are there
});

export const presetsQuery = queryOptions({
  queryKey: ["presets"],
  queryFn: () => bodyOf(api.GET("/v1/presets")),
  staleTime: Number.POSITIVE_INFINITY,
});

export const useProject = (id: string) => useQuery(projectQuery(id));

/** Change a project; the answer replaces what was loaded. */
export function useChangeProject(project: Project) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas["PatchedProjectIn"]) =>
      bodyOf(
        api.PATCH("/v1/projects/{project_id}", {
          params: { path: { project_id: project.id }, header: ifMatch(project.version) },
          body,
        }),
      ),
    onSuccess: (changed) => {
      client.setQueryData(projectQuery(project.id).queryKey, changed);
      void client.invalidateQueries({ queryKey: ["projects"] });
    },
  });
}
