import { Button, NativeSelect, NumberInput, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useParams } from "react-router";
import { api, bodyOf, ifMatch } from "../../api/client.ts";
import { asApiError } from "../../api/errors.ts";
import { type Schemas, voicesQuery } from "../../api/queries.ts";
import { ConfirmButton } from "../../ui/Confirm.tsx";
import { ErrorCard, Skeletons, words } from "../../ui/index.tsx";
import { Filmed } from "./Filmed.tsx";
import { castableQuery, choicesQuery, type Person, peopleQuery, useChange } from "./queries.ts";
import { useTriedVoice } from "./useTriedVoice.ts";
import { useVoiceOptions } from "./useVoiceOptions.ts";

type Edit = Schemas["PatchedPersonalityIn"];

function Hear({ person }: { person: Person }) {
  const voice = useTriedVoice(person.id);
  const failed = voice.heard?.error?.message;
  return (
    <div className="hear">
      <Button
        variant="default"
        loading={voice.making}
        onClick={voice.playing ? voice.stop : () => voice.hear()}
      >
        {voice.playing ? "Stop" : `Hear ${person.name}`}
      </Button>
      {voice.heard && <p className="faint">“{voice.heard.text}”</p>}
      {failed && <p className="warn">{failed}</p>}
      {voice.error && <ErrorCard problem={voice.error.problem} />}
    </div>
  );
}

/** Two voices that listeners would take for one: said, with one that nobody has. */
function Alike({ person, onUse }: { person: Person; onUse: (voice: string) => void }) {
  const voices = useQuery(voicesQuery);
  if (!person.alike.length) return null;
  const title = voices.data?.data.find((each) => each.name === person.proposed)?.title ?? person.proposed;
  return (
    <div className="alike" role="status">
      <p className="warn">
        {person.name} sounds like {person.alike.join(" and ")}; listeners will take them for one.
      </p>
      <Button variant="default" onClick={() => onUse(person.proposed)}>
        Use {title} instead
      </Button>
    </div>
  );
}

/** Who writes their turns: the offline writer, or a language model of their own with what it is told they know. */
function Pen({ person, onEdit }: { person: Person; onEdit: (edit: Edit) => void }) {
  const choices = useQuery(choicesQuery);
  const models = choices.data?.models ?? [];
  const offline = person.writer === "offline";
  const says = models.find((each) => each.name === person.writer)?.says;
  return (
    <>
      <NativeSelect
        label="Their turns are written by"
        value={person.writer}
        data={[
          { value: "offline", label: "The offline writer" },
          ...models
            .filter((each) => each.name !== "openai_writing" || person.writer === each.name || person.model)
            .map((each) => ({ value: each.name, label: each.title })),
        ]}
        onChange={(event) => onEdit({ writer: event.currentTarget.value })}
        description={says}
        inputWrapperOrder={["label", "input", "description", "error"]}
      />
      {!offline && (
        <TextInput
          label="Model"
          description="Empty: the usual one. A server of your own needs a name here first."
          inputWrapperOrder={["label", "input", "description", "error"]}
          defaultValue={person.model}
          maxLength={120}
          onBlur={(event) => {
            const model = event.currentTarget.value.trim();
            if (model !== person.model) onEdit({ model });
          }}
        />
      )}
      {!offline && (
        <TextInput
          label="What they know"
          defaultValue={person.knowledge}
          maxLength={400}
          onBlur={(event) => {
            const knowledge = event.currentTarget.value.trim();
            if (knowledge !== person.knowledge) onEdit({ knowledge });
          }}
        />
      )}
    </>
  );
}

