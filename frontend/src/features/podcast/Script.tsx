import { Button, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { api, bodyOf, ifMatch } from "../../api/client.ts";
import { asApiError } from "../../api/errors.ts";
import type { Episode } from "../../api/podcasts.ts";
import type { Schemas } from "../../api/queries.ts";
import { ago, clock, count, Empty, ErrorCard, Skeletons, words } from "../../ui/index.tsx";
import {
  type Person,
  peopleQuery,
  revisionsQuery,
  type Script,
  scriptQuery,
  sourcesQuery,
  type Turn,
  useChange,
} from "./queries.ts";

type Edit = Schemas["PatchedTurnIn"];
const RELATIONS = [
  { value: "answer", label: "answers" },
  { value: "interrupt", label: "interrupts" },
  { value: "overlap", label: "talks over" },
  { value: "backchannel", label: "listens aloud" },
];

const nameOf = (people: Person[], id: string) =>
  people.find((each) => each.id === id)?.name ?? "Somebody who left";

/** Edits of a turn; the answer stands in the script at once, a refusal says what happened and keeps the words. */
function useTurn(episode: Episode, turn: Turn) {
  const client = useQueryClient();
  const { queryKey } = scriptQuery(episode);
  const path = { episode_id: episode.id, turn_id: turn.id };
  const change = useChange(episode.project_id, (body: Edit) =>
    bodyOf(
      api.PATCH("/v1/episodes/{episode_id}/turns/{turn_id}", {
        params: { path, header: ifMatch(turn.version) },
        body,
      }),
    ),
  );
  const remove = useChange(episode.project_id, () =>
    api.DELETE("/v1/episodes/{episode_id}/turns/{turn_id}", {
      params: { path, header: ifMatch(turn.version) },
    }),
  );
  const add = useChange(episode.project_id, (body: Schemas["NewTurnIn"]) =>
    bodyOf(
      api.POST("/v1/episodes/{episode_id}/turns", { params: { path: { episode_id: episode.id } }, body }),
    ),
  );
  const shown = (saved: Turn) => client.setQueryData(queryKey, (script) => script && withTurn(script, saved));
  return { change, remove, add, shown };
}

const withTurn = (script: Script, saved: Turn): Script => ({
  ...script,
  segments: script.segments.map((segment) => ({
    ...segment,
    turns: segment.turns.map((turn) => (turn.id === saved.id ? saved : turn)),
  })),
});

type Editing = { episode: Episode; turn: Turn; people: Person[]; onDone: () => void };

/** A turn while it is edited: Ctrl Enter keeps it, Escape leaves it as it was. */
function TurnForm({ episode, turn, people, onDone }: Editing) {
  const { change, remove, add, shown } = useTurn(episode, turn);
  const [text, setText] = useState(turn.text);
  const [manner, setManner] = useState(turn.manner);
  const [speaker, setSpeaker] = useState(turn.speaker_id);
  const [relation, setRelation] = useState(turn.relation);
  const keep = () =>
    change.mutate(
      { text, manner, speaker_id: speaker, relation },
      {
        onSuccess: (saved) => {
          shown(saved);
          onDone();
        },
      },
    );
  const refused = change.error ?? remove.error ?? add.error;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the fields inside, heard in one place
    <div
      className="turn-form"
      onKeyDown={(event) => {
        if (event.key === "Escape") onDone();
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) keep();
      }}
    >
      <div className="turn-who">
        <NativeSelect
          aria-label="Who says it"
          value={speaker}
          onChange={(event) => setSpeaker(event.currentTarget.value)}
          data={people.map((each) => ({ value: each.id, label: each.name }))}
        />
        <NativeSelect
          aria-label="How it meets the turn before"
          value={relation}
          onChange={(event) => setRelation(event.currentTarget.value as Turn["relation"])}
          data={RELATIONS}
        />
        <TextInput
          aria-label="How it is said"
          placeholder="warmly, dryly, quickly"
          value={manner}
          onChange={(event) => setManner(event.currentTarget.value)}
        />
      </div>
      <Textarea
        aria-label="What is said"
        autosize
        minRows={2}
        data-autofocus
        autoFocus
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {refused && <ErrorCard problem={refused.problem} />}
      <div className="actions">
        <Button loading={change.isPending} onClick={keep}>
          Keep turn
        </Button>
        <Button variant="default" onClick={onDone}>
          Leave it as it was
        </Button>
        <span className="spring" />
        <Button
          variant="subtle"
          color="gray"
          loading={add.isPending}
          onClick={() => {
            const other = people.find((each) => each.id !== speaker)?.id ?? speaker;
            add.mutate({ after: turn.id, speaker_id: other, text: "…and then?" }, { onSuccess: onDone });
          }}
        >
          Add a turn below
        </Button>
        <Button
          variant="subtle"
          color="red"
          loading={remove.isPending}
          onClick={() => remove.mutate(undefined, { onSuccess: onDone })}
        >
          Take out
        </Button>
      </div>
    </div>
  );
}

type RowProps = { turn: Turn; people: Person[]; titles: Map<string, string>; onEdit: () => void };

function TurnRow({ turn, people, titles, onEdit }: RowProps) {
  const how = [
    turn.relation === "answer" ? "" : RELATIONS.find((each) => each.value === turn.relation)?.label,
    turn.manner,
  ];
  const said = how.filter(Boolean).join(", ");
  const quoted = turn.citations.map((key) => titles.get(key) ?? key);
  return (
    <button type="button" className="turn" onClick={onEdit}>
      <span className="turn-name">
        {nameOf(people, turn.speaker_id)}
        {said && <span className="faint"> ({said})</span>}
      </span>
      <span className="turn-text">{turn.text}</span>
      {turn.citations.length > 0 && <span className="faint">quotes {quoted.join(", ")}</span>}
    </button>
  );
}

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
  return (
    <details className="versions" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Earlier versions</summary>
      <ul>
        {revisions.data?.map((revision, place) => (
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

type Props = { episode: Episode; onPlan: () => void; onListen: () => void };

/** The script as a document of turns that a team edits; whoever edits another turn is in nobody's way. */
export function ScriptView({ episode, onPlan, onListen }: Props) {
  const script = useQuery(scriptQuery(episode));
  const people = useQuery(peopleQuery(episode.project_id));
  const sources = useQuery(sourcesQuery(episode));
  const [editing, setEditing] = useState("");
  useFocusBack(editing);
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
  const titles = new Map(sources.data?.map((source) => [source.key, source.title]));
  return (
    <div className="script-turns">
      <div className="toolbar">
        <span className="faint tabular">
          {count(episode.turns, "turn")} · {script.data.words.toLocaleString("en")} words · about{" "}
          {clock(script.data.seconds)}
        </span>
        <span className="spring" />
        <Button onClick={onListen}>Render and listen</Button>
      </div>
      {script.data.notices.map((notice) => (
        <p key={notice} className="faint">
          {words(notice)}
        </p>
      ))}
      {script.data.segments.map((segment) => (
        <section key={segment.id} aria-label={segment.title}>
          <h3>{segment.title}</h3>
          <ol className="turns">
            {segment.turns.map((turn) => (
              <li key={turn.id} data-turn={turn.id}>
                {editing === turn.id ? (
                  <TurnForm episode={episode} turn={turn} people={everybody} onDone={() => setEditing("")} />
                ) : (
                  <TurnRow
                    turn={turn}
                    people={everybody}
                    titles={titles}
                    onEdit={() => setEditing(turn.id)}
                  />
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
