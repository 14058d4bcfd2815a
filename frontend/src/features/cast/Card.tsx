import { Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { Link } from "react-router";
import type { Character, Scene, Schemas, Shot } from "../../api/queries.ts";
import { count, ErrorCard } from "../../ui/index.tsx";
import { Identity } from "./Identity.tsx";
import { Looks } from "./Looks.tsx";
import { useCharacterEdit } from "./useCharacterEdit.ts";
import { Voice } from "./Voice.tsx";

const CLOSEST: readonly Shot["size"][] = ["extreme_close", "close_up", "medium_close", "medium", "wide"];

/** The closest shot of them alone that has a picture. */
export function portraitOf(character: Character, shots: readonly Shot[]): string | null {
  const alone = shots.filter(
    (shot) => shot.panel_url && shot.character_ids.length === 1 && shot.character_ids[0] === character.id,
  );
  const far = (shot: Shot) => (CLOSEST.indexOf(shot.size) + CLOSEST.length + 1) % (CLOSEST.length + 1);
  return alone.sort((one, other) => far(one) - far(other))[0]?.panel_url ?? null;
}

function Scenes({ scenes, projectId }: { scenes: readonly Scene[]; projectId: string }) {
  return (
    <p className="cast-scenes">
      <span className="faint">Scenes</span>
      {scenes.slice(0, 12).map((scene) => (
        <Link key={scene.id} to={`/projects/${projectId}/board?scene=${scene.id}`} title={scene.heading}>
          {scene.number}
        </Link>
      ))}
      {scenes.length > 12 && <span className="faint">and {scenes.length - 12} more</span>}
    </p>
  );
}

type Props = {
  character: Character;
  projectId: string;
  portrait: string | null;
  scenes: readonly Scene[];
};

/** One role: its picture, how much of the film is theirs, the voice, and who they are. Saved as it is set. */
export function CastCard({ character, projectId, portrait, scenes }: Props) {
  const edit = useCharacterEdit(character.id, projectId);
  const [turned, setTurned] = useState<Schemas["PatchedCharacterIn"]>({});
  const [typed, setTyped] = useState<{ name?: string; description?: string }>({});
  const leave = (field: "name" | "description") => {
    const value = typed[field];
    if (value !== undefined && value !== character[field]) {
      edit.mutate({ [field]: value }, { onSuccess: () => setTyped({}) });
    }
  };
  return (
    <li className="card cast-card" aria-label={character.name}>
      <header>
        <span className="cast-face" aria-hidden="true">
          {portrait ? <img src={portrait} alt="" loading="lazy" /> : character.name.slice(0, 1)}
        </span>
        <div className="cast-who">
          <h2>{character.name}</h2>
          <p className="faint tabular">
            {count(character.line_count, "line")}, {count(character.word_count, "word")}
          </p>
          <div className="share" role="img" aria-label={`${character.share_percent} percent of all words`}>
            <span style={{ width: `${character.share_percent}%` }} />
          </div>
        </div>
        <output className="faint">{edit.isPending ? "Saving…" : edit.isSuccess ? "Saved" : ""}</output>
      </header>
      <Voice
        character={character}
        sounds={{ ...character, ...turned }}
        turn={(change) => setTurned({ ...turned, ...change })}
        keep={(change) => edit.mutate(change, { onSettled: () => setTurned({}) })}
      />
      <details className="cast-more">
        <summary>Name and description</summary>
        <TextInput
          label="Name in captions and credits"
          value={typed.name ?? character.name}
          onChange={(event) => setTyped({ ...typed, name: event.currentTarget.value })}
          onBlur={() => leave("name")}
        />
        <Textarea
          label="Description"
          autosize
          minRows={2}
          value={typed.description ?? character.description}
          onChange={(event) => setTyped({ ...typed, description: event.currentTarget.value })}
          onBlur={() => leave("description")}
        />
      </details>
      <Identity character={character} />
      <Looks character={character} scenes={scenes} />
      {edit.error && <ErrorCard problem={edit.error.problem} />}
      {edit.isSuccess &&
        (edit.variables.voice ||
          edit.variables.voice_tuning ||
          edit.variables.pace_percent ||
          edit.variables.pitch_percent) && (
          <p className="faint">Their lines are spoken again at the next render.</p>
        )}
      <Scenes scenes={scenes} projectId={projectId} />
    </li>
  );
}
