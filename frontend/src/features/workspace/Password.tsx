import { Button, PasswordInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { changePassword } from "../../api/auth.ts";
import { type ApiError, asApiError } from "../../api/errors.ts";
import { ErrorCard } from "../../ui/index.tsx";

type Given = { now: string; next: string };

/** A new password for whoever knows the old one. */
export function Password() {
  const changing = useMutation<void, ApiError, Given>({
    mutationFn: async ({ now, next }) => {
      try {
        await changePassword(now, next);
      } catch (error) {
        throw asApiError(error);
      }
    },
    onSuccess: () => notifications.show({ message: "Your new password works from now on." }),
  });
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const given = new FormData(form);
    changing.mutate(
      { now: String(given.get("now")), next: String(given.get("next")) },
      { onSuccess: () => form.reset() },
    );
  };
  const fields = changing.error?.fields() ?? {};
  const shown = fields.current_password || fields.new_password;
  return (
    <form className="form" onSubmit={onSubmit} aria-label="Password">
      <h2>Password</h2>
      {changing.error && !shown && <ErrorCard problem={changing.error.problem} />}
      <PasswordInput
        name="now"
        label="Password now"
        autoComplete="current-password"
        required
        error={fields.current_password}
      />
      <PasswordInput
        name="next"
        label="New password"
        description="Ten characters or more; a sentence is best."
        autoComplete="new-password"
        required
        error={fields.new_password}
      />
      <div className="actions">
        <Button type="submit" variant="default" loading={changing.isPending}>
          Change password
        </Button>
      </div>
    </form>
  );
}
