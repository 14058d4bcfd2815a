import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useSearchParams } from "react-router";
import type { Project } from "../../api/queries.ts";
import type { Render } from "../../api/renders.ts";
import { Skeletons } from "../../ui/index.tsx";
import { Opening, Player } from "./Player.tsx";
import { type Film, resultsQuery } from "./queries.ts";
import { Strip } from "./Strip.tsx";

type Props = {
  project: Project;
  film: Film | null;
  loading: boolean;
  /** The render that is on its way, if there is one. */
  running: Render | undefined;
};

/** A render that is not the one on screen: its scenes, and the way to it. */
function Beside({ render, onWatch }: { render: Render; onWatch: () => void }) {
  const results = useQuery(resultsQuery(render.id));
  return (
    <>
      <p>
        Below is the film as it was.{" "}
        <Button variant="default" size="compact-sm" onClick={onWatch}>
          Watch the new one while it is made
        </Button>
      </p>
      <Strip results={results.data} />
    </>
  );
}

/** The screen: the finished film, or the one that is being made, as far as it is there. */
export function Theatre({ project, film, loading, running }: Props) {
  const [search, setSearch] = useSearchParams();
  // whoever began to watch a film while it is made goes on when it is finished
  const [watched, watch] = useState("");
  const first = running && !film ? running.id : "";
  useEffect(() => {
    if (first) watch(first);
  }, [first]);
  const following = first || watched;
  const results = useQuery(resultsQuery(following));
  const done = film?.render_id === following;
  const early = Boolean(following && !done && !results.data?.stream.url);
  const shown = following && !done ? null : film;
  const beside = running && running.id !== following;
  return (
    <>
      {beside && <Beside render={running} onWatch={() => watch(running.id)} />}
      {shown && !shown.is_current && !running && (
        <p className="warn">
          <span aria-hidden="true">◐</span> The script has changed since this film was made. Render again to
          bring it up to date.
        </p>
      )}
      {loading && !following && <Skeletons count={1} className="skeleton-film" />}
      {early && running && <Opening results={results.data} waiting={Boolean(running.waiting)} />}
      {early && running && <Strip results={results.data} />}
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
    </>
  );
}
