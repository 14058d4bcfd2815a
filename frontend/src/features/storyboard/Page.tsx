import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { Link, useParams, useSearchParams } from "react-router";
import { asApiError } from "../../api/errors.ts";
import { type Scene, type Shot, scenesQuery, shotsQuery, useProject } from "../../api/queries.ts";
import { duration, Empty, ErrorCard, Skeletons, Status, words } from "../../ui/index.tsx";
import { Inspector } from "./Inspector.tsx";

function ShotCard({
  shot,
  rate,
  chosen,
  onChoose,
}: {
  shot: Shot;
  rate: string;
  chosen: boolean;
  onChoose: () => void;
}) {
  const place = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (chosen) place.current?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  return (
    <li className="shot-place">
      <button ref={place} type="button" className="shot" aria-pressed={chosen} onClick={onChoose}>
        <span className="shot-picture">
          {shot.panel_url ? (
            <img src={shot.panel_url} alt={shot.prompt} loading="lazy" />
          ) : (
            <span className="shot-words">{shot.prompt}</span>
          )}
        </span>
        <span className="shot-line">
          <strong className="tabular">{shot.number}</strong>
          <span>{words(shot.size)}</span>
          <span className="faint">{words(shot.movement)}</span>
          <span className="spring" />
          <span className="faint tabular">{duration(shot.frames, rate)}</span>
          <Status state={shot.status.state} cause={shot.status.cause} quiet />
        </span>
      </button>
    </li>
  );
}

function SceneRow({ scene, shots, rate }: { scene: Scene; shots: Shot[]; rate: string }) {
  const [search, setSearch] = useSearchParams();
  const choose = (shot: Shot) => setSearch({ scene: scene.id, shot: shot.id }, { replace: true });
  return (
    <section className="scene-row" aria-label={`Scene ${scene.number}`}>
      <header>
        <span className="tabular scene-number">{scene.number}</span>
        <h2>{scene.heading}</h2>
        <span className="faint tabular">{duration(scene.frames, rate)}</span>
        <Status state={scene.status.state} cause={scene.status.cause} />
      </header>
      <ul className="shots">
        {shots.map((shot) => (
          <ShotCard
            key={shot.id}
            shot={shot}
            rate={rate}
            chosen={search.get("shot") === shot.id}
            onChoose={() => choose(shot)}
          />
        ))}
      </ul>
    </section>
  );
}

export default function Storyboard() {
  const { projectId = "" } = useParams();
  const [search] = useSearchParams();
  const project = useProject(projectId);
  const scenes = useQuery(scenesQuery(projectId));
  const shots = useQuery(shotsQuery(projectId));
  const rate = project.data?.rate ?? "24";
  const chosen = shots.data?.find((shot) => shot.id === search.get("shot"));
  const failed = scenes.error ?? shots.error;
  return (
    <div className="with-inspector">
      <div className="pane board">
        {failed && (
          <ErrorCard
            problem={asApiError(failed).problem}
            onRetry={() => Promise.all([scenes.refetch(), shots.refetch()])}
          />
        )}
        {(scenes.isPending || shots.isPending) && <Skeletons count={3} className="skeleton-scene" />}
        {shots.data?.length === 0 && (
          <Empty
            title="No shots yet"
            action={
              <Button component={Link} to={`/projects/${projectId}/script`}>
                Write the script
              </Button>
            }
          >
            Every scene of the script is covered with shots here as soon as it is saved.
          </Empty>
        )}
        {shots.data &&
          scenes.data?.map((scene) => (
            <SceneRow
              key={scene.id}
              scene={scene}
              rate={rate}
              shots={shots.data.filter((shot) => shot.scene_id === scene.id)}
            />
          ))}
      </div>
      {chosen && (
        <Inspector key={`${chosen.id}-${chosen.version}`} shot={chosen} projectId={projectId} rate={rate} />
      )}
    </div>
  );
}
