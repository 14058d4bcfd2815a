import { Button, NumberInput, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { useParams, useSearchParams } from "react-router";
import { api, bodyOf } from "../../api/client.ts";
import { asApiError } from "../../api/errors.ts";
import { type Episode, episodesQuery } from "../../api/podcasts.ts";
import type { Schemas } from "../../api/queries.ts";
import { count, Empty, ErrorCard, Skeletons } from "../../ui/index.tsx";
import { Listen } from "./Listen.tsx";
import { Plan } from "./Plan.tsx";
import { useChange } from "./queries.ts";
import { ScriptView } from "./Script.tsx";

const VIEWS = { plan: "Plan", script: "Script", listen: "Render and listen" } as const;
type View = keyof typeof VIEWS;

function NewEpisode({ projectId, onMade }: { projectId: string; onMade: (id: string) => void }) {
  const make = useChange(projectId, (body: Schemas["EpisodeIn"]) =>
    bodyOf(
      api.POST("/v1/projects/{project_id}/episodes", { params: { path: { project_id: projectId } }, body }),
    ),
  );
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const body = { topic: String(form.get("topic")), minutes: Number(form.get("minutes")) };
    make.mutate(body, { onSuccess: (episode) => onMade(episode.id) });
  };
  return (
    <form className="card" onSubmit={onSubmit} aria-label="New episode">
      <h2>New episode</h2>
      <div className="row-form">
        <TextInput
          name="topic"
          label="What is it about?"
          description="As a host would say it: “today we talk about …”"
          placeholder="the lighthouse"
          required
          maxLength={200}
          error={make.error?.fields().topic}
        />
        <NumberInput
          name="minutes"
          label="Minutes"
          description="0: as long as it takes"
          defaultValue={10}
          min={0}
          max={240}
          error={make.error?.fields().minutes}
        />
        <Button type="submit" loading={make.isPending}>
          Begin episode
        </Button>
      </div>
      {make.error && <ErrorCard problem={make.error.problem} />}
    </form>
  );
}

const about = (episode: Episode): string => {
  const written = episode.turns ? count(episode.turns, "turn") : "not written yet";
  const length = episode.minutes ? `${episode.minutes} min` : "as long as it takes";
  return `${length} · ${written}`;
};

function Row({ episode, onOpen }: { episode: Episode; onOpen: () => void }) {
  return (
    <li>
      <button type="button" className="episode-row" onClick={onOpen}>
        <span className="branch-number">{episode.number}</span>
        <strong>{episode.title}</strong>
        <span className="faint tabular">{about(episode)}</span>
        <span className="spring" />
        <span className={episode.render_id ? "tag" : "faint"}>
          {episode.render_id ? "Published" : "Not published"}
        </span>
      </button>
    </li>
  );
}

function Views({ view, onChoose }: { view: View; onChoose: (view: View) => void }) {
  return (
    <nav className="views" aria-label="Episode">
      {Object.entries(VIEWS).map(([name, title]) => (
        <button
          key={name}
          type="button"
          className="view"
          aria-current={name === view ? "page" : undefined}
          onClick={() => onChoose(name as View)}
        >
          {title}
        </button>
      ))}
    </nav>
  );
}

/** One episode, from its plan to its sound. */
function Opened({
  episode,
  view,
  onView,
  onBack,
}: {
  episode: Episode;
  view: View;
  onView: (view: View) => void;
  onBack: () => void;
}) {
  return (
    <div className="pane episode">
      <header className="episode-head">
        <button type="button" className="link" onClick={onBack}>
          All episodes
        </button>
        <h2>
          {episode.number}. {episode.title}
        </h2>
        <Views view={view} onChoose={onView} />
      </header>
      {view === "plan" && <Plan key={episode.id} episode={episode} onWritten={() => onView("script")} />}
      {view === "script" && (
        <ScriptView episode={episode} onPlan={() => onView("plan")} onListen={() => onView("listen")} />
      )}
      {view === "listen" && <Listen episode={episode} onScript={() => onView("script")} />}
    </div>
  );
}

export default function Episodes() {
  const { projectId = "" } = useParams();
  const [search, setSearch] = useSearchParams();
  const episodes = useQuery(episodesQuery(projectId));
  const open = (id: string, view: View) => setSearch({ episode: id, view });
  const opened = episodes.data?.find((each) => each.id === search.get("episode"));
  if (opened) {
    const view = (search.get("view") ?? (opened.turns ? "script" : "plan")) as View;
    return (
      <Opened
        episode={opened}
        view={view in VIEWS ? view : "plan"}
        onView={(next) => open(opened.id, next)}
        onBack={() => setSearch({})}
      />
    );
  }
  return (
    <div className="pane">
      <h2 className="unseen">Episodes</h2>
      {episodes.isError && (
        <ErrorCard problem={asApiError(episodes.error).problem} onRetry={() => episodes.refetch()} />
      )}
      <NewEpisode projectId={projectId} onMade={(id) => open(id, "plan")} />
      {episodes.isPending && <Skeletons count={3} className="skeleton-row" />}
      {episodes.data?.length === 0 && (
        <Empty title="No episode yet">
          Say what the first one is about, give it documents or pages to talk about, and have its script
          written.
        </Empty>
      )}
      <ul className="episodes">
        {episodes.data?.map((episode) => (
          <Row
            key={episode.id}
            episode={episode}
            onOpen={() => open(episode.id, episode.render_id ? "listen" : episode.turns ? "script" : "plan")}
          />
        ))}
      </ul>
    </div>
  );
}
