import { Button, Collapse, FileButton, NativeSelect, NumberInput, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useNavigate } from "react-router";
import { api, bodyOf, csrfToken, currentWorkspace } from "../../api/client.ts";
import { ApiError, asApiError, problemOf } from "../../api/errors.ts";
import { presetsQuery, type Schemas } from "../../api/queries.ts";
import { ErrorCard } from "../../ui/index.tsx";

type Given = Record<string, string>;

const STARTER = "INT. ROOM - DAY\n\nSomebody comes in.\n\nSOMEBODY\nHello?\n";

async function create(given: Given, text: string, file: File | null): Promise<string> {
  const minutes = Number(given.target_minutes);
  const body: Schemas["NewProjectIn"] = {
    title: given.title ?? "",
    screenplay: file ? undefined : text || STARTER,
    logline: given.logline,
    genre: given.genre,
    tone: given.tone,
    audience: given.audience,
    language: given.language,
    aspect: given.aspect,
    rate: given.rate,
    preset: given.preset,
    target_minutes: minutes > 0 ? minutes : null,
  };
  const made = await bodyOf(api.POST("/v1/projects", { body }));
  if (file) await upload(made.id, file);
  return made.id;
}

async function upload(projectId: string, file: File): Promise<void> {
  const form = new FormData();
  form.append("file", file);
  const response = await fetch(`/v1/projects/${projectId}/screenplay/import`, {
    method: "POST",
    headers: { "X-CSRFToken": csrfToken(), "NB-Workspace": currentWorkspace(), "If-Match": "*" },
    body: form,
  });
  if (!response.ok) throw new ApiError(await problemOf(response));
}

function More({ fields }: { fields: Record<string, string> }) {
  const presets = useQuery(presetsQuery);
  return (
    <div className="form-grid">
      <TextInput
        name="logline"
        label="Logline"
        description="The film in one sentence"
        error={fields.logline}
      />
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
        data={[{ value: "en", label: "English" }]}
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
        data={presets.data?.data.map((preset) => ({ value: preset.name, label: preset.title })) ?? ["draft"]}
        error={fields.preset}
      />
    </div>
  );
}

export default function NewProject() {
  const navigate = useNavigate();
  const client = useQueryClient();
  const [text, setText] = useState("");
  const [file, setFile] = useState<File | null>(null);
  const [more, setMore] = useState(false);
  const making = useMutation<string, ApiError, Given>({
    mutationFn: async (given) => {
      try {
        return await create(given, text, file);
      } catch (error) {
        throw asApiError(error);
      }
    },
    onSuccess: (id) => {
      void client.invalidateQueries({ queryKey: ["projects"] });
      navigate(`/projects/${id}/script`);
    },
  });
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    making.mutate(Object.fromEntries(new FormData(event.currentTarget)) as Given);
  };
  const fields = making.error?.fields() ?? {};
  return (
    <main className="page page-narrow" id="main">
      <h1>New film</h1>
      <form onSubmit={onSubmit} className="form">
        {making.error && <ErrorCard problem={making.error.problem} />}
        <TextInput name="title" label="Title" required maxLength={200} autoFocus error={fields.title} />
        <Textarea
          label="Screenplay"
          description="Paste Fountain or plain text. Leave it empty to start with a blank page."
          placeholder={"INT. KITCHEN - NIGHT\n\nRain on the window.\n\nMARA\nYou came."}
          classNames={{ input: "script-input" }}
          autosize
          minRows={10}
          maxRows={18}
          value={text}
          disabled={Boolean(file)}
          error={fields.screenplay}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <div className="actions">
          <FileButton onChange={setFile} accept=".fountain,.txt,.fdx,.md">
            {(props) => (
              <Button variant="default" {...props}>
                {file ? `Using ${file.name}` : "Upload Fountain or FDX"}
              </Button>
            )}
          </FileButton>
          {file && (
            <Button variant="subtle" color="gray" onClick={() => setFile(null)}>
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
        <div className="actions">
          <Button type="submit" loading={making.isPending}>
            Create film
          </Button>
          <span className="faint">Nothing is rendered or charged yet.</span>
        </div>
      </form>
    </main>
  );
}
