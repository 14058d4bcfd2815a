import { api, bodyOf, csrfToken, currentWorkspace, ifMatch } from "../../api/client.ts";
import { ApiError, problemOf } from "../../api/errors.ts";
import type { Project, Schemas } from "../../api/queries.ts";

export type Given = Record<string, string>;

const STARTER = "INT. ROOM - DAY\n\nSomebody comes in.\n\nSOMEBODY\nHello?\n";

/** Larger files are read by the studio alone, which says so when they are too large. */
const READ_HERE = 2_000_000;

/** A text file as text, null when only the studio can read it: Final Draft, other encodings, very large ones. */
export async function textOf(file: File): Promise<string | null> {
  if (!/\.(fountain|txt|md)$/i.test(file.name) || file.size > READ_HERE) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
  } catch {
    return null;
  }
}

/** `the-last-lamp.fountain` as a title: `The last lamp`. */
export function titleOf(fileName: string): string {
  const name = fileName
    .replace(/\.[^.]+$/, "")
    .replace(/[-_]+/g, " ")
    .trim();
  return name.charAt(0).toUpperCase() + name.slice(1);
}

async function importInto(projectId: string, file: File): Promise<void> {
  const form = new FormData();
  form.append("file", file);
  const screenplay = await bodyOf(
    api.GET("/v1/projects/{project_id}/screenplay", { params: { path: { project_id: projectId } } }),
  );
  const response = await fetch(`/v1/projects/${projectId}/screenplay/import`, {
    method: "POST",
    headers: {
      "X-CSRFToken": csrfToken(),
      "NB-Workspace": currentWorkspace(),
      ...ifMatch(screenplay.version),
    },
    body: form,
  });
  if (!response.ok) throw new ApiError(await problemOf(response));
}

function discard(made: Project): Promise<unknown> {
  return api.DELETE("/v1/projects/{project_id}", {
    params: { path: { project_id: made.id }, header: ifMatch(made.version) },
  });
}

/** Who begins the script: a person, or a writer from the premise; then the page is left empty for it. */
export type Begins = "person" | "writer";

/** The new film's id. A file that is refused leaves no film behind. */
export async function create(
  given: Given,
  text: string,
  file: File | null,
  begins: Begins = "person",
): Promise<string> {
  const minutes = Number(given.target_minutes);
  const body: Schemas["NewProjectIn"] = {
    title: given.title ?? "",
    screenplay: file || begins === "writer" ? undefined : text || STARTER,
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
  if (file) {
    try {
      await importInto(made.id, file);
    } catch (error) {
      await discard(made);
      throw error;
    }
  }
  return made.id;
}
