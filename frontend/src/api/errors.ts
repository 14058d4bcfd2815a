/** What the API says when something did not work (RFC 9457). */
export type Problem = {
  title: string;
  status: number;
  detail: string;
  code: string;
  param?: string | null;
  retryable?: boolean;
  request_id?: string;
  errors?: { param: string; detail: string }[];
};

export class ApiError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail || problem.title);
    this.problem = problem;
  }

  /** What to show beside a form's field, by its name. */
  fields(): Record<string, string> {
    const all = this.problem.errors ?? [];
    const single = this.problem.param ? [{ param: this.problem.param, detail: this.message }] : [];
    return Object.fromEntries([...all, ...single].map((error) => [error.param, error.detail]));
  }
}

const OFFLINE: Problem = {
  title: "No connection",
  status: 0,
  code: "offline",
  detail: "The studio cannot be reached. What you typed is kept here; try again when you are back online.",
  retryable: true,
};

const unexplained = (status: number): string =>
  `The studio answered with ${status} and did not say why. Nothing was changed; try again in a moment.`;

export async function problemOf(response: Response): Promise<Problem> {
  try {
    const body = (await response.clone().json()) as Partial<Problem>;
    return {
      title: body.title ?? response.statusText,
      status: response.status,
      code: body.code ?? "error",
      detail: body.detail ?? body.title ?? unexplained(response.status),
      param: body.param,
      retryable: body.retryable,
      request_id: body.request_id,
      errors: body.errors,
    };
  } catch {
    return {
      title: "Unexpected answer",
      status: response.status,
      code: "unexpected",
      detail: unexplained(response.status),
    };
  }
}

/** Any failure in plain words. */
export function asApiError(error: unknown): ApiError {
  return error instanceof ApiError ? error : new ApiError(OFFLINE);
}

/** A request whose refusal arrives as a problem. */
export const orProblem =
  <Given, Answer>(ask: (given: Given) => Promise<Answer>) =>
  async (given: Given): Promise<Answer> => {
    try {
      return await ask(given);
    } catch (error) {
      throw asApiError(error);
    }
  };
