import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { api, bodyOf } from "../../api/client.ts";
import { asApiError } from "../../api/errors.ts";
import type { Episode } from "../../api/podcasts.ts";
import { useHardWords } from "../../api/words.ts";
import { TYPED } from "../../live/apply.ts";
import { usePeers } from "../../live/presence.ts";
import { useNews } from "../../live/useNews.ts";
import { HardWords } from "../../ui/HardWords.tsx";
import { ago, clock, count, Empty, ErrorCard, Skeletons, words } from "../../ui/index.tsx";
import { ClipButton } from "./ClipButton.tsx";
import { isSpoken, usePassage } from "./clips.ts";
import { cursorsIn, type Present, presentIn } from "./peers.ts";
import { peopleQuery, revisionsQuery, scriptQuery, sourcesQuery, useChange } from "./queries.ts";
import { TurnForm, TurnRow } from "./Turn.tsx";
import { takeTyped, turnIn } from "./turns.ts";

function Versions({ episode }: { episode: Episode }) {
  const [open, setOpen] = useState(false);
  const revisions = useQuery({ ...revisionsQuery(episode), enabled: open });
  const restore = useChange(episode.project_id, (id: string) =>
    bodyOf(
      api.POST("/v1/script-revisions/{script_revision_id}/restore", {
        params: { path: { script_revision_id: id } },
      }),
    ),
  );
  const ordered = revisions.data && [...revisions.data].sort((one, other) => other.version - one.version);
  return (
    <details className="versions" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Earlier versions</summary>
      <ul>
        {ordered?.map((revision, place) => (
          <li key={revision.id} className="source">
            <span>
              {words(revision.why)} {ago(revision.saved_at, Date.now())}
              {revision.author && ` by ${revision.author}`}
              <span className="faint tabular"> {count(revision.turns, "turn")}</span>
            </span>
            <span className="spring" />
            {place > 0 && (
              <Button
                variant="default"
                size="compact-sm"
                loading={restore.isPending}
                onClick={() => restore.mutate(revision.id)}
              >
                Bring back
              </Button>
            )}
          </li>
        ))}
      </ul>
      {restore.error && <ErrorCard problem={restore.error.problem} />}
    </details>
  );
}

/** After an edit the hand is where it was: on the turn. */
function useFocusBack(editing: string) {
  const last = useRef("");
  useEffect(() => {
    if (!editing && last.current)
      document.querySelector<HTMLElement>(`[data-turn="${last.current}"] button`)?.focus();
    last.current = editing;
  }, [editing]);
}

/** What others type goes into the script on screen as it comes. */
function useTyped(episode: Episode) {
  const client = useQueryClient();
  const { queryKey } = scriptQuery(episode);
  useNews(`project:${episode.project_id}`, ({ kind, body }) => {
    if (kind !== TYPED || body.episode_id !== episode.id) return;
    takeTyped(client, queryKey, body);
  });
}

function Here({ present }: { present: Present[] }) {
  return (
    <ul className="here" aria-label="Also here">
      {present.map((each) => (
        <li key={each.peer} className={`peer peer-${each.hue}`}>
          {each.person}
          <span className="unseen">{each.turn ? " is writing" : " is reading"}</span>
        </li>
      ))}
    </ul>
  );
}

const goTo = (turn: string) => {
  document.querySelector<HTMLElement>(`[data-turn="${turn}"] button`)?.focus();
};

const NOWHERE = { turn: "", anchor: 0, head: 0 };

type Props = { episode: Episode; onPlan: () => void; onListen: () => void };

/** The script as a document of turns that a team edits; whoever edits another turn is in nobody's way. */
export function ScriptView({ episode, onPlan, onListen }: Props) {
  const script = useQuery(scriptQuery(episode));
  const people = useQuery(peopleQuery(episode.project_id));
  const sources = useQuery(sourcesQuery(episode));
  const unsaid = useHardWords({
    projectId: episode.project_id,
    episodeId: episode.id,
    language: episode.language,
  });
  const [editing, setEditing] = useState("");
  const [place, setPlace] = useState(NOWHERE);
  const peers = usePeers(`project:${episode.project_id}`, { episode: episode.id, ...place });
  const { choose } = usePassage();
  useFocusBack(editing);
  useTyped(episode);
  const close = useCallback(() => {
    setEditing("");
    setPlace(NOWHERE);
  }, []);
  if (script.isError) {
    return <ErrorCard problem={asApiError(script.error).problem} onRetry={() => script.refetch()} />;
  }
  if (!script.data || !people.data) return <Skeletons count={6} className="skeleton-row" />;
  if (!script.data.segments.length) {
    return (
      <Empty title="Not written yet" action={<Button onClick={onPlan}>To the plan</Button>}>
        Give the episode something to talk about, and have its script written from that.
      </Empty>
    );
  }
  const everybody = people.data;
  const present = presentIn(peers, episode.id);
  const lost = editing && !turnIn(script.data, editing);
  const titles = new Map(sources.data?.map((source) => [source.key, source.title]));
  return (
    <div className="script-turns">
      <div className="toolbar">
        <span className="faint tabular">
          {count(episode.turns, "turn")} · {script.data.words.toLocaleString("en")} words · about{" "}
          {clock(script.data.seconds)}
        </span>
        <span className="spring" />
        <Here present={present} />
        <Button onClick={onListen}>Render and listen</Button>
      </div>
      {lost && (
        <p className="warn" role="status">
          The turn you were in was taken out by somebody else; earlier versions below still have it.{" "}
          <Button variant="default" size="compact-sm" onClick={close}>
            All right
          </Button>
        </p>
      )}
      {script.data.notices.map((notice) => (
        <p key={notice} className="faint">
          {words(notice)}
        </p>
      ))}
      <HardWords {...unsaid} onFind={goTo} />
      {script.data.segments.map((segment) => (
        <section key={segment.id} aria-label={segment.title}>
          <h3>{segment.title}</h3>
          <ol className="turns">
            {segment.turns.map((turn) => (
              <li key={turn.id} data-turn={turn.id}>
                {editing === turn.id ? (
                  <TurnForm
                    episode={episode}
                    turn={turn}
                    people={everybody}
                    others={cursorsIn(present, turn.id)}
                    onCursor={(anchor, head) => setPlace({ turn: turn.id, anchor, head })}
                    onDone={close}
                  />
                ) : (
                  <div className="row">
                    <TurnRow
                      turn={turn}
                      people={everybody}
                      titles={titles}
                      writing={present.filter((each) => each.turn === turn.id)}
                      onEdit={() => setEditing(turn.id)}
                    />
                    {isSpoken(turn) && <ClipButton act="Clip from here" onPress={() => choose(turn.id)} />}
                  </div>
                )}
              </li>
            ))}
          </ol>
        </section>
      ))}
      <Versions episode={episode} />
    </div>
  );
}
