import { Button, Checkbox, NativeSelect, NumberInput, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api, bodyOf, ifMatch } from "../../api/client.ts";
import type { Episode } from "../../api/podcasts.ts";
import type { Schemas } from "../../api/queries.ts";
import { ErrorCard, languageName, words } from "../../ui/index.tsx";
import { ByModels } from "./ByModels.tsx";
import { type Chapter, readOutline, writeOutline } from "./outline.ts";
import {
  changeEpisode,
  choicesQuery,
  peopleQuery,
  scriptQuery,
  sourcesQuery,
  useChange,
  useWriters,
} from "./queries.ts";
import { Sources } from "./Sources.tsx";

type Edit = Schemas["PatchedEpisodeIn"];

function Who({ episode, onChange }: { episode: Episode; onChange: (ids: string[]) => void }) {
  const people = useQuery(peopleQuery(episode.project_id));
  const everybody = people.data ?? [];
  const chosen = episode.personality_ids.length ? episode.personality_ids : everybody.map((each) => each.id);
  const heard = everybody.filter((each) => chosen.includes(each.id));
  const alike = heard.filter((each) => each.alike.some((name) => heard.some((other) => other.name === name)));
  return (
    <>
      <Checkbox.Group label="Who is in it" description="Two to six" value={chosen} onChange={onChange}>
        <div className="who-speaks">
          {everybody.map((each) => (
            <Checkbox key={each.id} value={each.id} label={`${each.name}, ${each.role}`} />
          ))}
        </div>
      </Checkbox.Group>
      {alike.length > 1 && (
        <p className="warn" role="status">
          {alike.map((each) => each.name).join(" and ")} sound alike; People proposes another voice.
        </p>
      )}
    </>
  );
}

/** A field that is saved when it is left. */
function useSaved(episode: Episode) {
  const edit = useChange(episode.project_id, (body: Edit) => changeEpisode(episode, body));
  const keep = (name: keyof Edit, value: string, before: string) => {
    if (value.trim() !== before) edit.mutate({ [name]: value.trim() } as Edit);
  };
  return { edit, keep };
}

function Fields({ episode }: { episode: Episode }) {
  const { edit, keep } = useSaved(episode);
  const choices = useQuery(choicesQuery);
  const byModels = useWriters(episode).writers.length > 0;
  const fields = edit.error?.fields() ?? {};
  const text = (name: "title" | "topic" | "audience" | "tone", label: string, description?: string) => (
    <TextInput
      label={label}
      description={description}
      inputWrapperOrder={["label", "input", "description", "error"]}
      defaultValue={episode[name]}
      maxLength={name === "title" || name === "topic" ? 200 : 80}
      error={fields[name]}
      onBlur={(event) => keep(name, event.currentTarget.value, episode[name])}
    />
  );
  const writer = choices.data?.writers.find((each) => each.name === episode.writer);
  return (
    <section className="card" aria-label="What it is about">
      <div className="form-grid">
        {text("title", "Title", "As podcast apps list it")}
        {text("topic", "Topic", "As the host says it")}
        {text("audience", "For whom")}
        {text("tone", "Tone")}
        <NumberInput
          label="Minutes"
          description="0: as long as it takes"
          inputWrapperOrder={["label", "input", "description", "error"]}
          defaultValue={episode.minutes}
          min={0}
          max={240}
          error={fields.minutes}
          onBlur={(event) => {
            const minutes = Number(event.currentTarget.value);
            if (minutes !== episode.minutes) edit.mutate({ minutes });
          }}
        />
        <NativeSelect
          label="Music"
          value={episode.music}
          data={[
            { value: "", label: "None" },
            ...(choices.data?.music ?? []).map((name) => ({ value: name, label: words(name) })),
          ]}
          onChange={(event) => edit.mutate({ music: event.currentTarget.value })}
        />
        <NativeSelect
          label="Language"
          value={episode.language}
          data={[...new Set(["en", "en-GB", "es", episode.language])].map((code) => ({
            value: code,
            label: languageName(code),
          }))}
          onChange={(event) => edit.mutate({ language: event.currentTarget.value })}
        />
        {!byModels && (
          <NativeSelect
            label="Written by"
            value={episode.writer}
            data={(choices.data?.writers ?? []).map((each) => ({ value: each.name, label: each.title }))}
            onChange={(event) => edit.mutate({ writer: event.currentTarget.value })}
          />
        )}
      </div>
      {writer && !byModels && <p className="faint">{writer.says}</p>}
      <Who episode={episode} onChange={(ids) => edit.mutate({ personality_ids: ids })} />
      <Textarea
        label="Outline"
        description="A chapter a line, its points below it behind a dash. Empty: the sources' own headings."
        placeholder={"The keepers\n- who lit the lamp, and when\nThe last lights"}
        autosize
        minRows={3}
        defaultValue={writeOutline(episode.outline as Chapter[])}
        error={fields.outline}
        onBlur={(event) => {
          const outline = readOutline(event.currentTarget.value);
          if (writeOutline(outline) !== writeOutline(episode.outline as Chapter[])) edit.mutate({ outline });
        }}
      />
      {edit.error && <ErrorCard problem={edit.error.problem} />}
    </section>
  );
}

/** What an episode is about, who is in it and what they know; then its script is written. */
export function Plan({ episode, onWritten }: { episode: Episode; onWritten: () => void }) {
  const sources = useQuery(sourcesQuery(episode));
  const script = useQuery(scriptQuery(episode));
  const write = useChange(episode.project_id, (version: number) =>
    bodyOf(
      api.POST("/v1/episodes/{episode_id}/script/write", {
        params: { path: { episode_id: episode.id }, header: ifMatch(version) },
      }),
    ),
  );
  const { writers, known } = useWriters(episode);
  const byModels = writers.length > 0;
  const nothing = sources.data?.length === 0;
  return (
    <div className="plan">
      <Fields episode={episode} />
      <Sources episode={episode} sources={sources.data ?? []} />
      {script.data && <ByModels episode={episode} version={script.data.version} onWritten={onWritten} />}
      {write.error && <ErrorCard problem={write.error.problem} />}
      <div className="actions">
        <Button
          variant={byModels ? "default" : "filled"}
          loading={write.isPending}
          disabled={!script.data || !known || nothing}
          onClick={() => script.data && write.mutate(script.data.version, { onSuccess: onWritten })}
        >
          {byModels
            ? "Write it offline instead"
            : episode.turns
              ? "Write the script anew"
              : "Write the script"}
        </Button>
        <span className="faint">
          {nothing
            ? "Add something to talk about first."
            : episode.turns
              ? "What stands in the script now is kept as a version."
              : byModels
                ? "By nobody's model: it quotes your sources and arranges them, at once and for nothing."
                : "Nothing is rendered or charged yet."}
        </span>
      </div>
    </div>
  );
}
