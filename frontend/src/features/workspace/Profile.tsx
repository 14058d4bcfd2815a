import { Button, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { sendVerification } from "../../api/auth.ts";
import { api, bodyOf } from "../../api/client.ts";
import { asApiError } from "../../api/errors.ts";
import { meQuery } from "../../api/queries.ts";
import { ErrorCard, Waiting } from "../../ui/index.tsx";
import { Password } from "./Password.tsx";

export default function Profile() {
  const me = useQuery(meQuery);
  const client = useQueryClient();
  const [name, setName] = useState<string | null>(null);
  const saving = useMutation({
    mutationFn: () => bodyOf(api.PATCH("/v1/me", { body: { name: name ?? "" } })),
    onSuccess: (changed) => client.setQueryData(meQuery.queryKey, changed),
  });
  const confirm = useMutation({
    mutationFn: (email: string) => sendVerification(email),
    onSuccess: () => notifications.show({ message: "A link to confirm your address is on its way." }),
  });
  if (!me.data) return <Waiting />;
  const { user } = me.data;
  return (
    <main className="page page-narrow" id="main">
      <h1>Your profile</h1>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          saving.mutate();
        }}
      >
        {saving.error && <ErrorCard problem={asApiError(saving.error).problem} />}
        <TextInput
          label="Your name"
          value={name ?? user.name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput label="E-mail" value={user.email} readOnly />
        {!user.email_verified && (
          <p className="warn">
            This address is not confirmed yet.{" "}
            <Button
              size="compact-xs"
              variant="default"
              loading={confirm.isPending}
              onClick={() => confirm.mutate(user.email)}
            >
              Send the link again
            </Button>
          </p>
        )}
        {confirm.error && <ErrorCard problem={asApiError(confirm.error).problem} />}
        <div className="actions">
          <Button type="submit" disabled={name === null || name === user.name} loading={saving.isPending}>
            Save profile
          </Button>
        </div>
      </form>
      <Password />
    </main>
  );
}
