import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, bodyOf, csrfToken, currentWorkspace } from "./client.ts";
import { ApiError, asApiError, problemOf } from "./errors.ts";
import { meQuery, type Project, type Schemas, useChangeProject, useProject } from "./queries.ts";
import { useHearing } from "./useHearing.ts";

export type Pronunciation = Schemas["PronunciationOut"];
type Sounding = Pick<Schemas["PronunciationIn"], "word" | "sound" | "language">;
type Asked = Sounding & { voice?: string; sentence?: string };

export const DICTIONARY = ["pronunciations"];

export const dictionaryQuery = queryOptions({
  queryKey: DICTIONARY,
  queryFn: async () => (await bodyOf(api.GET("/v1/pronunciations"))).data,
});

/** Words the voices would guess at, in a film or in an episode of a show. */
export const hardWordsQuery = (projectId: string, episodeId = "") =>
  queryOptions({
    queryKey: ["project", projectId, "hard-words", episodeId],
    queryFn: async () =>
      (
        await bodyOf(
          episodeId
            ? api.GET("/v1/episodes/{episode_id}/hard-words", {
                params: { path: { episode_id: episodeId } },
              })
            : api.GET("/v1/projects/{project_id}/hard-words", {
                params: { path: { project_id: projectId } },
              }),
        )
      ).data,
  });

/** Hearing a sentence with a word, before anybody keeps it. */
export function useWordHeard() {
  return useHearing<Asked, Schemas["TriedWordOut"]>({
    order: (body) =>
      bodyOf(
        api.POST("/v1/tried-words", {
          params: { header: { "Idempotency-Key": crypto.randomUUID() } },
          body,
        }),
      ),
    again: ({ id }) =>
      bodyOf(api.GET("/v1/tried-words/{tried_word_id}", { params: { path: { tried_word_id: id } } })),
  });
}

function useCan(capability: string): boolean {
  const me = useQuery(meQuery);
  const here = me.data?.workspaces.find((workspace) => workspace.id === currentWorkspace());
  return here?.capabilities.includes(capability) ?? false;
}

/** A word gets its sound: in the workspace's dictionary, or with the project for who may not change that. */
export function useAddWord(projectId: string) {
  const client = useQueryClient();
  const project = useProject(projectId).data;
  const changing = useChangeProject(project ?? ({ id: projectId, version: 0 } as Project));
  const forAll = useCan("pronunciations.edit");
  const adding = useMutation<unknown, ApiError, Sounding>({
    mutationFn: async (body) => {
      try {
        if (forAll) return await bodyOf(api.POST("/v1/pronunciations", { body }));
        const own = { ...project?.pronunciations, [body.word]: body.sound };
        return await changing.mutateAsync({ pronunciations: own });
      } catch (error) {
        throw asApiError(error);
      }
    },
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: DICTIONARY });
      void client.invalidateQueries({ queryKey: ["project", projectId] });
    },
  });
  return { adding, where: forAll ? "the workspace's dictionary" : "this project's own words" };
}

/** Words a film's or an episode's voices would guess at, with the ways to hear each and to say how it is said. */
export function useHardWords(of: { projectId: string; episodeId?: string; language: string }) {
  const words = useQuery(hardWordsQuery(of.projectId, of.episodeId));
  const { adding, where } = useAddWord(of.projectId);
  const voice = useWordHeard();
  const { language } = of;
  return {
    words: words.data ?? [],
    where,
    making: voice.making,
    waiting: adding.isPending,
    problem: adding.error?.problem ?? voice.error?.problem,
    onHear: (word: string, sound: string) => voice.hear({ word, sound, language }),
    onAdd: (word: string, sound: string) => adding.mutate({ word, sound, language }),
  };
}

/** A table of words in a file. */
export async function importWords(file: File): Promise<Schemas["ImportedOut"]> {
  const form = new FormData();
  form.append("file", file);
  const response = await fetch("/v1/pronunciations/imports", {
    method: "POST",
    headers: { "X-CSRFToken": csrfToken(), "NB-Workspace": currentWorkspace() },
    body: form,
  });
  if (!response.ok) throw new ApiError(await problemOf(response));
  return (await response.json()) as Schemas["ImportedOut"];
}
