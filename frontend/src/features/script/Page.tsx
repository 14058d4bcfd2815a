import { Button, FileButton, Menu } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { IconDownload, IconUpload } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useParams, useSearchParams } from "react-router";
import { csrfToken, currentWorkspace } from "../../api/client.ts";
import { ApiError, asApiError, problemOf } from "../../api/errors.ts";
import { type Schemas, scenesQuery } from "../../api/queries.ts";
import { ErrorCard, Waiting } from "../../ui/index.tsx";
import { Editor } from "./Editor.tsx";
import { type SaveState, type Screenplay, useScreenplay } from "./useScreenplay.ts";

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

async function download(projectId: string, form: string): Promise<void> {
  const response = await fetch(`/v1/projects/${projectId}/screenplay/export?as=${form}`, {
    headers: { "NB-Workspace": currentWorkspace() },
  });
  if (!response.ok) throw new ApiError(await problemOf(response));
  const named = /filename="?([^";]+)/.exec(response.headers.get("Content-Disposition") ?? "")?.[1];
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await response.blob());
  link.download = named ?? `screenplay.${form}`;
  link.click();
  URL.revokeObjectURL(link.href);
}

function ChangeList({ changes }: { changes: Schemas["EditOut"] }) {
  const rows = (["scenes", "lines", "shots", "characters"] as const).flatMap((what) =>
    (["added", "changed", "moved", "removed"] as const)
      .map((how) => ({ key: `${what}-${how}`, what, how, names: changes[what]?.[how] ?? [] }))
      .filter((row) => row.names.length),
  );
  if (!rows.length) return <p className="faint">Nothing that matters to the film changed.</p>;
  return (
    <ul className="changes">
      {rows.map(({ key, what, how, names }) => (
        <li key={key}>
          <strong>
            {names.length} {names.length === 1 ? what.slice(0, -1) : what} {how}
          </strong>
          <span className="faint">
            {names
              .slice(0, 4)
              .map((name) => name.label)
              .join(" · ")}
            {names.length > 4 ? " …" : ""}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Margin({
  screenplay,
  changes,
  onLine,
}: {
  screenplay: Screenplay;
  changes: Schemas["EditOut"] | null;
  onLine: (line: number) => void;
}) {
  return (
    <aside className="inspector" aria-label="About the script">
      <dl className="figures tabular">
        <div>
          <dt>Pages</dt>
          <dd>{screenplay.pages}</dd>
        </div>
        <div>
          <dt>Minutes</dt>
          <dd>{screenplay.minutes.toFixed(1)}</dd>
        </div>
      </dl>
      <h2>Notices</h2>
      {screenplay.notices.length === 0 && <p className="faint">The script reads cleanly.</p>}
      <ul className="notices">
        {screenplay.notices.map((notice) => (
          <li key={`${notice.line}-${notice.code}`}>
            <button type="button" className="notice" onClick={() => onLine(notice.line)}>
              <span className="tabular faint">Line {notice.line}</span>
              <span>{notice.message}</span>
              <span className="faint">{notice.remedy}</span>
            </button>
          </li>
        ))}
      </ul>
      {changes && (
        <>
          <h2>What your last save changed</h2>
          <ChangeList changes={changes} />
        </>
      )}
    </aside>
  );
}

export default function Script() {
  const { projectId = "" } = useParams();
  const [search] = useSearchParams();
  const script = useScreenplay(projectId);
  const scenes = useQuery(scenesQuery(projectId));
  const [jump, setJump] = useState<number | null>(null);
  const [fault, setFault] = useState<ApiError | null>(null);
  useHotkeys([["mod+S", () => void script.save()]], []);
  const chosen = scenes.data?.find((scene) => scene.id === search.get("scene"));
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
  if (script.text === null || !script.loaded.data) return <Waiting label="Opening the script" />;
  const problem = fault ?? (script.state === "refused" ? script.problem : null);
  return (
    <div className="with-inspector">
      <div className="script">
        <div className="toolbar">
          <output className={`save save-${script.state}`}>{SAVE_WORDS[script.state]}</output>
          <span className="spring" />
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
                <Menu.Item key={form} onClick={() => attempt(download(projectId, form))}>
                  {label}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        </div>
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
        <Editor
          text={script.text}
          line={jump ?? chosen?.first_line ?? null}
          onChange={script.onChange}
          readOnly={false}
        />
      </div>
      <Margin screenplay={script.loaded.data} changes={script.changes} onLine={setJump} />
    </div>
  );
}
