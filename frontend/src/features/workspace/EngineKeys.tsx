import { Button, Code, PasswordInput, Table, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api, bodyOf } from "../../api/client.ts";
import { asApiError } from "../../api/errors.ts";
import type { Schemas } from "../../api/queries.ts";
import { ConfirmButton } from "../../ui/Confirm.tsx";
import { ago, ErrorCard, Skeletons } from "../../ui/index.tsx";
import { Questions } from "./Questions.tsx";
import { useChange } from "./queries.ts";

type Key = Schemas["EngineKeyOut"];
const KEYS = ["engine-keys"];

/** Whose key is used. */
function Source({ made }: { made: Key }) {
  if (made.source === "workspace") {
    return (
      <>
        Yours {made.last_four && <Code>…{made.last_four}</Code>}
        {made.wants_address && (
          <>
            <br />
            <span className="faint">{made.address}</span>
          </>
        )}
      </>
    );
  }
  return <span className="faint">{made.source === "studio" ? "The studio's" : "None"}</span>;
}

/** What the last test said, as shape and words. */
function Tested({ made }: { made: Key }) {
  if (made.works === null || !made.tested_at) return null;
  return (
    <p className={made.works ? "faint" : "warn"} role="status">
      {made.works ? "● " : "✕ "}
      {made.said} <span className="faint">Tested {ago(made.tested_at, Date.now())}.</span>
    </p>
  );
}

function Entering({ made, onDone }: { made: Key; onDone: () => void }) {
  const setting = useChange(
    KEYS,
    (given: { key: string; address: string }) =>
      bodyOf(api.POST("/v1/engine-keys", { body: { vendor: made.vendor, ...given } })),
    onDone,
  );
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setting.mutate({ key: String(form.get("key") ?? ""), address: String(form.get("address") ?? "") });
  };
  return (
    <form onSubmit={onSubmit} className="row-form" aria-label={`Key for ${made.title}`}>
      {made.wants_address && (
        <TextInput
          name="address"
          label="Address of the server"
          placeholder="https://"
          required
          maxLength={300}
        />
      )}
      <PasswordInput
        name="key"
        label={`Key from ${made.title}`}
        required={!made.wants_address}
        maxLength={500}
        autoComplete="off"
        data-autofocus
      />
      <Button type="submit" loading={setting.isPending}>
        Keep key
      </Button>
      <Button variant="subtle" onClick={onDone}>
        Cancel
      </Button>
      {setting.error && <ErrorCard problem={setting.error.problem} />}
    </form>
  );
}

function Acts({ made, onEnter }: { made: Key; onEnter: () => void }) {
  const path = { params: { path: { engine_key_id: made.id } } };
  const testing = useChange(KEYS, () => bodyOf(api.POST("/v1/engine-keys/{engine_key_id}/test", path)));
  const removing = useChange(KEYS, () => api.DELETE("/v1/engine-keys/{engine_key_id}", path));
  const error = testing.error ?? removing.error;
  if (!made.id) {
    return (
      <Button size="xs" variant="default" onClick={onEnter}>
        Enter a key
      </Button>
    );
  }
  return (
    <>
      <Button.Group>
        <Button
          size="xs"
          variant="default"
          loading={testing.isPending}
          onClick={() => testing.mutate(undefined)}
        >
          Test
        </Button>
        <Button size="xs" variant="default" onClick={onEnter}>
          Replace
        </Button>
        <ConfirmButton
          act="Remove"
          keep="Keep the key"
          question={`Remove your key for ${made.title}?`}
          loading={removing.isPending}
          onConfirm={() => removing.mutate(undefined)}
        >
          Films that need it are made with the studio's key if there is one, and wait otherwise.
        </ConfirmButton>
      </Button.Group>
      {error && <ErrorCard problem={error.problem} />}
    </>
  );
}

function Row({ made, canEdit }: { made: Key; canEdit: boolean }) {
  const [entering, setEntering] = useState(false);
  return (
    <Table.Tr>
      <Table.Td>
        <strong>{made.title}</strong>
        <br />
        <span className="faint">{made.engines.join(", ") || made.makes}</span>
        {entering && <Entering made={made} onDone={() => setEntering(false)} />}
        <Tested made={made} />
      </Table.Td>
      <Table.Td style={{ whiteSpace: "nowrap" }}>
        <Source made={made} />
      </Table.Td>
      <Table.Td>{canEdit && !entering && <Acts made={made} onEnter={() => setEntering(true)} />}</Table.Td>
    </Table.Tr>
  );
}

/** Keys at vendors, and orders about which somebody has to decide. */
export function EngineKeys({ canEdit }: { canEdit: boolean }) {
  const keys = useQuery({ queryKey: KEYS, queryFn: () => bodyOf(api.GET("/v1/engine-keys")) });
  return (
    <section className="pane-narrow" aria-label="Engine keys">
      <p className="faint">
        Engines of others are paid with a key: your own, or the studio's. Keys are kept encrypted and never
        shown again; a test asks the vendor something that costs nothing.
      </p>
      <Questions canDecide={canEdit} />
      {keys.error && <ErrorCard problem={asApiError(keys.error).problem} onRetry={() => keys.refetch()} />}
      {keys.isPending && <Skeletons count={3} className="skeleton-row" />}
      {keys.data && (
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Vendor</Table.Th>
              <Table.Th>Key</Table.Th>
              <Table.Th aria-label="What can be done" />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {keys.data.data.map((made) => (
              <Row key={made.vendor} made={made} canEdit={canEdit} />
            ))}
          </Table.Tbody>
        </Table>
      )}
    </section>
  );
}
