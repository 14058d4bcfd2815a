import { Button, Code, CopyButton, NativeSelect, Table, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api, bodyOf } from "../../api/client.ts";
import { asApiError } from "../../api/errors.ts";
import type { Schemas } from "../../api/queries.ts";
import { ConfirmButton } from "../../ui/Confirm.tsx";
import { ago, Empty, ErrorCard, words } from "../../ui/index.tsx";
import { useChange } from "./queries.ts";

type Key = Schemas["ApiKeyOut"];
type Role = Schemas["RoleEnum"];
const KEY = ["api-keys"];

function Secret({ secret }: { secret: string }) {
  return (
    <div className="card card-good" role="status">
      <strong>Copy this key now. It is shown only once.</strong>
      <Code block>{secret}</Code>
      <CopyButton value={secret}>
        {({ copied, copy }) => (
          <Button size="xs" onClick={copy}>
            {copied ? "Copied" : "Copy key"}
          </Button>
        )}
      </CopyButton>
    </div>
  );
}

function Row({ made, canEdit }: { made: Key; canEdit: boolean }) {
  const revoking = useChange(KEY, () =>
    api.DELETE("/v1/api-keys/{api_key_id}", { params: { path: { api_key_id: made.id } } }),
  );
  return (
    <Table.Tr>
      <Table.Td>
        {made.name}
        <br />
        <Code>{made.prefix}…</Code>
      </Table.Td>
      <Table.Td>{words(made.role)}</Table.Td>
      <Table.Td className="faint">
        {made.last_used_at ? `used ${ago(made.last_used_at, Date.now())}` : "never used"}
      </Table.Td>
      <Table.Td>
        {canEdit && (
          <ConfirmButton
            act="Revoke"
            keep="Keep the key"
            question={`Revoke the key “${made.name}”?`}
            loading={revoking.isPending}
            onConfirm={() => revoking.mutate(undefined)}
          >
            Programs that use it are turned away from then on. This cannot be undone.
          </ConfirmButton>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

export function Keys({ canEdit }: { canEdit: boolean }) {
  const keys = useQuery({ queryKey: KEY, queryFn: () => bodyOf(api.GET("/v1/api-keys")) });
  const [role, setRole] = useState<Role>("editor");
  const making = useChange(KEY, (name: string) =>
    bodyOf(api.POST("/v1/api-keys", { body: { name, role, scopes: [] } })),
  );
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    making.mutate(String(new FormData(event.currentTarget).get("name")));
    event.currentTarget.reset();
  };
  return (
    <section className="pane-narrow" aria-label="API keys">
      <p className="faint">
        Keys let programs do what you do here, in this workspace only.{" "}
        <a href="/v1/docs">Read the API's documentation</a>.
      </p>
      {canEdit && (
        <form onSubmit={onSubmit} className="row-form">
          <TextInput name="name" label="What the key is for" required maxLength={120} />
          <NativeSelect
            label="May do as much as"
            data={["producer", "editor", "viewer"].map((each) => ({
              value: each,
              label: `${each === "editor" ? "An" : "A"} ${each}`,
            }))}
            value={role}
            onChange={(event) => setRole(event.currentTarget.value as Role)}
          />
          <Button type="submit" loading={making.isPending}>
            Make key
          </Button>
        </form>
      )}
      {making.error && <ErrorCard problem={making.error.problem} />}
      {making.data && <Secret secret={making.data.secret} />}
      {keys.error && <ErrorCard problem={asApiError(keys.error).problem} />}
      {keys.data?.data.length === 0 && (
        <Empty title="No keys">Nothing outside the browser can use this workspace yet.</Empty>
      )}
      {Boolean(keys.data?.data.length) && (
        <Table>
          <Table.Tbody>
            {keys.data?.data.map((made) => (
              <Row key={made.id} made={made} canEdit={canEdit} />
            ))}
          </Table.Tbody>
        </Table>
      )}
    </section>
  );
}
