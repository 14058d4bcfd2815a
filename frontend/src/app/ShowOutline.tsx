import { useQuery } from "@tanstack/react-query";
import { Link, useSearchParams } from "react-router";
import { episodesQuery } from "../api/podcasts.ts";
import { Skeletons } from "../ui/index.tsx";

/** At the left of a show: its episodes, newest first. */
export function ShowOutline({ projectId }: { projectId: string }) {
  const episodes = useQuery(episodesQuery(projectId));
  const [search] = useSearchParams();
  return (
    <nav className="outline" aria-label="Episodes">
      {episodes.isPending && <Skeletons count={4} className="skeleton-row" />}
      {episodes.data?.length === 0 && <p className="faint">Episodes appear here.</p>}
      <ol>
        {episodes.data?.map((episode) => (
          <li key={episode.id}>
            <Link
              className="branch"
              to={`/projects/${projectId}/episodes?episode=${episode.id}`}
              aria-current={search.get("episode") === episode.id ? "true" : undefined}
            >
              <span className="branch-number">{episode.number}</span>
              <span className="branch-name" title={episode.title}>
                {episode.title}
              </span>
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
