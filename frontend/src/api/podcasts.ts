import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "./client.ts";
import type { Schemas } from "./queries.ts";

export type Episode = Schemas["EpisodeOut"];

/** Episodes of a show, newest first. */
export const episodesQuery = (projectId: string) =>
  queryOptions({
    queryKey: ["project", projectId, "episodes"],
    queryFn: async () =>
      (
        await bodyOf(
          api.GET("/v1/projects/{project_id}/episodes", {
            params: { path: { project_id: projectId }, query: { limit: 200 } },
          }),
        )
      ).data,
  });
