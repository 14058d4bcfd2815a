import { Button, FileButton, Textarea, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { api, bodyOf } from "../../api/client.ts";
import type { Episode } from "../../api/podcasts.ts";
import type { Schemas } from "../../api/queries.ts";
import { ErrorCard } from "../../ui/index.tsx";
import { type Source, uploadSource, useChange } from "./queries.ts";

function Row({ source, onRemove }: { source: Source; onRemove: () => void }) {
  return (
    <li className="source">
      <span>
        <strong>{source.title}</strong>
        <span className="faint tabular">
          {" "}
          {source.words.toLocaleString("en")} words{source.author && `, ${source.author}`}
        </span>
      </span>
      {source.url && (
        <a href={source.url} target="_blank" rel="noreferrer noopener" className="faint">
          {new URL(source.url).host}
        </a>
      )}
      <span className="spring" />
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        onClick={onRemove}
        aria-label={`Take out ${source.title}`}
      >
        Take out
      </Button>
    </li>
  );
}

/** What is talked about: pasted, uploaded or read from a page that allows it. */
export function Sources({ episode, sources }: { episode: Episode; sources: Source[] }) {
  const [text, setText] = useState("");
  const [url, setUrl] = useState("");
  const path = { episode_id: episode.id };
  const add = useChange(episode.project_id, (body: Schemas["SourceIn"]) =>
    bodyOf(api.POST("/v1/episodes/{episode_id}/sources", { params: { path }, body })),
  );
  const upload = useChange(episode.project_id, (file: File) => uploadSource(episode, file));
  const remove = useChange(episode.project_id, (id: string) =>
    api.DELETE("/v1/sources/{source_id}", { params: { path: { source_id: id } } }),
  );
  const onPaste = (event: FormEvent) => {
    event.preventDefault();
    add.mutate({ text }, { onSuccess: () => setText("") });
  };
  const onPage = (event: FormEvent) => {
    event.preventDefault();
    add.mutate({ url }, { onSuccess: () => setUrl("") });
  };
  const refused = add.error ?? upload.error ?? remove.error;
  return (
    <section className="card" aria-label="What they talk about">
      <h2>What they talk about</h2>
      <ul className="sources">
        {sources.map((source) => (
          <Row key={source.id} source={source} onRemove={() => remove.mutate(source.id)} />
        ))}
      </ul>
      <form onSubmit={onPaste} className="source-form">
        <Textarea
          label="Paste text"
          description="Prose is quoted word for word; Markdown headings become chapters."
          autosize
          minRows={3}
          maxRows={12}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <div className="actions">
          <Button type="submit" variant="default" disabled={!text.trim()} loading={add.isPending}>
            Add text
          </Button>
          <FileButton onChange={(file) => file && upload.mutate(file)} accept=".txt,.md,.markdown,.pdf">
            {(props) => (
              <Button variant="default" loading={upload.isPending} {...props}>
                Upload text, Markdown or PDF
              </Button>
            )}
          </FileButton>
        </div>
      </form>
      <form onSubmit={onPage} className="row-form">
        <TextInput
          label="Read a web page"
          description="A page that forbids programs to read it is left alone."
          type="url"
          placeholder="https://"
          value={url}
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" disabled={!url.trim()} loading={add.isPending}>
          Read page
        </Button>
      </form>
      {refused && <ErrorCard problem={refused.problem} />}
    </section>
  );
}