function PersonCard({ person, projectId, roles }: { person: Person; projectId: string; roles: string[] }) {
  const path = { personality_id: person.id };
  const edit = useChange(projectId, (body: Edit) =>
    bodyOf(
      api.PATCH("/v1/personalities/{personality_id}", {
        params: { path, header: ifMatch(person.version) },
        body,
      }),
    ),
  );
  const remove = useChange(projectId, () =>
    api.DELETE("/v1/personalities/{personality_id}", { params: { path, header: ifMatch(person.version) } }),
  );
  const keep = (name: keyof Edit, value: string, before: string) => {
    if (value.trim() !== before) edit.mutate({ [name]: value } as Edit);
  };
  const voices = useVoiceOptions(person.voice);
  const refused = edit.error ?? remove.error;
  return (
    <li className="card person">
      <h2 className="unseen">{person.name}</h2>
      <TextInput
        label="Name"
        defaultValue={person.name}
        maxLength={60}
        onBlur={(event) => keep("name", event.currentTarget.value, person.name)}
      />
      <NativeSelect
        label="Role"
        value={person.role}
        data={roles.map((role) => ({ value: role, label: words(role) }))}
        onChange={(event) => edit.mutate({ role: event.currentTarget.value as Person["role"] })}
      />
      <TextInput
        label="What they are like"
        defaultValue={person.character}
        maxLength={400}
        onBlur={(event) => keep("character", event.currentTarget.value, person.character)}
      />
      <TextInput
        label="Words they begin with"
        description="Separated by commas, such as: so, look, honestly"
        defaultValue={person.habits.join(", ")}
        onBlur={(event) => {
          const said = event.currentTarget.value
            .split(",")
            .map((each) => each.trim())
            .filter(Boolean);
          if (said.join() !== person.habits.join()) edit.mutate({ habits: said });
        }}
      />
      <Pen person={person} onEdit={(body) => edit.mutate(body)} />
      <NativeSelect
        label="Voice"
        value={person.voice}
        data={voices}
        onChange={(event) => edit.mutate({ voice: event.currentTarget.value })}
      />
      <div className="pair">
        <NumberInput
          label="Pace, %"
          defaultValue={person.pace_percent}
          min={60}
          max={160}
          onBlur={(event) => {
            const pace = Number(event.currentTarget.value);
            if (pace && pace !== person.pace_percent) edit.mutate({ pace_percent: pace });
          }}
        />
        <NumberInput
          label="Pitch, %"
          defaultValue={person.pitch_percent}
          min={80}
          max={125}
          onBlur={(event) => {
            const pitch = Number(event.currentTarget.value);
            if (pitch && pitch !== person.pitch_percent) edit.mutate({ pitch_percent: pitch });
          }}
        />
      </div>
      <Filmed person={person} onChoose={(filmed_by) => edit.mutate({ filmed_by })} />
      <Alike person={person} onUse={(voice) => edit.mutate({ voice })} />
      {refused && <ErrorCard problem={refused.problem} />}
      <div className="actions">
        <Hear person={person} />
        <span className="spring" />
        <ConfirmButton
          act="Take out of the show"
          keep={`Keep ${person.name}`}
          question={`Take ${person.name} out of the show?`}
          onConfirm={() => remove.mutate(undefined)}
        >
          Scripts in which {person.name} speaks keep their turns and their voice.
        </ConfirmButton>
      </div>
    </li>
  );
}

function Add({ projectId, roles }: { projectId: string; roles: string[] }) {
  const castable = useQuery(castableQuery);
  const [from, setFrom] = useState("");
  const add = useChange(projectId, (body: Schemas["NewPersonalityIn"]) =>
    bodyOf(
      api.POST("/v1/projects/{project_id}/personalities", {
        params: { path: { project_id: projectId } },
        body,
      }),
    ),
  );
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const role = String(form.get("role")) as Person["role"];
    const name = String(form.get("name") ?? "").trim();
    add.mutate(from ? { character_id: from, role, ...(name ? { name } : {}) } : { name, role });
    event.currentTarget.reset();
    setFrom("");
  };
  return (
    <form className="card" onSubmit={onSubmit} aria-label="Bring somebody in">
      <h2>Bring somebody in</h2>
      <div className="form-grid">
        <NativeSelect
          label="From the workspace's cast"
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
          data={[
            { value: "", label: "Somebody new" },
            ...(castable.data ?? []).map((each) => ({
              value: each.id,
              label: `${each.name} (${each.film})`,
            })),
          ]}
        />
        <TextInput name="name" label="Name" required={!from} maxLength={60} />
        <NativeSelect
          name="role"
          label="Role"
          defaultValue="guest"
          data={roles.map((role) => ({ value: role, label: words(role) }))}
        />
      </div>
      {add.error && <ErrorCard problem={add.error.problem} />}
      <Button type="submit" variant="default" loading={add.isPending}>
        Bring in
      </Button>
    </form>
  );
}

export default function People() {
  const { projectId = "" } = useParams();
  const people = useQuery(peopleQuery(projectId));
  const choices = useQuery(choicesQuery);
  const roles = choices.data?.roles ?? [];
  return (
    <div className="pane">
      <h2 className="unseen">People</h2>
      <p className="faint">
        Everybody here may speak in an episode; two to six do. A new voice is heard in the turns of whoever
        has it, and nothing else is made again.
      </p>
      {people.isError && (
        <ErrorCard problem={asApiError(people.error).problem} onRetry={() => people.refetch()} />
      )}
      <ul className="cast">
        {people.isPending && <Skeletons count={4} className="skeleton-card" />}
        {people.data?.map((person) => (
          <PersonCard
            key={`${person.id}-${person.version}`}
            person={person}
            projectId={projectId}
            roles={roles}
          />
        ))}
      </ul>
      <Add projectId={projectId} roles={roles} />
    </div>
  );
}
