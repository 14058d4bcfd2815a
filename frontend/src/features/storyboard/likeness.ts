import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, bodyOf } from "../../api/client.ts";
import { type ApiError, asApiError } from "../../api/errors.ts";
import type { Schemas } from "../../api/queries.ts";

export type Seen = Schemas["LikenessOut"];
export type Score = Schemas["ScoreOut"];

export const likenessQuery = (projectId: string) =>
  queryOptions({
    queryKey: ["project", projectId, "likeness"],
    queryFn: () =>
      bodyOf(
        api.GET("/v1/projects/{project_id}/likeness", { params: { path: { project_id: projectId } } }),
      ).then((answer) => answer.data),
  });

const figure = (percent: number) => (percent / 100).toFixed(2);

/** `Otto 0.83`, or why nothing can be told. */
export function told(score: Score): string {
  const where = score.of === "clip" ? ", in the clip" : "";
  return score.percent === null
    ? `${score.name}: ${score.why}${where}`
    : `${score.name} ${figure(score.percent)}${where}`;
}

/** Who looks unlike their pictures: `looks unlike Otto (0.41 of 0.60)`; nothing when nobody does. */
export function drift(seen: Seen | undefined): string {
  if (!seen) return "";
  const below = seen.people.filter((each) => each.percent !== null && each.percent < seen.least_percent);
  const least = figure(seen.least_percent);
  return below
    .map((each) => `looks unlike ${each.name} (${figure(each.percent ?? 0)} of ${least})`)
    .join(", ");
}

/** The key image is filmed as it is, with the next render. */
export function useLetPass(shotId: string, projectId: string) {
  const client = useQueryClient();
  return useMutation<unknown, ApiError, void>({
    mutationFn: async () => {
      try {
        return await api.POST("/v1/shots/{shot_id}/let-pass", { params: { path: { shot_id: shotId } } });
      } catch (error) {
        throw asApiError(error);
      }
    },
    onSettled: () => client.invalidateQueries({ queryKey: ["project", projectId] }),
  });
}
