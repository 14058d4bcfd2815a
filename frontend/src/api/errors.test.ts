// @vitest-environment node
import { expect, test } from "vitest";
import { ApiError, asApiError, problemOf } from "./errors.ts";

test("a problem document becomes words and fields", async () => {
  const body = {
    title: "Invalid",
    detail: "Two fields do not fit.",
    code: "invalid",
    errors: [{ param: "rate", detail: "No rate." }],
  };
  const error = new ApiError(await problemOf(new Response(JSON.stringify(body), { status: 422 })));
  expect(error.message).toBe("Two fields do not fit.");
  expect(error.fields()).toEqual({ rate: "No rate." });
});

test("an answer that is no document still says what to do", async () => {
  const problem = await problemOf(new Response("<html>", { status: 502 }));
  expect(problem.detail).toContain("try again");
});

test("no connection is said as that, and what was typed is kept", () => {
  expect(asApiError(new TypeError("Failed to fetch")).problem.code).toBe("offline");
});
