import { Button, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { Character, Scene } from "../../api/queries.ts";
import { ConfirmButton } from "../../ui/Confirm.tsx";
import { ErrorCard } from "../../ui/index.tsx";
import {
  addLook,
  changeLook,
  type Look,
  looksQuery,
  removeLook,
  toggled,
  useSheet,
  useWardrobe,
} from "./looks.ts";

const EXAMPLE = "white wedding dress, hair in a bun";

function ReferenceSheet({ character, look }: { character: Character; look: Look | null }) {
  const sheet = useSheet(character.id, look?.id ?? "");
  const url = sheet.data?.image_url;
  const worn = look ? ` in ${look.name}` : "";
  return (
    <>
      <Button size="xs" variant="default" loading={sheet.isPending} onClick={() => sheet.mutate()}>
        {url ? "Draw again" : "Draw reference sheet"}
      </Button>
      {sheet.error && <ErrorCard problem={sheet.error.problem} />}
      {sheet.data?.error && <p className="warn">{sheet.data.error.message}</p>}
      {url && (
        <a href={url} target="_blank" rel="noreferrer" className="look-sheet">
          <img src={url} alt={`${character.name}${worn}: front, side and back, and six expressions`} />
        </a>
      )}
    </>
  );
}

type Wearing = { look: Look; name: string; scenes: readonly Scene[]; wear: (scenes: string[]) => void };

function Worn({ look, name, scenes, wear }: Wearing) {
  return (
    <fieldset className="look-scenes">
      <legend className="faint">Scenes that wear it</legend>
      {scenes.map((scene) => (
        <button
          key={scene.id}
          type="button"
          aria-pressed={look.scene_ids.includes(scene.id)}
          aria-label={`${name} wears ${look.name} in scene ${scene.number}`}
          title={scene.heading}
          onClick={() => wear(toggled(look, scene.id))}
        >
          {scene.number}
        </button>
      ))}
    </fieldset>
  );
}

function OneLook({
  look,
  character,
  scenes,
}: {
  look: Look;
  character: Character;
  scenes: readonly Scene[];
}) {
  const [typed, setTyped] = useState<{ name?: string; description?: string }>({});
  const changing = useWardrobe(character.project_id, changeLook(look));
  const removing = useWardrobe(character.project_id, removeLook(look));
  const leave = (field: "name" | "description") => {
    const value = typed[field];
    if (value !== undefined && value !== look[field]) {
      changing.mutate({ [field]: value }, { onSuccess: () => setTyped({}) });
    }
  };
  return (
    <li className="look">
      <TextInput
        label="Look"
        value={typed.name ?? look.name}
        onChange={(event) => setTyped({ ...typed, name: event.currentTarget.value })}
        onBlur={() => leave("name")}
      />
      <Textarea
        label="What is worn"
        autosize
        value={typed.description ?? look.description}
        onChange={(event) => setTyped({ ...typed, description: event.currentTarget.value })}
        onBlur={() => leave("description")}
      />
      <Worn
        look={look}
        name={character.name}
        scenes={scenes}
        wear={(scene_ids) => changing.mutate({ scene_ids })}
      />
      <div className="hear">
        <ReferenceSheet key={look.description} character={character} look={look} />
        <ConfirmButton
          size="xs"
          act="Remove"
          keep="Keep the look"
          question={`Remove the look ${look.name}?`}
          loading={removing.isPending}
          onConfirm={() => removing.mutate(undefined)}
        >
          {character.name} wears in its scenes what they usually do. What was made stays.
        </ConfirmButton>
      </div>
      {changing.error && <ErrorCard problem={changing.error.problem} />}
      {removing.error && <ErrorCard problem={removing.error.problem} />}
    </li>
  );
}

function NewLook({ character }: { character: Character }) {
  const adding = useWardrobe(character.project_id, addLook(character.id));
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const given = new FormData(form);
    adding.mutate(
      { name: String(given.get("name")), description: String(given.get("description")) },
      { onSuccess: () => form.reset() },
    );
  };
  return (
    <form onSubmit={onSubmit} className="look-new" aria-label={`A new look of ${character.name}`}>
      <TextInput name="name" label="New look" placeholder="Wedding" maxLength={80} required />
      <TextInput name="description" label="What is worn" placeholder={EXAMPLE} maxLength={1000} required />
      <Button type="submit" size="xs" variant="default" loading={adding.isPending}>
        Add look
      </Button>
      {adding.error && <ErrorCard problem={adding.error.problem} />}
    </form>
  );
}

/** What a character wears in which scenes, over a face and a body that stay; with a sheet of every look to see. */
export function Looks({ character, scenes }: { character: Character; scenes: readonly Scene[] }) {
  const looks = useQuery(looksQuery(character.project_id));
  const mine = (looks.data ?? []).filter((look) => look.character_id === character.id);
  return (
    <details className="cast-more">
      <summary>{mine.length ? `Looks (${mine.length})` : "Looks"}</summary>
      <p className="faint">
        Face and body stay the same through the film. A look changes clothes, hair, make-up and injuries in
        the scenes that wear it; what the action says somebody puts on comes on top.
      </p>
      <div className="hear">
        <ReferenceSheet key={character.description} character={character} look={null} />
      </div>
      <ul className="plain-list">
        {mine.map((look) => (
          <OneLook key={look.id} look={look} character={character} scenes={scenes} />
        ))}
      </ul>
      <NewLook character={character} />
    </details>
  );
}
