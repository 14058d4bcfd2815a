import { Button, Collapse, FileButton, NativeSelect, NumberInput, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type DragEvent, type FormEvent, useState } from "react";
import { useNavigate } from "react-router";
import { type ApiError, asApiError } from "../../api/errors.ts";
import { presetsQuery } from "../../api/queries.ts";
import { ErrorCard, presetOption } from "../../ui/index.tsx";
import { type Begins, create, type Given, textOf, titleOf } from "./create.ts";
import { Reading } from "./Reading.tsx";

const ACCEPT = ".fountain,.txt,.fdx,.md";

const LANGUAGES = [
  { value: "en", label: "English" },
  { value: "es", label: "Spanish" },
  { value: "fr", label: "French" },
  { value: "de", label: "German" },
  { value: "it", label: "Italian" },
  { value: "pt", label: "Portuguese" },
];

function More({ fields }: { fields: Record<string, string> }) {
  const presets = useQuery(presetsQuery);
  return (
    <div className="form-grid">
      <TextInput name="genre" label="Genre" error={fields.genre} />
      <TextInput name="tone" label="Tone" error={fields.tone} />
      <TextInput name="audience" label="Audience" error={fields.audience} />
      <NumberInput
        name="target_minutes"
        label="Target length in minutes"
        min={1}
        max={240}
        error={fields.target_minutes}
      />
      <NativeSelect
        name="language"
        label="Language"
        description="Of the script. Which of them the voices speak is said before you order."
        data={LANGUAGES}
        error={fields.language}
      />
      <NativeSelect
        name="aspect"
        label="Picture"
        data={["16:9", "2.39:1", "1.85:1", "4:3", "1:1", "9:16"]}
        error={fields.aspect}
      />
      <NativeSelect
        name="rate"
        label="Frames per second"
        data={["24", "25", "30", "24000/1001", "30000/1001"]}
        error={fields.rate}
      />
      <NativeSelect
        name="preset"
        label="Quality"
        data={presets.data?.data.map(presetOption) ?? ["draft"]}
        error={fields.preset}
      />
    </div>
  );
}

type Script = { text: string; file: File | null };

/** Paste, drop or choose: what can be read here lands in the field, the rest is handed to the studio. */
function ScriptField({
  script,
  error,
  onScript,
  onFile,
}: {
  script: Script;
  error?: string;
  onScript: (script: Script) => void;
  onFile: (file: File | null) => void;
}) {
  const [over, setOver] = useState(false);
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onFile(event.dataTransfer.files[0] ?? null);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the same by the button below, for whoever drags nothing
    <div
      className="drop"
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <Textarea
        label="Screenplay"
        description="Paste it, or drop a Fountain or Final Draft file here. Leave it empty to start on a blank page."
        placeholder={"INT. KITCHEN - NIGHT\n\nRain on the window.\n\nMARA\nYou came."}
        classNames={{ input: "script-input" }}
        autosize
        minRows={12}
        maxRows={18}
        value={script.file ? `${script.file.name} is read when the film is created.` : script.text}
        disabled={Boolean(script.file)}
        error={error}
        onChange={(event) => onScript({ text: event.currentTarget.value, file: null })}
      />
    </div>
  );
}

type Wanted = { given: Given; begins: Begins };

function useCreate(script: Script) {
  const navigate = useNavigate();
  const client = useQueryClient();
  return useMutation<string, ApiError, Wanted>({
    mutationFn: async ({ given, begins }) => {
      try {
        return await create(given, script.text, script.file, begins);
      } catch (error) {
        throw asApiError(error);
      }
    },
    onSuccess: (id, { begins }) => {
      void client.invalidateQueries({ queryKey: ["projects"] });
      navigate(`/projects/${id}/script${begins === "writer" ? "?write=1" : ""}`);
    },
  });
}

export default function NewProject() {
  const [script, setScript] = useState<Script>({ text: "", file: null });
  const [title, setTitle] = useState("");
  const [more, setMore] = useState(false);
  const making = useCreate(script);
  const take = async (file: File | null) => {
    if (!file) return;
    const text = await textOf(file);
    setScript(text === null ? { text: "", file } : { text, file: null });
    if (!title) setTitle(titleOf(file.name));
  };
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const pressed = (event.nativeEvent as SubmitEvent).submitter?.getAttribute("value");
    const given = Object.fromEntries(new FormData(event.currentTarget)) as Given;
    making.mutate({ given, begins: pressed === "writer" ? "writer" : "person" });
  };
  const fields = making.error?.fields() ?? {};
  return (
    <main className="page page-narrow" id="main">
      <h1>New film</h1>
      <form onSubmit={onSubmit} className="form">
        <TextInput
          name="title"
          label="Title"
          required
          maxLength={200}
          autoFocus
          value={title}
          error={fields.title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <Textarea
          name="logline"
          label="Premise"
          description="What the film is about. A writer can turn it into a screenplay, or you write or paste one below."
          placeholder="A lighthouse keeper has one night to keep the last lamp burning."
          autosize
          minRows={2}
          maxLength={2000}
          error={fields.logline}
        />
        <ScriptField script={script} error={fields.screenplay} onScript={setScript} onFile={take} />
        {!script.file && <Reading text={script.text} />}
        <div className="actions">
          <FileButton onChange={take} accept={ACCEPT}>
            {(props) => (
              <Button variant="default" {...props}>
                {script.file ? `Using ${script.file.name}` : "Upload Fountain or FDX"}
              </Button>
            )}
          </FileButton>
          {script.file && (
            <Button variant="subtle" color="gray" onClick={() => setScript({ text: "", file: null })}>
              Paste instead
            </Button>
          )}
          <Button variant="subtle" color="gray" onClick={() => setMore(!more)} aria-expanded={more}>
            {more ? "Fewer settings" : "More settings"}
          </Button>
        </div>
        <Collapse expanded={more}>
          <More fields={fields} />
        </Collapse>
        {making.error && <ErrorCard problem={making.error.problem} />}
        <div className="actions">
          <Button type="submit" loading={making.isPending}>
            Create film
          </Button>
          {!script.text.trim() && !script.file && (
            <Button type="submit" value="writer" variant="default" loading={making.isPending}>
              Create and have it written
            </Button>
          )}
          <span className="faint">Nothing is written, rendered or charged yet.</span>
        </div>
      </form>
    </main>
  );
}
