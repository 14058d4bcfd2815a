import { Button, FileButton, Menu } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { IconDownload, IconUpload } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useParams, useSearchParams } from "react-router";
import { csrfToken, currentWorkspace } from "../../api/client.ts";
import { download } from "../../api/download.ts";
import { ApiError, asApiError, problemOf } from "../../api/errors.ts";
import { charactersQuery, type Scene, scenesQuery, useProject } from "../../api/queries.ts";
import { useHardWords } from "../../api/words.ts";
import { HardWords } from "../../ui/HardWords.tsx";
import { ErrorCard, Skeletons } from "../../ui/index.tsx";
import { Editor, type Jump } from "./Editor.tsx";
import { History } from "./History.tsx";
import { Margin } from "./Margin.tsx";
import { type SaveState, type Screenplay, useScreenplay } from "./useScreenplay.ts";
import { Writers } from "./Writers.tsx";

const SAVE_WORDS: Record<SaveState, string> = {
  saved: "Saved",
  typing: "Typing…",
  saving: "Saving…",
  refused: "Not saved: kept in this browser",
  offline: "Offline: kept in this browser, saved when you are back",
  conflict: "Changed by somebody else",
};

const FORMATS = [
  ["fountain", "Fountain (.fountain)"],
  ["fdx", "Final Draft (.fdx)"],
  ["pdf", "PDF"],
] as const;

async function importFile(projectId: string, file: File, version: number): Promise<Screenplay> {
  const form = new FormData();
  form.append("file", file);
  const response = await fetch(`/v1/projects/${projectId}/screenplay/import`, {
    method: "POST",
    headers: { "X-CSRFToken": csrfToken(), "NB-Workspace": currentWorkspace(), "If-Match": `"v${version}"` },
    body: form,
  });
  if (!response.ok) throw new ApiError(await problemOf(response));
  return (await response.json()) as Screenplay;
}

const exported = (projectId: string, form: string): Promise<void> =>
  download(`/v1/projects/${projectId}/screenplay/export?as=${form}`, `screenplay.${form}`);

function Opening() {
  return (
    <div className="script" aria-busy="true">
      <Skeletons count={1} className="skeleton-script" />
    </div>
  );
}

/** The scene that is selected everywhere is where the cursor is: choosing one jumps, moving the cursor chooses. */
function useSelectedScene(scenes: Scene[] | undefined) {
  const [search, setSearch] = useSearchParams();
  const [jump, setJump] = useState<Jump | null>(null);
  const atCursor = useRef<string | null>(null);
  const id = search.get("scene");
  const chosen = scenes?.find((scene) => scene.id === id);
  const first = chosen?.first_line;
  useEffect(() => {
    if (first === undefined || id === atCursor.current) return;
    atCursor.current = id;
    setJump({ line: first });
  }, [id, first]);
  const onLine = (line: number) => {
    const here = scenes?.find((scene) => scene.first_line <= line && line <= scene.last_line);
    if (!here || here.id === id) return;
    atCursor.current = here.id;
    setSearch(
      (now) => {
        const next = new URLSearchParams(now);
        next.set("scene", here.id);
        return next;
      },
      { replace: true },
    );
  };
  return { chosen, jump, setJump, onLine };
}

export default function Script() {
  const { projectId = "" } = useParams();
  const script = useScreenplay(projectId);
  const scenes = useQuery(scenesQuery(projectId));
  const project = useProject(projectId);
  const unsaid = useHardWords({ projectId, language: project.data?.language ?? "" });
  const cast = useQuery(charactersQuery(projectId));
  const [fault, setFault] = useState<ApiError | null>(null);
  useHotkeys([["mod+S", () => void script.save()]], []);
  const { chosen, jump, setJump, onLine } = useSelectedScene(scenes.data);
  const attempt = (work: Promise<unknown>) =>
    work.then(
      () => setFault(null),
      (error) => setFault(asApiError(error)),
    );
  if (script.loaded.isError) {
    return (
      <ErrorCard problem={asApiError(script.loaded.error).problem} onRetry={() => script.loaded.refetch()} />
    );
  }
  if (script.text === null || !script.loaded.data) return <Opening />;
  const problem = fault ?? (script.state === "refused" ? script.problem : null);
  return (
    <div className="with-inspector">
      <div className="script">
        <div className="toolbar">
          <output className={`save save-${script.state}`}>{SAVE_WORDS[script.state]}</output>
          <span className="spring" />
          {project.data && (
            <Writers
              project={project.data}
              scene={chosen}
              version={script.loaded.data.version}
              settled={script.state === "saved"}
              onAccepted={script.replace}
            />
          )}
          <History
            projectId={projectId}
            version={script.loaded.data.version}
            settled={script.state === "saved"}
            onBack={script.replace}
          />
          <FileButton
            accept=".fountain,.txt,.fdx,.md"
            onChange={(file) =>
              file && attempt(importFile(projectId, file, script.version.current).then(script.replace))
            }
          >
            {(props) => (
              <Button size="xs" variant="default" leftSection={<IconUpload size="0.9rem" />} {...props}>
                Import
              </Button>
            )}
          </FileButton>
          <Menu>
            <Menu.Target>
              <Button size="xs" variant="default" leftSection={<IconDownload size="0.9rem" />}>
                Export
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {FORMATS.map(([form, label]) => (
                <Menu.Item key={form} onClick={() => attempt(exported(projectId, form))}>
                  {label}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        </div>
        {project.data && <HardWords {...unsaid} />}
        {problem && <ErrorCard problem={problem.problem} />}
        {script.state === "conflict" && (
          <div className="card card-danger" role="alert">
            <strong>Somebody saved this script while you were typing</strong>
            <p>Your text is kept here. Choose whose version goes on; the other stays in the history.</p>
            <div className="actions">
              <Button size="xs" onClick={() => script.settle("mine")}>
                Keep mine
              </Button>
              <Button size="xs" variant="default" onClick={() => script.settle("theirs")}>
                Load theirs
              </Button>
            </div>
          </div>
        )}
        <Editor text={script.text} jump={jump} onChange={script.onChange} onLine={onLine} />
      </div>
      <Margin
        screenplay={script.loaded.data}
        scene={chosen}
        scenes={scenes.data?.length ?? 0}
        cast={cast.data ?? []}
        rate={project.data?.rate ?? "24"}
        changes={script.changes}
        onLine={(line) => setJump({ line })}
      />
    </div>
  );
}
