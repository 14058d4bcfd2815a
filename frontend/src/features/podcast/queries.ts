import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, bodyOf, csrfToken, currentWorkspace, ifMatch } from "../../api/client.ts";
import { ApiError, orProblem, problemOf } from "../../api/errors.ts";
import type { Episode } from "../../api/podcasts.ts";
import { MONEY, type Schemas } from "../../api/queries.ts";

export type Person = Schemas["PersonalityOut"];
export type Script = Schemas["ScriptOut"];
export type Turn = Schemas["TurnOut"];
export type Source = Schemas["SourceOut"];
export type Recording = Schemas["RecordingOut"];
export type Extra = Schemas["EpisodeExtraOut"]["name"];

/** Everything under a project is made old by what happens to it. */
const under = (projectId: string, ...rest: string[]) => ["project", projectId, ...rest];

export const choicesQuery = queryOptions({
  queryKey: ["podcast-choices"],
  queryFn: () => bodyOf(api.GET("/v1/podcast-choices")),
  staleTime: Number.POSITIVE_INFINITY,
});

export const extrasQuery = queryOptions({
  queryKey: ["episode-extras"],
  queryFn: () => bodyOf(api.GET("/v1/episode-extras")),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Engines that film people, and what keeps them from doing so; asked again now and then, since workers come and go. */
export const avatarsQuery = queryOptions({
  queryKey: ["avatar-engines"],
  queryFn: async () => (await bodyOf(api.GET("/v1/avatar-engines"))).data,
});

export const consentsQuery = (projectId: string) =>
  queryOptions({
    queryKey: under(projectId, "consents"),
    queryFn: async () =>
      (await bodyOf(api.GET("/v1/consents", { params: { query: { project_id: projectId, limit: 200 } } })))
        .data,
  });

export const castableQuery = queryOptions({
  queryKey: ["castable"],
  queryFn: async () => (await bodyOf(api.GET("/v1/castable", { params: { query: { limit: 200 } } }))).data,
});

export const showQuery = (projectId: string) =>
  queryOptions({
    queryKey: under(projectId, "show"),
    queryFn: () =>
      bodyOf(api.GET("/v1/projects/{project_id}/show", { params: { path: { project_id: projectId } } })),
  });

export const peopleQuery = (projectId: string) =>
  queryOptions({
    queryKey: under(projectId, "people"),
    queryFn: async () =>
      (
        await bodyOf(
          api.GET("/v1/projects/{project_id}/personalities", { params: { path: { project_id: projectId } } }),
        )
      ).data,
  });

/** Whoever of an episode has a language model of their own; `known` once it is known. */
export function useWriters(episode: Episode): { writers: Person[]; known: boolean } {
  const people = useQuery(peopleQuery(episode.project_id));
  const chosen = episode.personality_ids;
  const writers = (people.data ?? []).filter(
    (each) => each.writer !== "offline" && (!chosen.length || chosen.includes(each.id)),
  );
  return { writers, known: people.data !== undefined };
}

export const sourcesQuery = (episode: Episode) =>
  queryOptions({
    queryKey: under(episode.project_id, "episode", episode.id, "sources"),
    queryFn: async () =>
      (
        await bodyOf(
          api.GET("/v1/episodes/{episode_id}/sources", { params: { path: { episode_id: episode.id } } }),
        )
      ).data,
  });

export const scriptQuery = (episode: Episode) =>
  queryOptions({
    queryKey: under(episode.project_id, "episode", episode.id, "script"),
    queryFn: () =>
      bodyOf(api.GET("/v1/episodes/{episode_id}/script", { params: { path: { episode_id: episode.id } } })),
  });

/** A script that models write; asked about again and again while they do. */
export const conversationQuery = (episode: Episode) =>
  queryOptions({
    queryKey: under(episode.project_id, "episode", episode.id, "conversation"),
    queryFn: async () =>
      (
        await bodyOf(
          api.GET("/v1/episodes/{episode_id}/conversations", {
            params: { path: { episode_id: episode.id } },
          }),
        )
      ).conversation,
    refetchInterval: ({ state }) => (state.data && isBeingWritten(state.data) ? 2000 : false),
  });

export type Conversation = Schemas["ConversationOut"];

export const isBeingWritten = ({ state }: Conversation) =>
  state === "queued" || state === "running" || state === "paused";

export const revisionsQuery = (episode: Episode) =>
  queryOptions({
    queryKey: under(episode.project_id, "episode", episode.id, "revisions"),
    queryFn: async () =>
      (
        await bodyOf(
          api.GET("/v1/episodes/{episode_id}/script/revisions", {
            params: { path: { episode_id: episode.id } },
          }),
        )
      ).data,
  });

export const quoteQuery = (episode: Episode, extras: Extra[]) =>
  queryOptions({
    queryKey: under(episode.project_id, "episode", episode.id, "quote", ...extras),
    queryFn: () =>
      bodyOf(
        api.POST("/v1/episodes/{episode_id}/quotes", {
          params: { path: { episode_id: episode.id } },
          body: { extras } as Schemas["EpisodeQuoteIn"],
        }),
      ),
    retry: false,
  });

export const rendersQuery = (episode: Episode) =>
  queryOptions({
    queryKey: under(episode.project_id, "episode", episode.id, "renders"),
    queryFn: async () =>
      (
        await bodyOf(
          api.GET("/v1/episodes/{episode_id}/renders", { params: { path: { episode_id: episode.id } } }),
        )
      ).data,
  });

export const failedTurnsQuery = (episode: Episode, renderId: string) =>
  queryOptions({
    queryKey: under(episode.project_id, "episode", episode.id, "failed-turns", renderId),
    queryFn: async () =>
      (
        await bodyOf(
          api.GET("/v1/episodes/{episode_id}/failed-turns", {
            params: { path: { episode_id: episode.id } },
          }),
        )
      ).data,
  });

export const recordingQuery = (episode: Episode) =>
  queryOptions({
    queryKey: under(episode.project_id, "episode", episode.id, "recording"),
    queryFn: async (): Promise<Recording | null> => {
      try {
        return await bodyOf(
          api.GET("/v1/episodes/{episode_id}/recording", { params: { path: { episode_id: episode.id } } }),
        );
      } catch (error) {
        if (error instanceof ApiError && error.problem.status === 404) return null;
        throw error;
      }
    },
  });

/** Asks for something that changes a project; what is shown of the project is loaded anew. */
export function useChange<Given, Answer>(projectId: string, ask: (given: Given) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation<Answer, ApiError, Given>({
    mutationFn: orProblem(ask),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: ["project", projectId] });
      void client.invalidateQueries({ queryKey: ["projects"] });
      void client.invalidateQueries({ queryKey: [MONEY] });
    },
  });
}

export const changeEpisode = (episode: Episode, body: Schemas["PatchedEpisodeIn"]) =>
  bodyOf(
    api.PATCH("/v1/episodes/{episode_id}", {
      params: { path: { episode_id: episode.id }, header: ifMatch(episode.version) },
      body,
    }),
  );

/** A document as a source. */
export const uploadSource = (episode: Episode, file: File) =>
  upload("POST", `/v1/episodes/${episode.id}/sources/files`, file);

/** The picture of a show. */
export const uploadArt = (projectId: string, file: File) =>
  upload("PUT", `/v1/projects/${projectId}/show/art`, file);

/** Multipart is no business of the generated client. */
async function upload(method: string, address: string, file: File): Promise<void> {
  const form = new FormData();
  form.append("file", file);
  const response = await fetch(address, {
    method,
    headers: { "X-CSRFToken": csrfToken(), "NB-Workspace": currentWorkspace() },
    body: form,
  });
  if (!response.ok) throw new ApiError(await problemOf(response));
}
