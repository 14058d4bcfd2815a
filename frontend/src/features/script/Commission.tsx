import { Button, NativeSelect, NumberInput, SegmentedControl, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { asApiError } from "../../api/errors.ts";
import type { Project, Scene } from "../../api/queries.ts";
import { ErrorCard, Skeletons, shortHeading } from "../../ui/index.tsx";
import { type Asked, type Screenwriter, writersQuery } from "./writings.ts";

const MANNERS = [
  ["shorter", "Shorter"],
  ["funnier", "Funnier"],
  ["polish", "Polish the dialogue"],
  ["next", "Write the next scene"],
  ["own", "In my own words"],
] as const;
const USUAL_MINUTES = 5;

type Props = {
  project: Project;
  scene: Scene | undefined;
  version: number;
  busy: boolean;
  onAsk: (asked: Asked) => void;
};
type Chosen = { writer: Screenwriter; model: string };

function People({ onChange }: { onChange: (cast: Asked["cast"]) => void }) {
  return (
    <Textarea
      label="People who are to be in it"
      description="One on each line: a name, then who they are. Empty, the writer finds them."
      placeholder="Ines, 40s, a welder with one glove"
      autosize
      minRows={2}
      onChange={(event) =>
        onChange(
          event.currentTarget.value
            .split("\n")
            .map((line) => line.trim())
            .filter(Boolean)
            .map((line) => {
              const [name = "", ...rest] = line.split(",");
              return { name: name.trim().slice(0, 120), description: rest.join(",").trim() };
            }),
        )
      }
    />
  );
}

function FromPremise({
  project,
  chosen,
  busy,
  onAsk,
}: Omit<Props, "scene" | "version"> & { chosen: Chosen }) {
  const [minutes, setMinutes] = useState(
    Math.min(project.target_minutes ?? USUAL_MINUTES, chosen.writer.longest_minutes),
  );
  const [cast, setCast] = useState<Asked["cast"]>([]);
  const asked = { writer: chosen.writer.name as Asked["writer"], model: chosen.model, minutes, cast };
  return (
    <>
      <dl className="writing-premise">
        <dt>Premise</dt>
        <dd>
          {project.logline ||
            "None yet. Say in Settings what the film is about; a title alone is little to go by."}
        </dd>
        <dt>Genre and tone</dt>
        <dd>{[project.genre, project.tone].filter(Boolean).join(", ") || "Not said"}</dd>
      </dl>
      <NumberInput
        label="Length in minutes"
        description={`About a page each; this writer goes up to ${chosen.writer.longest_minutes}.`}
        min={1}
        max={chosen.writer.longest_minutes}
        value={minutes}
        onChange={(value) => setMinutes(Number(value) || 1)}
      />
      <People onChange={setCast} />
      <div className="actions">
        <Button loading={busy} onClick={() => onAsk({ ...asked, kind: "outline" } as Asked)}>
          Outline first
        </Button>
        {chosen.writer.name === "offline" && (
          <Button
            variant="default"
            loading={busy}
            onClick={() => onAsk({ ...asked, kind: "pages" } as Asked)}
          >
            All pages at once
          </Button>
        )}
      </div>
    </>
  );
}

function OneScene({ scene, chosen, version, busy, onAsk }: Omit<Props, "project"> & { chosen: Chosen }) {
  const [manner, setManner] = useState<string>("shorter");
  const [wish, setWish] = useState("");
  if (!chosen.writer.rewrites) {
    return (
      <p>
        The offline writer understands nothing, so it cannot rewrite a scene. Choose a writer with a language
        model; its key is set under Workspace, Engine keys.
      </p>
    );
  }
  if (!scene) return <p>Put the cursor into the scene that is to be written anew, then come back here.</p>;
  const asked = {
    kind: "passage",
    writer: chosen.writer.name,
    model: chosen.model,
    manner,
    wish,
    first_line: scene.first_line,
    last_line: scene.last_line,
    version,
  };
  return (
    <>
      <p>
        <strong>
          Scene {scene.number}: {shortHeading(scene.heading)}
        </strong>
      </p>
      <NativeSelect
        label="What to do"
        data={MANNERS.map(([value, label]) => ({ value, label }))}
        value={manner}
        onChange={(event) => setManner(event.currentTarget.value)}
      />
      <Textarea
        label={manner === "own" ? "What is to change" : "Anything else to mind"}
        autosize
        minRows={2}
        maxLength={2000}
        value={wish}
        onChange={(event) => setWish(event.currentTarget.value)}
      />
      <div className="actions">
        <Button
          loading={busy}
          disabled={manner === "own" && !wish.trim()}
          onClick={() => onAsk(asked as Asked)}
        >
          See the price
        </Button>
      </div>
    </>
  );
}

/** Who is to write, and what: nothing is ordered here, the price comes first. */
export function Commission({ project, scene, version, busy, onAsk }: Props) {
  const writers = useQuery(writersQuery);
  const [name, setName] = useState("offline");
  const [model, setModel] = useState("");
  const [part, setPart] = useState("premise");
  if (writers.error) return <ErrorCard problem={asApiError(writers.error).problem} />;
  if (!writers.data) return <Skeletons count={3} className="skeleton-row" />;
  const writer = writers.data.data.find((each) => each.name === name);
  if (!writer) return null;
  const chosen = { writer, model };
  return (
    <div className="writing">
      <SegmentedControl
        value={part}
        onChange={setPart}
        data={[
          { value: "premise", label: "From the premise" },
          { value: "scene", label: "This scene" },
        ]}
      />
      <NativeSelect
        label="Writer"
        data={writers.data.data.map((each) => ({ value: each.name, label: each.title }))}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <p className="faint">
        {writer.says} {writer.price}
      </p>
      {writer.shortage && <p className="warn">{writer.shortage}</p>}
      {writer.name !== "offline" && (
        <TextInput
          label={writer.wants_model ? "Model" : "Another model than the usual one"}
          required={writer.wants_model}
          value={model}
          onChange={(event) => setModel(event.currentTarget.value)}
        />
      )}
      {part === "premise" ? (
        <FromPremise key={name} project={project} chosen={chosen} busy={busy} onAsk={onAsk} />
      ) : (
        <OneScene scene={scene} chosen={chosen} version={version} busy={busy} onAsk={onAsk} />
      )}
    </div>
  );
}
