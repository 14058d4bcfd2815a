import { Button, FileButton, NativeSelect, Table, TextInput } from "@mantine/core";
import { IconDownload, IconUpload } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api, bodyOf, ifMatch } from "../../api/client.ts";
import { download } from "../../api/download.ts";
import { asApiError } from "../../api/errors.ts";
import { type Schemas, voicesQuery } from "../../api/queries.ts";
import {
  DICTIONARY,
  dictionaryQuery,
  importWords,
  type Pronunciation,
  useWordHeard,
} from "../../api/words.ts";
import { ConfirmButton } from "../../ui/Confirm.tsx";
import { count, Empty, ErrorCard, Skeletons } from "../../ui/index.tsx";
import { useChange } from "./queries.ts";

type Given = Schemas["PronunciationIn"];

function given(form: HTMLFormElement): Given {
  const told = new FormData(form);
  const field = (name: string) => String(told.get(name) ?? "").trim();
  return { word: field("word"), sound: field("sound"), language: field("language") };
}

type FormProps = { before?: Pronunciation; voice: string; onDone?: () => void };

/** A word, how it is said, and the sound of it before it is kept. */
function WordForm({ before, voice, onDone }: FormProps) {
  const heard = useWordHeard();
  const keeping = useChange(
    DICTIONARY,
    (body: Given) =>
      before
        ? bodyOf(
            api.PATCH("/v1/pronunciations/{pronunciation_id}", {
              params: { path: { pronunciation_id: before.id }, header: ifMatch(before.version) },
              body,
            }),
          )
        : bodyOf(api.POST("/v1/pronunciations", { body })),
    onDone,
  );
  const faults = keeping.error?.fields() ?? {};
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    keeping.mutate(given(form), {
      onSuccess: () => {
        form.reset();
        form.querySelector("input")?.focus();
      },
    });
  };
  const name = before ? `Change ${before.word}` : "Add a word";
  const failed = heard.error?.problem ?? (faults.word || faults.sound ? undefined : keeping.error?.problem);
  return (
    <form
      className="row-form"
      aria-label={name}
      onSubmit={onSubmit}
      onKeyDown={(event) => event.key === "Escape" && onDone?.()}
    >
      <TextInput
        name="word"
        label="Word or phrase"
        placeholder="Siobhán"
        required
        maxLength={60}
        defaultValue={before?.word}
        error={faults.word}
        autoFocus={Boolean(before)}
      />
      <TextInput
        name="sound"
        label="How it is said"
        placeholder="shiv-AWN or /ʃɪˈvɔːn/"
        required
        maxLength={120}
        defaultValue={before?.sound}
        error={faults.sound}
      />
      <TextInput
        name="language"
        label="Language"
        placeholder="every language"
        maxLength={35}
        defaultValue={before?.language}
        error={faults.language}
      />
      <div className="actions">
        <Button
          variant="default"
          loading={heard.making}
          onClick={(event) => {
            const form = event.currentTarget.closest("form");
            if (form?.reportValidity()) heard.hear({ ...given(form), voice });
          }}
        >
          Hear it
        </Button>
        <Button type="submit" loading={keeping.isPending}>
          {before ? "Keep" : "Add word"}
        </Button>
        {before && (
          <Button variant="subtle" onClick={onDone}>
            Cancel
          </Button>
        )}
      </div>
      {heard.heard?.error && <p className="warn">{heard.heard.error.message}</p>}
      {failed && <ErrorCard problem={failed} />}
    </form>
  );
}

type RowProps = { word: Pronunciation; voice: string; canEdit: boolean };

