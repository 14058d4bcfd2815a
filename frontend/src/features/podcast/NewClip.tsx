import { Button, NativeSelect, SegmentedControl } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { asApiError } from "../../api/errors.ts";
import type { Episode } from "../../api/podcasts.ts";
import { clock } from "../../ui/index.tsx";
import {
  begun,
  between,
  clipQuoteQuery,
  hasWords,
  KINDS,
  LENGTHS,
  type Look,
  SHAPES,
  usePassage,
} from "./clips.ts";
import { Priced } from "./Priced.tsx";
import { peopleQuery, type Turn } from "./queries.ts";

type Spoken = { turn: Turn; place: number };
const LETTERS = 60;

const short = (text: string) => (text.length > LETTERS ? `${text.slice(0, LETTERS).trimEnd()}…` : text);

/** Names of whoever speaks, by id; who left the show is still heard. */
function useNames(projectId: string) {
  const people = useQuery(peopleQuery(projectId));
  const names = new Map(people.data?.map(({ id, name }) => [id, name]));
  return (turn: Turn) => names.get(turn.speaker_id) ?? "Somebody who left";
}

function Words({ chosen, name }: { chosen: Spoken[]; name: (turn: Turn) => string }) {
  return (
    <ol className="clip-words" aria-label="What is said in it">
      {chosen.map(({ turn, place }) => (
        <li key={turn.id} value={place}>
          <strong>{name(turn)}</strong> {turn.text}
        </li>
      ))}
    </ol>
  );
}

type Choosing = { spoken: Spoken[]; name: (turn: Turn) => string };

/** From which turn, and up to which one or for about how long. */
function Ends({ spoken, name }: Choosing) {
  const { passage, choose } = usePassage();
  const told = ({ turn, place }: Spoken) => ({
    value: turn.id,
    label: `${place}. ${name(turn)}: ${short(turn.text)}`,
  });
  const known = spoken.some(({ turn }) => turn.id === passage.from);
  const at = spoken.findIndex(({ turn }) => turn.id === passage.from);
  const gone = (id: string) => ({ value: id, label: "A turn that is not spoken any more" });
  const isLength = /^\d+$/.test(passage.to);
  const ends = isLength || between(spoken, passage.from, passage.to).length > 0;
  const after = spoken.slice(Math.max(0, at));
  return (
    <div className="clip-ends">
      <NativeSelect
        label="From"
        value={passage.from}
        data={[...(known ? [] : [gone(passage.from)]), ...spoken.map(told)]}
        onChange={(event) => {
          const next = begun(spoken, event.currentTarget.value, passage.to);
          choose(next.from, next.to);
        }}
      />
      <NativeSelect
        label="Up to"
        value={passage.to}
        data={[
          {
            group: "By its length",
            items: LENGTHS.map((each) => ({ value: String(each), label: `About ${each} seconds` })),
          },
          {
            group: "By its last turn",
            items: [...(ends ? [] : [gone(passage.to)]), ...after.map(told)],
          },
        ]}
        onChange={(event) => choose(passage.from, event.currentTarget.value)}
      />
    </div>
  );
}

/** A passage on its way to a clip: chosen, read once more, with its price before anything is started. */
export function NewClip({ episode, spoken }: { episode: Episode; spoken: Spoken[] }) {
  const { passage, drop } = usePassage();
  const [kind, setKind] = useState("video");
  const [shape, setShape] = useState("9x16");
  const name = useNames(episode.project_id);
  const asked = useQuery({
    ...clipQuoteQuery(episode, passage, `${kind}_${shape}` as Look),
    placeholderData: keepPreviousData,
  });
  const form = useRef<HTMLElement>(null);
  useEffect(() => form.current?.querySelector("select")?.focus({ preventScroll: true }), []);
  const problem = asked.error ? asApiError(asked.error).problem : undefined;
  const clip = problem ? undefined : asked.data?.clip;
  return (
    <section className="clip-new" aria-label="A new clip" ref={form}>
      <Ends spoken={spoken} name={name} />
      <div className="clip-look">
        <SegmentedControl size="xs" aria-label="Kind" value={kind} onChange={setKind} data={KINDS} />
        <SegmentedControl size="xs" aria-label="Shape" value={shape} onChange={setShape} data={SHAPES} />
      </div>
      {clip && (
        <>
          <p className="tabular">
            {clip.title} · about {clock(clip.seconds)} ·{" "}
            {hasWords(clip.look) ? "captions in the picture" : "captions as a track"}
          </p>
          <Words chosen={between(spoken, clip.first_turn_id, clip.last_turn_id)} name={name} />
        </>
      )}
      <Priced
        projectId={episode.project_id}
        quote={problem ? undefined : asked.data?.quote}
        isAsking={asked.isFetching}
        problem={problem}
        act="Make the clip"
        onOrdered={drop}
      />
      <Button variant="subtle" color="gray" onClick={drop}>
        Not now
      </Button>
    </section>
  );
}
