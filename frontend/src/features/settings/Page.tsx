import { Button, Modal, NativeSelect, NumberInput, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { type Blocker, useBlocker, useNavigate, useParams } from "react-router";
import { api, ifMatch } from "../../api/client.ts";
import { asApiError } from "../../api/errors.ts";
import { type Project, presetsQuery, type Schemas, useChangeProject, useProject } from "../../api/queries.ts";
import { ErrorCard, languageName, presetOption, Waiting } from "../../ui/index.tsx";
import { Pronunciations } from "./Pronunciations.tsx";

function Archive({ project }: { project: Project }) {
  const [asked, setAsked] = useState(false);
  const navigate = useNavigate();
  const client = useQueryClient();
  const archive = useMutation({
    mutationFn: () =>
      api.DELETE("/v1/projects/{project_id}", {
        params: { path: { project_id: project.id }, header: ifMatch(project.version) },
      }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ["projects"] });
      navigate("/home");
    },
  });
  return (
    <section className="danger-zone">
      <h2>Archive this project</h2>
      <p className="faint">
        It leaves your list. What was made for it is kept until the workspace's retention ends.
      </p>
      <Button color="red" variant="outline" onClick={() => setAsked(true)}>
        Archive project
      </Button>
      <Modal opened={asked} onClose={() => setAsked(false)} centered title={`Archive ${project.title}?`}>
        <div className="question">
          <p>Its script, board and films disappear from the studio for everybody here.</p>
          {archive.error && <ErrorCard problem={asApiError(archive.error).problem} />}
          <div className="actions">
            <Button color="red" loading={archive.isPending} onClick={() => archive.mutate()}>
              Archive project
            </Button>
            <Button variant="default" data-autofocus onClick={() => setAsked(false)}>
              Keep it
            </Button>
          </div>
        </div>
      </Modal>
    </section>
  );
}

/** Leaving with what is not saved asks first. */
function useUnsaved(unsaved: boolean) {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => unsaved && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    const guard = (event: BeforeUnloadEvent) => unsaved && event.preventDefault();
    window.addEventListener("beforeunload", guard);
    return () => window.removeEventListener("beforeunload", guard);
  }, [unsaved]);
  return blocker;
}

function Leaving({ blocker }: { blocker: Blocker }) {
  if (blocker.state !== "blocked") return null;
  return (
    <Modal opened onClose={blocker.reset} title="Leave without saving?" centered>
      <div className="question">
        <p>What you changed in the settings is not saved yet.</p>
        <div className="actions">
          <Button color="red" variant="outline" onClick={blocker.proceed}>
            Leave
          </Button>
          <Button data-autofocus onClick={blocker.reset}>
            Stay here
          </Button>
        </div>
      </div>
    </Modal>
  );
}

function Form({ project }: { project: Project }) {
  const [edit, setEdit] = useState<Schemas["PatchedProjectIn"]>({});
  const saving = useChangeProject(project);
  const presets = useQuery(presetsQuery);
  const shown = { ...project, ...edit };
  const leaving = useUnsaved(Object.keys(edit).length > 0);
  const problem = saving.error ? asApiError(saving.error) : null;
  const fields = problem?.fields() ?? {};
  const set = (change: Schemas["PatchedProjectIn"]) => setEdit({ ...edit, ...change });
  const isFilm = project.kind === "film";
  const text = (name: "title" | "logline" | "genre" | "tone" | "audience", label: string) => (
    <TextInput
      label={label}
      value={shown[name]}
      error={fields[name]}
      onChange={(event) => set({ [name]: event.currentTarget.value })}
    />
  );
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        saving.mutate(edit, { onSuccess: () => setEdit({}) });
      }}
    >
      <Leaving blocker={leaving} />
      <h2>The film</h2>
      {problem && <ErrorCard problem={problem.problem} />}
      {text("title", "Title")}
      <Textarea
        label="Logline"
        autosize
        value={shown.logline}
        error={fields.logline}
        onChange={(event) => set({ logline: event.currentTarget.value })}
      />
      <div className="form-grid">
        {isFilm && text("genre", "Genre")}
        {text("tone", "Tone")}
        {text("audience", "Audience")}
        <NumberInput
          label="Target length in minutes"
          min={1}
          max={240}
          value={shown.target_minutes ?? ""}
          error={fields.target_minutes}
          onChange={(value) => set({ target_minutes: Number(value) || null })}
        />
        <TextInput
          label="Language"
          description={languageName(shown.language)}
          inputWrapperOrder={["label", "input", "description", "error"]}
          value={shown.language}
          error={fields.language}
          onChange={(event) => set({ language: event.currentTarget.value })}
        />
        {isFilm && (
          <>
            <NativeSelect
              label="Picture"
              data={[...new Set([shown.aspect, "16:9", "2.39:1", "1.85:1", "4:3", "1:1", "9:16"])]}
              value={shown.aspect}
              error={fields.aspect}
              onChange={(event) => set({ aspect: event.currentTarget.value })}
            />
            <NativeSelect
              label="Frames per second"
              data={[...new Set([shown.rate, "24", "25", "30", "24000/1001", "30000/1001"])]}
              value={shown.rate}
              error={fields.rate}
              onChange={(event) => set({ rate: event.currentTarget.value })}
            />
          </>
        )}
        <NativeSelect
          label="Quality"
          data={presets.data?.data.map(presetOption) ?? [shown.preset]}
          value={shown.preset}
          error={fields.preset}
          onChange={(event) => set({ preset: event.currentTarget.value })}
        />
      </div>
      <div className="actions">
        <Button type="submit" disabled={!Object.keys(edit).length} loading={saving.isPending}>
          Save settings
        </Button>
        {(edit.aspect || edit.rate) && (
          <span className="faint">Every picture will be made again at the next render.</span>
        )}
      </div>
    </form>
  );
}

export default function Settings() {
  const { projectId = "" } = useParams();
  const project = useProject(projectId);
  if (!project.data) return <Waiting />;
  return (
    <div className="pane pane-narrow">
      <Form project={project.data} />
      <Pronunciations key={JSON.stringify(project.data.pronunciations)} project={project.data} />
      <Archive project={project.data} />
    </div>
  );
}