function WordRow({ word, voice, canEdit }: RowProps) {
  const [editing, setEditing] = useState(false);
  const heard = useWordHeard();
  const removing = useChange(DICTIONARY, () =>
    api.DELETE("/v1/pronunciations/{pronunciation_id}", { params: { path: { pronunciation_id: word.id } } }),
  );
  const error = removing.error ?? heard.error;
  const failed = error?.problem.detail ?? heard.heard?.error?.message;
  if (editing) {
    return (
      <Table.Tr>
        <Table.Td colSpan={4}>
          <WordForm before={word} voice={voice} onDone={() => setEditing(false)} />
        </Table.Td>
      </Table.Tr>
    );
  }
  return (
    <Table.Tr>
      <Table.Td>
        <strong>{word.word}</strong>
        {failed && (
          <p className="warn" role="alert">
            {failed}
          </p>
        )}
      </Table.Td>
      <Table.Td>{word.sound}</Table.Td>
      <Table.Td>{word.language || <span className="faint">every</span>}</Table.Td>
      <Table.Td>
        <Button.Group>
          <Button
            size="xs"
            variant="default"
            aria-label={heard.playing ? "Stop" : `Hear ${word.word}`}
            loading={heard.making}
            onClick={() =>
              heard.playing
                ? heard.stop()
                : heard.hear({ word: word.word, sound: word.sound, language: word.language, voice })
            }
          >
            {heard.playing ? "Stop" : "Hear"}
          </Button>
          {canEdit && (
            <>
              <Button
                size="xs"
                variant="default"
                aria-label={`Change ${word.word}`}
                onClick={() => setEditing(true)}
              >
                Change
              </Button>
              <ConfirmButton
                size="xs"
                act="Remove"
                keep="Keep the word"
                question={`Remove ${word.word}?`}
                loading={removing.isPending}
                onConfirm={() => removing.mutate(undefined)}
              >
                The voices will say it as they would by themselves, from the next render on.
              </ConfirmButton>
            </>
          )}
        </Button.Group>
      </Table.Td>
    </Table.Tr>
  );
}

/** The dictionary as a file, out and in. */
function Files({ canEdit, some }: { canEdit: boolean; some: boolean }) {
  const bringing = useChange(DICTIONARY, importWords);
  const taking = useChange(["pronunciations.csv"], () =>
    download("/v1/pronunciations.csv", "pronunciations.csv"),
  );
  const error = bringing.error ?? taking.error;
  const done = bringing.data;
  return (
    <>
      <div className="actions">
        {some && (
          <Button
            variant="default"
            leftSection={<IconDownload size="0.9rem" />}
            loading={taking.isPending}
            onClick={() => taking.mutate(undefined)}
          >
            Export CSV
          </Button>
        )}
        {canEdit && (
          <FileButton accept=".csv,text/csv" onChange={(file) => file && bringing.mutate(file)}>
            {(props) => (
              <Button
                variant="default"
                leftSection={<IconUpload size="0.9rem" />}
                loading={bringing.isPending}
                {...props}
              >
                Import CSV
              </Button>
            )}
          </FileButton>
        )}
      </div>
      {done && (
        <p role="status">
          {count(done.added, "word")} added, {done.changed} changed, {done.same} as they were.
        </p>
      )}
      {error && <ErrorCard problem={error.problem} />}
    </>
  );
}

/** How the workspace says its names and words, in every film and every episode. */
export function Dictionary({ canEdit }: { canEdit: boolean }) {
  const words = useQuery(dictionaryQuery);
  const voices = useQuery(voicesQuery);
  const [voice, setVoice] = useState("af_heart");
  const ready = (voices.data?.data ?? []).filter((each) => !each.needs_sample);
  return (
    <section className="pane-narrow" aria-label="Pronunciation">
      <p className="faint">
        Names and words the voices say wrong, for all films and shows. Write how they sound, the stressed
        syllable in capitals (shiv-AWN), or IPA between strokes (/ʃɪˈvɔːn/). Only lines with the word are
        spoken again; a film's or show's own words in its settings go before these.
      </p>
      <NativeSelect
        mt="md"
        label="Heard in the voice"
        value={voice}
        data={[
          ...(ready.length ? [] : [{ value: voice, label: "Heart" }]),
          ...ready.map((each) => ({ value: each.name, label: each.title })),
        ]}
        onChange={(event) => setVoice(event.currentTarget.value)}
      />
      {canEdit && <WordForm voice={voice} />}
      {words.error && <ErrorCard problem={asApiError(words.error).problem} onRetry={() => words.refetch()} />}
      {words.isPending && <Skeletons count={3} className="skeleton-row" />}
      {words.data?.length === 0 && (
        <Empty title="No words yet">
          Scripts say which of their words the voices would guess at; add those here, one by one or as a table
          with the columns word, sound and language.
        </Empty>
      )}
      {words.data && words.data.length > 0 && (
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Word</Table.Th>
              <Table.Th>Said</Table.Th>
              <Table.Th>Language</Table.Th>
              <Table.Th aria-label="What can be done" />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {words.data.map((word) => (
              <WordRow key={`${word.id}-${word.version}`} word={word} voice={voice} canEdit={canEdit} />
            ))}
          </Table.Tbody>
        </Table>
      )}
      <Files canEdit={canEdit} some={Boolean(words.data?.length)} />
    </section>
  );
}
