import { csrfToken } from "./client.ts";
import { ApiError, type Problem } from "./errors.ts";

/** Sign-up, sign-in and the rest of an account's life, spoken with the studio's account service. */
const BASE = "/_allauth/browser/v1";

type Answer = { status: number; errors?: { message: string; code: string; param?: string }[] };

async function ask(method: string, path: string, body?: object): Promise<Answer> {
  const response = await fetch(BASE + path, {
    method,
    headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": csrfToken() },
    body: body ? JSON.stringify(body) : undefined,
  });
  const answer = (await response.json().catch(() => ({ status: response.status }))) as Answer;
  return { ...answer, status: answer.status ?? response.status };
}

async function must(method: string, path: string, body: object, accepted: number[] = []): Promise<void> {
  const answer = await ask(method, path, body);
  if (answer.status < 300 || accepted.includes(answer.status)) return;
  const first = answer.errors?.[0];
  const problem: Problem = {
    title: "Not accepted",
    status: answer.status,
    code: first?.code ?? "refused",
    detail: first?.message ?? "The studio did not accept this. Check what you typed and try again.",
    errors: answer.errors?.map((error) => ({ param: error.param ?? "", detail: error.message })),
  };
  throw new ApiError(problem);
}

export const signIn = (given: { email: string; password: string }) => must("POST", "/auth/login", given);

export const signUp = (given: { email: string; password: string; name: string }) =>
  must("POST", "/auth/signup", given);

/** 401 is how the service says that nobody is signed in any more. */
export const signOut = () => must("DELETE", "/auth/session", {}, [401]);

export const verifyEmail = (key: string) => must("POST", "/auth/email/verify", { key }, [401]);

export const sendVerification = (email: string) => must("PUT", "/account/email", { email });

export const requestReset = (email: string) => must("POST", "/auth/password/request", { email }, [401]);

export const resetPassword = (key: string, password: string) =>
  must("POST", "/auth/password/reset", { key, password }, [401]);

export const changePassword = (current_password: string, new_password: string) =>
  must("POST", "/account/password/change", { current_password, new_password });
