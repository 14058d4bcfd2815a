import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { currentWorkspace } from "../../api/client.ts";
import { asApiError } from "../../api/errors.ts";
import { type Project, projectsQuery } from "../../api/queries.ts";
import { useLive } from "../../live/useLive.ts";
import { ago, count, duration, Empty, ErrorCard, Skeletons, Status } from "../../ui/index.tsx";
import { standing } from "../../ui/Waiting.tsx";

function lengthOf(project: Project): string {
  if (project.kind === "podcast") return "Podcast";
  const { scenes, shots, frames } = project.counts;
  if (!scenes) return "No scenes yet";
  return `${count(scenes, "scene")} · ${count(shots, "shot")} · ${duration(frames, project.rate)}`;
}

function Poster({ project }: { project: Project }) {
  const film = project.last_render ? "watch" : "script";
  const to = project.kind === "podcast" ? "episodes" : film;
  return (
    <li>
      <Link to={`/projects/${project.id}/${to}`} className="poster">
        <div className="poster-picture">
          {project.poster_url ? (
            <img src={project.poster_url} alt="" loading="lazy" />
          ) : (
            <span aria-hidden="true">{project.title}</span>
          )}
        </div>
        <div className="poster-text">
          <strong className="poster-title" title={project.title}>
            {project.title}
          </strong>
          <span className="faint tabular">{lengthOf(project)}</span>
          <span className="poster-state">
            {project.last_render ? (
              <Status state={standing(project.last_render.state, project.last_render.stopped_for)} />
            ) : (
              <span className="faint">Not rendered yet</span>
            )}
            <span className="spring" />
            {project.is_sample ? (
              <span className="tag">Sample</span>
            ) : (
              <span className="faint">{ago(project.updated_at, Date.now())}</span>
            )}
          </span>
        </div>
      </Link>
    </li>
  );
}

export default function Home() {
  const projects = useQuery(projectsQuery);
  useLive(`workspace:${currentWorkspace()}`);
  return (
    <main className="page" id="main">
      <header className="page-head">
        <h1>Projects</h1>
        <div className="actions">
          <Button component={Link} to="/new-podcast" variant="default">
            New podcast
          </Button>
          <Button component={Link} to="/new">
            New film
          </Button>
        </div>
      </header>
      {projects.isError && (
        <ErrorCard problem={asApiError(projects.error).problem} onRetry={() => projects.refetch()} />
      )}
      {projects.data?.length === 0 && (
        <Empty
          title="Your first film"
          action={
            <Button component={Link} to="/new">
              New film
            </Button>
          }
        >
          Paste a screenplay or start with an empty page. A three-page script is a film in a few minutes.
        </Empty>
      )}
      <ul className="posters">
        {projects.isPending && <Skeletons count={3} className="skeleton-poster" />}
        {projects.data?.map((project) => (
          <Poster key={project.id} project={project} />
        ))}
      </ul>
    </main>
  );
}
