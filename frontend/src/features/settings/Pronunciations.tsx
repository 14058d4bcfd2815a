import { ActionIcon, Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { asApiError } from "../../api/errors.ts";
import { type Project, useChangeProject } from "../../api/queries.ts";
import { ErrorCard } from "../../ui/index.tsx";

type Row = { id: number; word: string; sound: string };

const rowsOf = (project: Project): Row[] =>
  Object.entries(project.pronunciations).map(([word, sound], id) => ({ id, word, sound }));

/** The words of this film that voices would say wrong, and how they are said. */
export function Pronunciations({ project }: { project: Project }) {
  const [rows, setRows] = useState(() => rowsOf(project));
  const saving = useChangeProject(project);
  const wanted = Object.fromEntries(
    rows
      .filter((row) => row.word.trim() && row.sound.trim())
      .map((row) => [row.word.trim(), row.sound.trim()]),
  );
  const changed = JSON.stringify(wanted) !== JSON.stringify(project.pronunciations);
  const set = (id: number, change: Partial<Row>) =>
    setRows(rows.map((row) => (row.id === id ? { ...row, ...change } : row)));
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        saving.mutate({ pronunciations: wanted });
      }}
    >
      <h2>Pronunciation</h2>
      <p className="faint">
        Names and words the voices say wrong. Write how they sound, the stressed syllable in capitals
        (shiv-AWN), or IPA between strokes (/ʃɪˈvɔːn/). Only lines with the word are spoken again. Words that
        every project of the workspace has stand on the page Workspace; these here go before them.
      </p>
      {saving.error && <ErrorCard problem={asApiError(saving.error).problem} />}
      {rows.map((row, place) => (
        <div className="word-row" key={row.id}>
          <TextInput
            aria-label={`Word ${place + 1}`}
            placeholder="Siobhán"
            value={row.word}
            onChange={(event) => set(row.id, { word: event.currentTarget.value })}
          />
          <TextInput
            aria-label={`Sound of word ${place + 1}`}
            placeholder="shiv-AWN"
            value={row.sound}
            onChange={(event) => set(row.id, { sound: event.currentTarget.value })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`Remove ${row.word || `word ${place + 1}`}`}
            onClick={() => setRows(rows.filter((each) => each.id !== row.id))}
          >
            ×
          </ActionIcon>
        </div>
      ))}
      <div className="actions">
        <Button type="submit" disabled={!changed} loading={saving.isPending}>
          Save pronunciation
        </Button>
        <Button
          variant="default"
          onClick={() =>
            setRows([...rows, { id: Math.max(-1, ...rows.map((row) => row.id)) + 1, word: "", sound: "" }])
          }
        >
          Add a word
        </Button>
      </div>
    </form>
  );
}
