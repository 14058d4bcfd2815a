import { useHotkeys } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { NavLink, Outlet, useNavigate, useParams, useSearchParams } from "react-router";
import { asApiError } from "../api/errors.ts";
import { projectQuery, type Scene, type Shot, scenesQuery, shotsQuery } from "../api/queries.ts";
import { useLive } from "../live/useLive.ts";
import { duration, ErrorCard, Skeletons, Status, Waiting, words } from "../ui/index.tsx";
import type { FeatureRoute } from "../ui/route.ts";

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
  return (
    <li>
      <button
        type="button"
        className="branch"
        aria-current={chosen}
        onClick={() => choose("scene", scene.id)}
      >
        <span className="branch-number">{scene.number}</span>
        <span className="branch-name">{scene.heading}</span>
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
    <nav className="outline" aria-label="Scenes and shots">
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

/** A project: its tabs above, its outline at the left, the tab's work in the centre. */
export function ProjectFrame({ tabs }: { tabs: FeatureRoute[] }) {
  const { projectId = "" } = useParams();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const project = useQuery(projectQuery(projectId));
  useLive(`project:${projectId}`);
  useHotkeys(
    tabs.map((tab) => [`alt+${tab.tab?.key}`, () => navigate(`/projects/${projectId}/${tab.path}`)]),
  );
  if (project.isPending) return <Waiting label="Opening the project" />;
  if (project.isError) {
    return (
      <main className="centre">
        <ErrorCard problem={asApiError(project.error).problem} onRetry={() => project.refetch()} />
      </main>
    );
  }
  const kept = search.size ? `?${search}` : "";
  return (
    <div className="project">
      <div className="tabs">
        <h1 className="project-title">{project.data.title}</h1>
        <nav aria-label="Project">
          {tabs.map((tab) => (
            <NavLink
              key={tab.path}
              to={`/projects/${projectId}/${tab.path}${kept}`}
              className="tab"
              title={`Alt ${tab.tab?.key}`}
            >
              {tab.title}
            </NavLink>
          ))}
        </nav>
      </div>
      <div className="project-body">
        <Outline projectId={projectId} rate={project.data.rate} />
        <main id="main" className="work">
          <Outlet />
        </main>
      </div>
    </div>
  );
}
