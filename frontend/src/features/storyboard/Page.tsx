import { Button, Kbd } from "@mantine/core";
import { IconPlayerPlayFilled } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { Link, useParams, useSearchParams } from "react-router";
import { asApiError } from "../../api/errors.ts";
import { type Scene, type Shot, scenesQuery, shotsQuery, useProject } from "../../api/queries.ts";
import { type Command, useCommands } from "../../ui/commands.ts";
import { count, duration, Empty, ErrorCard, Skeletons, Status } from "../../ui/index.tsx";
import { Animatic } from "./Animatic.tsx";
import { Inspector } from "./Inspector.tsx";
import { type Direction, gridOf, moved } from "./keys.ts";
import { drift, likenessQuery } from "./likeness.ts";
import { dropped, type Move, stepped, useReorder } from "./reorder.ts";
import { ShotCard } from "./ShotCard.tsx";

const ARROWS: [string, string, Direction][] = [
  ["ArrowLeft", "Shot before", "left"],
  ["ArrowRight", "Next shot", "right"],
  ["ArrowUp", "Row above", "up"],
  ["ArrowDown", "Row below", "down"],
];

type RowProps = {
  scene: Scene;
  shots: Shot[];
  rate: string;
  chosen: string | null;
  onChoose: (shot: Shot) => void;
  onPlay: (shot: string) => void;
  onMove: (move: Move) => void;
};

function SceneRow({ scene, shots, rate, chosen, onChoose, onPlay, onMove }: RowProps) {
  const [search] = useSearchParams();
  const { data: seen } = useQuery(likenessQuery(scene.project_id));
  const place = useRef<HTMLElement>(null);
  const isHere = search.get("scene") === scene.id;
  useEffect(() => {
    if (isHere && !search.get("shot")) place.current?.scrollIntoView({ block: "start" });
  }, [isHere, search]);
  return (
    <section className="scene-row" ref={place} aria-label={`Scene ${scene.number}`}>
      <header>
        <span className="tabular scene-number">{scene.number}</span>
        <h2>{scene.heading}</h2>
        <span className="faint tabular">
          {count(shots.length, "shot")}, {duration(scene.frames, rate)}
        </span>
        <Status state={scene.status.state} cause={scene.status.cause} />
      </header>
      <ul className="shots" data-space="plays">
        {shots.map((shot) => (
          <ShotCard
            key={shot.id}
            shot={shot}
            unlike={drift(seen?.find((each) => each.shot_id === shot.id))}
            rate={rate}
            chosen={chosen === shot.id}
            onChoose={() => onChoose(shot)}
            onPlay={() => onPlay(shot.id)}
            onDrop={(id, side) => {
              const move = dropped(shots, id, shot.id, side);
              if (move) onMove(move);
            }}
          />
        ))}
      </ul>
    </section>
  );
}

function useShotsByScene(scenes: Scene[] | undefined, shots: Shot[] | undefined): Shot[][] {
  return useMemo(
    () => (scenes ?? []).map((scene) => (shots ?? []).filter((shot) => shot.scene_id === scene.id)),
    [scenes, shots],
  );
}

