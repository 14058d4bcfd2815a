import { TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useParams, useSearchParams } from "react-router";
import { asApiError } from "../../api/errors.ts";
import { type Character, charactersQuery, scenesQuery, shotsQuery } from "../../api/queries.ts";
import { count, Empty, ErrorCard, Skeletons } from "../../ui/index.tsx";
import { CastCard, portraitOf } from "./Card.tsx";
import { Consents } from "./Consents.tsx";

const MANY = 8;

/** Who speaks most comes first; a scene that is selected leaves those who are in it. */
function shownOf(cast: readonly Character[], scene: string | null, typed: string): Character[] {
  return cast
    .filter((each) => !scene || each.scene_ids.includes(scene))
    .filter((each) => each.name.toLowerCase().includes(typed.toLowerCase()))
    .sort((one, other) => other.word_count - one.word_count);
}

export default function Cast() {
  const { projectId = "" } = useParams();
  const [search, setSearch] = useSearchParams();
  const [typed, setTyped] = useState("");
  const cast = useQuery(charactersQuery(projectId));
  const scenes = useQuery(scenesQuery(projectId));
  const shots = useQuery(shotsQuery(projectId));
  const scene = scenes.data?.find((each) => each.id === search.get("scene"));
  const shown = shownOf(cast.data ?? [], scene?.id ?? null, typed);
  return (
    <div className="pane">
      <h2 className="unseen">Cast</h2>
      {cast.isError && <ErrorCard problem={asApiError(cast.error).problem} onRetry={() => cast.refetch()} />}
      {cast.data?.length === 0 && (
        <Empty title="Nobody speaks yet">
          A name in capitals above a line of dialogue in the script makes a character here.
        </Empty>
      )}
      {Boolean(cast.data?.length) && (
        <div className="toolbar">
          <span className="faint tabular">
            {scene
              ? `${shown.length} of ${count(cast.data?.length ?? 0, "character")} in scene ${scene.number}`
              : count(shown.length, "character")}
          </span>
          {scene && (
            <button type="button" className="link" onClick={() => setSearch({}, { replace: true })}>
              Show everybody
            </button>
          )}
          <span className="spring" />
          {(cast.data?.length ?? 0) > MANY && (
            <TextInput
              aria-label="Find a character"
              placeholder="Find a character"
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
          )}
        </div>
      )}
      {Boolean(cast.data?.length) && (
        <p className="faint">
          The studio's own voices speak English and Spanish with pace, pitch and punctuation; words in
          brackets such as (quietly) or (hesitantly) change pace, pitch, level and pauses. They cannot laugh,
          shout, cry or whisper. Children and the elderly are adult voices made higher, lower, faster or
          slower.
        </p>
      )}
      <ul className="cast">
        {cast.isPending && <Skeletons count={4} className="skeleton-card" />}
        {shown.map((character) => (
          <CastCard
            key={character.id}
            character={character}
            projectId={projectId}
            portrait={portraitOf(character, shots.data ?? [])}
            scenes={(scenes.data ?? []).filter((each) => character.scene_ids.includes(each.id))}
          />
        ))}
      </ul>
      <Consents projectId={projectId} />
    </div>
  );
}
