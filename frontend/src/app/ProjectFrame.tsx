import { Button, NativeSelect } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useRef } from "react";
import { Link, NavLink, Outlet, useLocation, useNavigate, useParams, useSearchParams } from "react-router";
import { type ApiError, asApiError } from "../api/errors.ts";
import { projectQuery, type Scene, type Shot, scenesQuery, shotsQuery } from "../api/queries.ts";
import { useLive } from "../live/useLive.ts";
import { type Command, useCommands } from "../ui/commands.ts";
import { duration, Empty, ErrorCard, placeName, Skeletons, Status, Waiting, words } from "../ui/index.tsx";
import type { FeatureRoute } from "../ui/route.ts";
import { RenderBadge } from "./RenderBadge.tsx";
import { ShowOutline } from "./ShowOutline.tsx";

const FILM = "film";

function SceneBranch({ scene, shots, rate }: { scene: Scene; shots: Shot[]; rate: string }) {
  const [search, setSearch] = useSearchParams();
  const choose = (key: "scene" | "shot", id: string) => {
    const next = new URLSearchParams(search);
    next.delete("shot");
    next.set("scene", scene.id);
    next.set(key, id);
    setSearch(next, { replace: true });
  };
  const chosen = search.get("scene") === scene.id;
  const place = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (chosen) place.current?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  return (
    <li>
      <button
        type="button"
        className="branch"
        aria-current={chosen}
        ref={place}
        onClick={() => choose("scene", scene.id)}
      >
        <span className="branch-number">{scene.number}</span>
        <span className="branch-name" title={scene.heading}>
          {placeName(scene.location) || scene.heading}
        </span>
        <span className="branch-when">{scene.time_of_day.toLowerCase()}</span>
        <Status state={scene.status.state} cause={scene.status.cause} quiet />
      </button>
      {chosen && (
        <ul>
          {shots.map((shot) => (
            <li key={shot.id}>
              <button
                type="button"
                className="branch leaf"
                aria-current={search.get("shot") === shot.id}
                onClick={() => choose("shot", shot.id)}
              >
                <span className="branch-number">{shot.number}</span>
                <span className="branch-name">{words(shot.size)}</span>
                <span className="faint tabular">{duration(shot.frames, rate)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function Outline({ projectId, rate }: { projectId: string; rate: string }) {
  const scenes = useQuery(scenesQuery(projectId));
  const shots = useQuery(shotsQuery(projectId));
  return (
    <nav className="outline" aria-label="Scenes and shots" data-space="plays">
      {scenes.isPending && <Skeletons count={6} className="skeleton-row" />}
      {scenes.data?.length === 0 && <p className="faint">Scenes appear here as you write them.</p>}
      <ol>
        {scenes.data?.map((scene) => (
          <SceneBranch
            key={scene.id}
            scene={scene}
            rate={rate}
            shots={shots.data?.filter((shot) => shot.scene_id === scene.id) ?? []}
          />
        ))}
      </ol>
    </nav>
  );
}

function Unreachable({ error, onRetry }: { error: ApiError; onRetry: () => void }) {
  if (error.problem.status !== 404) {
    return (
      <main className="centre">
        <ErrorCard problem={error.problem} onRetry={onRetry} />
      </main>
    );
  }
  return (
    <main className="centre" id="main">
      <Empty
        title="There is no such project here"
        action={
          <Button component={Link} to="/home">
            To your projects
          </Button>
        }
      >
        It may have been archived, or it belongs to another workspace: choose that one at the top right.
      </Empty>
    </main>
  );
}

/** The tabs and scenes of this film by name, and the tabs by Alt and their number. */
function useProjectCommands(projectId: string, tabs: FeatureRoute[], isFilm: boolean) {
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const scenes = useQuery({ ...scenesQuery(projectId), enabled: isFilm });
  const commands = useMemo((): Command[] => {
    const toTab = tabs.map((tab) => ({
      id: tab.path,
      name: tab.title,
      keys: `alt+${tab.tab?.key}`,
      group: isFilm ? "This film" : "This show",
      perform: () => navigate(`/projects/${projectId}/${tab.path}`),
    }));
    const toScene = (scenes.data ?? []).map((scene) => ({
      id: scene.id,
      name: `${scene.number}  ${scene.heading}`,
      group: "Scene",
      perform: () => navigate(`${pathname}?scene=${scene.id}`, { replace: true }),
    }));
    return [...toTab, ...toScene];
  }, [tabs, projectId, navigate, scenes.data, pathname, isFilm]);
  useCommands(commands);
  useHotkeys(
    tabs.map((tab) => [`alt+${tab.tab?.key}`, () => navigate(`/projects/${projectId}/${tab.path}`)]),
  );
}

/** On a narrow screen the outline is one field above the work. */
function ScenePicker({ projectId }: { projectId: string }) {
  const scenes = useQuery(scenesQuery(projectId));
  const [search, setSearch] = useSearchParams();
  if (!scenes.data?.length) return null;
  return (
    <NativeSelect
      className="scene-picker"
      aria-label="Scene"
      value={search.get("scene") ?? ""}
      onChange={(event) =>
        setSearch(event.currentTarget.value ? { scene: event.currentTarget.value } : {}, { replace: true })
      }
      data={[
        { value: "", label: "All scenes" },
        ...scenes.data.map((scene) => ({ value: scene.id, label: `${scene.number}  ${scene.heading}` })),
      ]}
    />
  );
}

/** A project: its tabs above, its outline at the left, the tab's work in the centre. */
export function ProjectFrame({ tabs: every }: { tabs: FeatureRoute[] }) {
  const { projectId = "" } = useParams();
  const [search] = useSearchParams();
  const project = useQuery(projectQuery(projectId));
  useLive(`project:${projectId}`);
  const kind = project.data?.kind ?? FILM;
  const tabs = useMemo(() => every.filter((tab) => (tab.tab?.kinds ?? [FILM]).includes(kind)), [every, kind]);
  useProjectCommands(projectId, tabs, project.data?.kind === FILM);
  if (project.isPending) return <Waiting label="Opening the project" />;
  if (project.isError) {
    return <Unreachable error={asApiError(project.error)} onRetry={() => project.refetch()} />;
  }
  const isFilm = kind === FILM;
  const kept = search.size ? `?${search}` : "";
  return (
    <div className="project">
      <div className="tabs">
        <h1 className="project-title" title={project.data.title}>
          {project.data.title}
        </h1>
        <nav aria-label="Project">
          {tabs.map((tab) => (
            <NavLink
              key={tab.path}
              to={`/projects/${projectId}/${tab.path}${kept}`}
              className="tab"
              title={`${tab.title} (Alt ${tab.tab?.key})`}
            >
              {tab.title}
            </NavLink>
          ))}
        </nav>
        <span className="spring" />
        <RenderBadge project={project.data} />
      </div>
      <div className="project-body">
        {isFilm ? (
          <Outline projectId={projectId} rate={project.data.rate} />
        ) : (
          <ShowOutline projectId={projectId} />
        )}
        <main id="main" className="work">
          {isFilm && <ScenePicker projectId={projectId} />}
          <Outlet />
        </main>
      </div>
    </div>
  );
}
