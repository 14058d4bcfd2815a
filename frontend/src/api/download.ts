import { currentWorkspace } from "./client.ts";
import { ApiError, problemOf } from "./errors.ts";

/** Saves what the studio answers there, under the name it gives it. */
export async function download(path: string, name: string): Promise<void> {
  const response = await fetch(path, { headers: { "NB-Workspace": currentWorkspace() } });
  if (!response.ok) throw new ApiError(await problemOf(response));
  const named = /filename="?([^";]+)/.exec(response.headers.get("Content-Disposition") ?? "")?.[1];
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await response.blob());
  link.download = named ?? name;
  link.click();
  URL.revokeObjectURL(link.href);
}
