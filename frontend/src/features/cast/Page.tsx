import { Button, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useParams } from "react-router";
import { api, bodyOf, ifMatch } from "../../api/client.ts";
import { type ApiError, asApiError } from "../../api/errors.ts";
import { type Character, charactersQuery, type Schemas } from "../../api/queries.ts";
import { Empty, ErrorCard, Skeletons } from "../../ui/index.tsx";
import { Voice } from "./Voice.tsx";

function Card({ character, projectId }: { character: Character; projectId: string }) {
  const client = useQueryClient();
  const [edit, setEdit] = useState<Schemas["PatchedCharacterIn"]>({});
  const saving = useMutation<Character, ApiError>({
    mutationFn: async () => {
      try {
        return await bodyOf(
          api.PATCH("/v1/characters/{character_id}", {
            params: { path: { character_id: character.id }, header: ifMatch(character.version) },
            body: edit,
          }),
        );
      } catch (error) {
        throw asApiError(error);
      }
    },
    onSuccess: () => {
      setEdit({});
      void client.invalidateQueries({ queryKey: ["project", projectId] });
    },
  });
  const shown = { ...character, ...edit };
  const changed = Object.keys(edit).length > 0;
  return (
    <li className="card cast-card">
      <header>
        <span className="cast-face" aria-hidden="true">
          {character.name.slice(0, 1)}
        </span>
        <div>
          <h2>{character.name}</h2>
          <p className="faint tabular">
            {character.line_count} lines, {character.word_count} words, {character.share_percent} % of the
            talk, {character.scene_ids.length} scenes
          </p>
        </div>
      </header>
      <div className="share" role="img" aria-label={`${character.share_percent} percent of all words`}>
        <span style={{ width: `${character.share_percent}%` }} />
      </div>
      <TextInput
        label="Name in captions and credits"
        value={shown.name}
        onChange={(event) => setEdit({ ...edit, name: event.currentTarget.value })}
      />
      <Voice
        character={character}
        sounds={{ voice: shown.voice, pace_percent: shown.pace_percent, pitch_percent: shown.pitch_percent }}
        set={(change) => setEdit({ ...edit, ...change })}
      />
      <Textarea
        label="Description"
        autosize
        minRows={2}
        value={shown.description}
        onChange={(event) => setEdit({ ...edit, description: event.currentTarget.value })}
      />
      {saving.error && <ErrorCard problem={saving.error.problem} />}
      {changed && (
        <div className="actions">
          <Button size="xs" loading={saving.isPending} onClick={() => saving.mutate()}>
            Save
          </Button>
          <Button size="xs" variant="subtle" color="gray" onClick={() => setEdit({})}>
            Discard
          </Button>
          {(edit.voice || edit.pace_percent || edit.pitch_percent) && (
            <span className="faint">Their lines will be spoken again at the next render.</span>
          )}
        </div>
      )}
    </li>
  );
}

export default function Cast() {
  const { projectId = "" } = useParams();
  const cast = useQuery(charactersQuery(projectId));
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
        <p className="faint">
          The studio's own voices speak English with pace, pitch and punctuation; words in brackets such as
          (quietly) or (quickly) change pace, pitch and level. They cannot laugh, shout, cry or whisper.
          Children and the elderly are adult voices made higher, lower, faster or slower.
        </p>
      )}
      <ul className="cast">
        {cast.isPending && <Skeletons count={4} className="skeleton-card" />}
        {cast.data?.map((character) => (
          <Card key={character.id} character={character} projectId={projectId} />
        ))}
      </ul>
    </div>
  );
}
