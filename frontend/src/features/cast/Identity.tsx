import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Character } from "../../api/queries.ts";
import { Bring } from "../../ui/Bring.tsx";
import { ConfirmButton } from "../../ui/Confirm.tsx";
import { ErrorCard } from "../../ui/index.tsx";
import {
  addReference,
  allowReference,
  type Consent,
  consentsQuery,
  covering,
  FILES,
  isPicture,
  KINDS,
  type Kind,
  needs,
  type Reference,
  referencesQuery,
  removeReference,
  useDeed,
} from "./consents.ts";

const choices = Object.entries(KINDS).map(([value, label]) => ({ value, label }));
const named = (consents: readonly Consent[]) =>
  consents.map((each) => ({
    value: each.id,
    label: `${each.person}${each.project_id ? "" : ", whole workspace"}${each.expires_on ? `, until ${each.expires_on}` : ""}`,
  }));

/** Under whose leave a picture or voice is used, and whether it holds. */
function Standing({
  reference,
  consents,
  projectId,
}: {
  reference: Reference;
  consents: readonly Consent[];
  projectId: string;
}) {
  const allowing = useDeed(projectId, allowReference(reference.id));
  if (!reference.standing) return <span className="faint">Nobody real</span>;
  if (reference.standing === "valid")
    return <span className="faint">With the consent of {reference.person}</span>;
  const others = named(covering(consents, reference.kind));
  return (
    <>
      <span className="caution">
        The consent of {reference.person} {reference.standing === "revoked" ? "was revoked" : "has ended"}: no
        shot is made with this.
      </span>
      {others.length > 0 && (
        <NativeSelect
          aria-label={`Consent for ${reference.name}`}
          data={[{ value: "", label: "Use another consent" }, ...others]}
          value=""
          disabled={allowing.isPending}
          onChange={(event) => event.currentTarget.value && allowing.mutate(event.currentTarget.value)}
        />
      )}
      {allowing.error && <ErrorCard problem={allowing.error.problem} />}
    </>
  );
}

function Known({
  reference,
  consents,
  character,
}: {
  reference: Reference;
  consents: readonly Consent[];
  character: Character;
}) {
  const removing = useDeed(character.project_id, removeReference(reference.id));
  const what = `${KINDS[reference.kind]} of ${character.name}`;
  return (
    <li className="known">
      {reference.url && isPicture(reference.kind) && <img src={reference.url} alt={what} loading="lazy" />}
      {reference.url && reference.kind === "voice" && (
        // biome-ignore lint/a11y/useMediaCaption: a sample of a voice, of which nobody wrote down the words
        <audio controls preload="none" src={reference.url} aria-label={what} />
      )}
      <span>
        {KINDS[reference.kind]}
        {reference.about && <span className="faint"> {reference.about}</span>}
      </span>
      <Standing reference={reference} consents={consents} projectId={character.project_id} />
      <ConfirmButton
        size="xs"
        act="Remove"
        keep="Keep it"
        question={`Remove ${KINDS[reference.kind].toLowerCase()} of ${character.name}?`}
        loading={removing.isPending}
        onConfirm={() => removing.mutate(undefined)}
      >
        The file is deleted and guides nothing from now on. What was made with it stays.
      </ConfirmButton>
      {removing.error && <ErrorCard problem={removing.error.problem} />}
    </li>
  );
}

function New({ character, consents }: { character: Character; consents: readonly Consent[] }) {
  const [kind, setKind] = useState<Kind>("front");
  const adding = useDeed(character.project_id, addReference(character.id));
  const lacking =
    needs(kind) === "clone" ? "No consent to clone a voice" : "No consent to use somebody's pictures";
  return (
    <Bring
      about={`A new picture or voice of ${character.name}`}
      file={FILES[kind]}
      invented="drawn, generated, synthesised or trained on such"
      consents={named(covering(consents, kind))}
      withoutConsent={`${lacking} is recorded for this film. Record it below under Consents; without it nothing of a real person is kept.`}
      act="Add"
      isPending={adding.isPending}
      problem={adding.error?.problem}
      onBring={(form, done) => {
        form.set("kind", kind);
        adding.mutate(form, { onSuccess: done });
      }}
    >
      <NativeSelect
        label="What it shows"
        data={choices}
        value={kind}
        onChange={(event) => setKind(event.currentTarget.value as Kind)}
      />
    </Bring>
  );
}

/** By which pictures and voice a character is known, whatever they wear; a real person's only with their consent. */
export function Identity({ character }: { character: Character }) {
  const references = useQuery(referencesQuery(character.project_id));
  const consents = useQuery(consentsQuery(character.project_id));
  const mine = (references.data ?? []).filter((each) => each.character_id === character.id);
  return (
    <details className="cast-more">
      <summary>{mine.length ? `Pictures and voice (${mine.length})` : "Pictures and voice"}</summary>
      <p className="faint">
        Who a character is, whatever they wear. What a model draws is measured against their pictures before a
        clip of it is paid for. A character without any is drawn from the description.
      </p>
      {mine.length > 0 && (
        <ul className="known-by plain-list">
          {mine.map((each) => (
            <Known key={each.id} reference={each} consents={consents.data ?? []} character={character} />
          ))}
        </ul>
      )}
      <New character={character} consents={consents.data ?? []} />
    </details>
  );
}
