import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useSearchParams } from "react-router";
import type { Project } from "../../api/queries.ts";
import { Opening, Player } from "./Player.tsx";
import { type Film, type Render, resultsQuery } from "./queries.ts";
import { Strip } from "./Strip.tsx";

type Props = {
  project: Project;
  film: Film | null;
  /** The render that is on its way, if there is one. */
  running: Render | undefined;
};

/** The screen: the finished film, or the one that is being made, as far as it is there. */
export function Theatre({ project, film, running }: Props) {
  const [search, setSearch] = useSearchParams();
  // whoever began to watch a film while it is made goes on when it is finished
  const [watched, watch] = useState("");
  const first = running && !film ? running.id : "";
  useEffect(() => {
    if (first) watch(first);
  }, [first]);
  const following = watched || first;
  const results = useQuery(resultsQuery(following || (running?.id ?? "")));
  const done = film?.render_id === following;
  const early = Boolean(following && !done && !results.data?.stream.url);
  const shown = following && !done ? null : film;
  return (
    <>
      {shown && !shown.is_current && !running && (
        <p className="warn">
          <span aria-hidden="true">◐</span> The script has changed since this film was made. Render again to
          bring it up to date.
        </p>
      )}
      {running && film && !following && (
        <p>
          Below is the film as it was.{" "}
          <Button variant="default" size="compact-sm" onClick={() => watch(running.id)}>
            Watch the new one while it is made
          </Button>
        </p>
      )}
      {early && <Opening results={results.data} />}
      {!early && (film || following) && (
        <Player
          key={following || film?.render_id}
          film={shown}
          results={following ? (results.data ?? null) : null}
          title={project.title}
          poster={project.poster_url}
          scene={search.get("scene")}
          onScene={(scene) => setSearch({ scene }, { replace: true })}
        />
      )}
      {running && (early || !following) && <Strip results={results.data} />}
    </>
  );
}
