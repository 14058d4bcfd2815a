import createClient, { type Middleware } from "openapi-fetch";
import { ApiError, problemOf } from "./errors.ts";
import type { paths } from "./schema.d.ts";

const WORKSPACE = "workspace";

export function currentWorkspace(): string {
  return localStorage.getItem(WORKSPACE) ?? "";
}

export function chooseWorkspace(id: string): void {
  localStorage.setItem(WORKSPACE, id);
}

export function csrfToken(): string {
  return /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? "";
}

const house: Middleware = {
  onRequest({ request }) {
    if (request.method !== "GET") request.headers.set("X-CSRFToken", csrfToken());
    const workspace = currentWorkspace();
    if (workspace) request.headers.set("NB-Workspace", workspace);
    return request;
  },
  async onResponse({ response }) {
    if (!response.ok) throw new ApiError(await problemOf(response));
    return response;
  },
};

export const api = createClient<paths>({ baseUrl: window.location.origin, credentials: "same-origin" });
api.use(house);

/** The body of an answer that is known to have one. */
export async function bodyOf<T>(answer: Promise<{ data?: T }>): Promise<T> {
  return (await answer).data as T;
}

/** The header that says which version an edit was made on. */
export function ifMatch(version: number): { "If-Match": string } {
  return { "If-Match": `"v${version}"` };
}
