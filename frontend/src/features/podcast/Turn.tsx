import { Button, Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { api, bodyOf, ifMatch } from "../../api/client.ts";
import { ApiError } from "../../api/errors.ts";
import type { Episode } from "../../api/podcasts.ts";
import type { Schemas } from "../../api/queries.ts";
import { ErrorCard } from "../../ui/index.tsx";
import type { Cursor } from "./cursors.ts";
import type { Sharing, Standing } from "./letters.ts";
import type { Present } from "./peers.ts";
import { type Person, scriptQuery, type Turn, useChange } from "./queries.ts";
import { TurnText } from "./TurnText.tsx";
import { withTurn } from "./turns.ts";
import { useVoiceOptions } from "./useVoiceOptions.ts";

type Edit = Schemas["PatchedTurnIn"];
const RELATIONS = [
  { value: "answer", label: "answers" },
  { value: "interrupt", label: "interrupts" },
  { value: "overlap", label: "talks over" },
  { value: "backchannel", label: "listens aloud" },
];
const STANDINGS: Record<Standing, string> = {
  shared: "Saved, and with everybody here",
  typing: "Saving…",
  offline: "The studio is not heard; your words are kept here and sent as soon as it is",
  refused: "Not taken",
  gone: "This turn is not in the script any more; copy your words before you close it",
};
const MOST_TRIES = 4;
const TAKES = Array.from({ length: 9 }, (_, take) => ({ value: String(take), label: `Take ${take + 1}` }));

const nameOf = (people: Person[], id: string) =>
  people.find((each) => each.id === id)?.name ?? "Somebody who left";

/** Edits of a turn as a whole. Letters typed meanwhile make it newer, so an edit is tried again on what it is then. */
function useTurn(episode: Episode, turn: Turn, version: () => number, catchUp: () => Promise<void>) {
  const client = useQueryClient();
  const { queryKey } = scriptQuery(episode);
  const path = { episode_id: episode.id, turn_id: turn.id };
  const newest = async <Answer,>(ask: (version: number) => Promise<Answer>): Promise<Answer> => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await ask(version());
      } catch (error) {
        if (!(error instanceof ApiError) || error.problem.status !== 412 || tries === MOST_TRIES) throw error;
        await catchUp();
      }
    }
  };
  const change = useChange(episode.project_id, async (body: Edit) => {
    const saved = await newest((at) =>
      bodyOf(
        api.PATCH("/v1/episodes/{episode_id}/turns/{turn_id}", {
          params: { path, header: ifMatch(at) },
          body,
        }),
      ),
    );
    client.setQueryData(queryKey, (script) => script && withTurn(script, saved));
  });
  const remove = useChange(episode.project_id, () =>
    newest((at) =>
      api.DELETE("/v1/episodes/{episode_id}/turns/{turn_id}", { params: { path, header: ifMatch(at) } }),
    ),
  );
  const add = useChange(episode.project_id, (body: Schemas["NewTurnIn"]) =>
    bodyOf(
      api.POST("/v1/episodes/{episode_id}/turns", { params: { path: { episode_id: episode.id } }, body }),
    ),
  );
  return { change, remove, add };
}

type Editing = {
  episode: Episode;
  turn: Turn;
  people: Person[];
  others: Cursor[];
  onCursor: (anchor: number, head: number) => void;
  onDone: () => void;
};

/** A turn while it is written: every letter is kept as it is typed; Ctrl Enter and Escape close it. */
export function TurnForm({ episode, turn, people, others, onCursor, onDone }: Editing) {
  const sharing = useRef<Sharing | null>(null);
  const [standing, setStanding] = useState<Standing>("shared");
  const { change, remove, add } = useTurn(
    episode,
    turn,
    () => sharing.current?.version ?? turn.version,
    async () => sharing.current?.catchUp(),
  );
  const voices = useVoiceOptions(turn.voice);
  const refused = change.error ?? remove.error ?? add.error;
  const waits = standing === "offline" || standing === "refused";
  return (
    <div className="turn-form">
      <div className="turn-who">
        <NativeSelect
          aria-label="Who says it"
          value={turn.speaker_id}
          onChange={(event) => change.mutate({ speaker_id: event.currentTarget.value })}
          data={people.map((each) => ({ value: each.id, label: each.name }))}
        />
        <NativeSelect
          aria-label="How it meets the turn before"
          value={turn.relation}
          onChange={(event) => change.mutate({ relation: event.currentTarget.value as Turn["relation"] })}
          data={RELATIONS}
        />
        <TextInput
          key={turn.manner}
          aria-label="How it is said"
          placeholder="warmly, dryly, quickly"
          defaultValue={turn.manner}
          onBlur={(event) => {
            const manner = event.currentTarget.value;
            if (manner !== turn.manner) change.mutate({ manner });
          }}
        />
      </div>
      <details className="turn-more">
        <summary>For this turn alone</summary>
        <div className="turn-who">
          <NativeSelect
            aria-label="Voice for this turn alone"
            value={turn.voice}
            onChange={(event) => change.mutate({ voice: event.currentTarget.value })}
            data={[{ value: "", label: "The speaker's own voice" }, ...voices.filter((each) => each.value)]}
          />
          <NativeSelect
            aria-label="Take"
            value={String(turn.take)}
            onChange={(event) => change.mutate({ take: Number(event.currentTarget.value) })}
            data={TAKES}
          />
          <Checkbox
            label="Leave it out of the recording"
            checked={turn.is_left_out}
            onChange={(event) => change.mutate({ is_left_out: event.currentTarget.checked })}
          />
        </div>
      </details>
      <TurnText
        episode={episode}
        turn={turn}
        others={others}
        sharing={sharing}
        onStanding={setStanding}
        onCursor={onCursor}
        onDone={onDone}
      />
      <p className={waits || standing === "gone" ? "warn" : "faint"} role="status">
        {STANDINGS[standing]}
        {standing === "refused" && `: ${sharing.current?.problem}`}
      </p>
      {refused && <ErrorCard problem={refused.problem} />}
      <div className="actions">
        <Button onClick={onDone} disabled={waits}>
          Done
        </Button>
        <span className="spring" />
        <Button
          variant="subtle"
          color="gray"
          loading={add.isPending}
          onClick={() => {
            const other = people.find((each) => each.id !== turn.speaker_id)?.id ?? turn.speaker_id;
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

type RowProps = {
  turn: Turn;
  people: Person[];
  titles: Map<string, string>;
  writing: Present[];
  onEdit: () => void;
};

export function TurnRow({ turn, people, titles, writing, onEdit }: RowProps) {
  const how = [
    turn.relation === "answer" ? "" : RELATIONS.find((each) => each.value === turn.relation)?.label,
    turn.manner,
    turn.is_left_out && "left out of the recording",
  ];
  const said = how.filter(Boolean).join(", ");
  const quoted = turn.citations.map((key) => titles.get(key) ?? key);
  const first = writing[0];
  return (
    <button type="button" className={first ? `turn turn-written peer-${first.hue}` : "turn"} onClick={onEdit}>
      <span className="turn-name">
        {nameOf(people, turn.speaker_id)}
        {said && <span className="faint"> ({said})</span>}
      </span>
      <span className="turn-text">
        {turn.text.trim() || <span className="faint">No words yet: not spoken</span>}
      </span>
      {first && <span className="faint">{writing.map((each) => each.person).join(", ")} writing here</span>}
      {turn.citations.length > 0 && <span className="faint">quotes {quoted.join(", ")}</span>}
    </button>
  );
}