/** Arrows walk the board, Space plays it from the chosen shot, Escape lets go. */
function useBoardKeys(
  byScene: Shot[][],
  chosen: string | null,
  choose: (shot: Shot | null) => void,
  play: (shot: string) => void,
  move: (move: Move) => void,
) {
  const commands = useMemo((): Command[] => {
    const every = byScene.flat();
    const go = (direction: Direction) => {
      const list = document.querySelector(".shots");
      const across = list ? getComputedStyle(list).gridTemplateColumns.split(" ").length : 1;
      const next = moved(gridOf(byScene, across), chosen, direction);
      choose(every.find((shot) => shot.id === next) ?? null);
    };
    const first = chosen ?? every[0]?.id;
    const put = (step: -1 | 1) => {
      const scene = byScene.find((shots) => shots.some((shot) => shot.id === chosen));
      const to = chosen && scene && stepped(scene, chosen, step);
      if (to) move(to);
    };
    return [
      ...ARROWS.map(([keys, name, direction]) => ({
        id: `board-${direction}`,
        keys,
        name,
        group: "Storyboard",
        keysOnly: true,
        perform: () => go(direction),
      })),
      {
        id: "shot-earlier",
        keys: ",",
        name: "Move the shot earlier",
        group: "Storyboard",
        perform: () => put(-1),
      },
      {
        id: "shot-later",
        keys: ".",
        name: "Move the shot later",
        group: "Storyboard",
        perform: () => put(1),
      },
      {
        id: "animatic",
        keys: " ",
        name: "Play the animatic",
        group: "Storyboard",
        perform: () => first && play(first),
      },
      {
        id: "board-let-go",
        keys: "Escape",
        name: "Close the shot",
        group: "Storyboard",
        keysOnly: true,
        perform: () => choose(null),
      },
    ];
  }, [byScene, chosen, choose, play, move]);
  useCommands(commands);
}

function Head({ shots, rate, onPlay }: { shots: Shot[]; rate: string; onPlay: () => void }) {
  const frames = shots.reduce((sum, shot) => sum + shot.frames, 0);
  return (
    <div className="toolbar">
      <span className="faint tabular">
        {count(shots.length, "shot")}, {duration(frames, rate)} as planned
      </span>
      <span className="spring" />
      <Button
        variant="default"
        leftSection={<IconPlayerPlayFilled size="0.9rem" />}
        rightSection={<Kbd>Space</Kbd>}
        onClick={onPlay}
      >
        Animatic
      </Button>
    </div>
  );
}

function NoShots({ projectId }: { projectId: string }) {
  return (
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
  );
}

export default function Storyboard() {
  const { projectId = "" } = useParams();
  const [search, setSearch] = useSearchParams();
  const [playing, setPlaying] = useState<string | null>(null);
  const project = useProject(projectId);
  const scenes = useQuery(scenesQuery(projectId));
  const shots = useQuery(shotsQuery(projectId));
  const rate = project.data?.rate ?? "24";
  const chosenId = search.get("shot");
  const chosen = shots.data?.find((shot) => shot.id === chosenId);
  const byScene = useShotsByScene(scenes.data, shots.data);
  const choose = useCallback(
    (shot: Shot | null) => setSearch(shot ? { scene: shot.scene_id, shot: shot.id } : {}, { replace: true }),
    [setSearch],
  );
  const reorder = useReorder(projectId);
  useBoardKeys(byScene, chosenId, choose, setPlaying, reorder.mutate);
  const every = byScene.flat();
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
        {reorder.error && <ErrorCard problem={reorder.error.problem} />}
        {(scenes.isPending || shots.isPending) && <Skeletons count={3} className="skeleton-scene" />}
        {shots.data?.length === 0 && <NoShots projectId={projectId} />}
        {every.length > 0 && (
          <Head shots={every} rate={rate} onPlay={() => setPlaying(chosenId ?? every[0]?.id ?? null)} />
        )}
        {shots.data &&
          scenes.data?.map((scene, at) => (
            <SceneRow
              key={scene.id}
              scene={scene}
              rate={rate}
              shots={byScene[at] ?? []}
              chosen={chosenId}
              onChoose={choose}
              onPlay={setPlaying}
              onMove={reorder.mutate}
            />
          ))}
      </div>
      {chosen && (
        <Inspector
          key={chosen.id}
          shot={chosen}
          scene={byScene.find((row) => row.includes(chosen)) ?? []}
          projectId={projectId}
          rate={rate}
          onMove={reorder.mutate}
        />
      )}
      {playing && (
        <Animatic
          shots={every}
          from={playing}
          rate={rate}
          onClose={(at) => {
            setPlaying(null);
            choose(every.find((shot) => shot.id === at) ?? null);
          }}
        />
      )}
    </div>
  );
}
