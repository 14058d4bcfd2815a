import { Button, NativeSelect, Progress, Table, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api, bodyOf } from "../../api/client.ts";
import { asApiError } from "../../api/errors.ts";
import { capsQuery, projectsQuery, type Schemas } from "../../api/queries.ts";
import { ConfirmButton } from "../../ui/Confirm.tsx";
import { ErrorCard } from "../../ui/index.tsx";
import { fine, readMoney } from "../../ui/money.ts";
import { type Cap, memberNamesQuery, useMoney } from "./queries.ts";

type Scope = Schemas["ScopeEnum"];
type Given = { scope: Scope; target_id: string; amount: number };
const SCOPES: { value: Scope; label: string }[] = [
  { value: "workspace", label: "The whole workspace" },
  { value: "project", label: "One project" },
  { value: "member", label: "One member" },
  { value: "api_key", label: "One API key" },
];

/** Whom a cap can be set for, by scope. */
function useTargets(): Record<Scope, { value: string; label: string }[]> {
  const projects = useQuery(projectsQuery);
  const members = useQuery(memberNamesQuery);
  const keys = useQuery({
    queryKey: ["api-keys"],
    queryFn: () => bodyOf(api.GET("/v1/api-keys")),
    retry: false,
  });
  return {
    workspace: [],
    project: (projects.data ?? []).map((each) => ({ value: each.id, label: each.title })),
    member: (members.data?.data ?? []).map((each) => ({ value: each.user.id, label: each.user.name })),
    api_key: (keys.data?.data ?? []).map((each) => ({ value: each.id, label: each.name })),
  };
}

const standing = (cap: Cap): string =>
  cap.percent >= 100 ? "used up: renders wait" : `${cap.percent} % used`;

function CapRow({ cap, name, canEdit }: { cap: Cap; name: string; canEdit: boolean }) {
  const removing = useMoney(() => api.DELETE("/v1/caps/{cap_id}", { params: { path: { cap_id: cap.id } } }));
  const full = cap.percent >= 100;
  return (
    <Table.Tr>
      <Table.Td>{name}</Table.Td>
      <Table.Td className="tabular">
        {fine(cap.spent)} of {fine(cap.amount)}
        <Progress
          value={Math.min(100, cap.percent)}
          color={full ? "red" : cap.percent >= 80 ? "orange" : undefined}
          size="xs"
          aria-label={`Used of the cap of ${name}`}
        />
      </Table.Td>
      <Table.Td className={full ? "warn" : "faint"}>{standing(cap)}</Table.Td>
      <Table.Td>
        {canEdit && (
          <ConfirmButton
            act="Remove"
            keep="Keep the cap"
            question={`Remove the cap of ${name}?`}
            loading={removing.isPending}
            onConfirm={() => removing.mutate(undefined)}
          >
            Renders that wait for it go on, and nothing limits what is spent there any more.
          </ConfirmButton>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

function SetCap({ targets }: { targets: ReturnType<typeof useTargets> }) {
  const [scope, setScope] = useState<Scope>("workspace");
  const [problem, setProblem] = useState("");
  const setting = useMoney((body: Given) => bodyOf(api.POST("/v1/caps", { body })));
  const choices = targets[scope];
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const given = new FormData(form);
    const amount = readMoney(String(given.get("amount")));
    const wrong = amount === null || amount < 0 ? "An amount in dollars, like 20 or 4.50." : "";
    setProblem(wrong);
    if (wrong || amount === null) return;
    const target_id = scope === "workspace" ? "" : String(given.get("target") ?? "");
    setting.mutate({ scope, target_id, amount }, { onSuccess: () => form.reset() });
  };
  return (
    <form onSubmit={onSubmit} className="row-form" aria-label="Set a spend cap">
      <NativeSelect
        label="Cap for"
        data={SCOPES}
        value={scope}
        onChange={(event) => setScope(event.currentTarget.value as Scope)}
      />
      {scope !== "workspace" && <NativeSelect name="target" label="Which" data={choices} />}
      <TextInput
        name="amount"
        label="At most a month, in dollars"
        placeholder="50.00"
        error={problem}
        required
      />
      <Button type="submit" loading={setting.isPending} disabled={scope !== "workspace" && !choices.length}>
        Set cap
      </Button>
      {setting.error && <ErrorCard problem={setting.error.problem} />}
    </form>
  );
}

/** How much may be spent in a month, by whom; a full cap makes renders wait, it never breaks them. */
export function Caps({ canEdit }: { canEdit: boolean }) {
  const caps = useQuery(capsQuery);
  const targets = useTargets();
  const names = new Map(Object.values(targets).flatMap((some) => some.map((one) => [one.value, one.label])));
  const every = caps.data?.data ?? [];
  return (
    <section aria-label="Spend caps">
      <h2>Spend caps</h2>
      <p className="faint">
        By calendar month. A cap is never exceeded: when it is used up, renders wait with everything they have
        made, and go on when it is raised or the next month begins. Owners get a mail at 50, 80 and 100 %.
      </p>
      {caps.error && <ErrorCard problem={asApiError(caps.error).problem} />}
      {every.length > 0 && (
        <Table>
          <Table.Tbody>
            {every.map((cap) => (
              <CapRow
                key={cap.id}
                cap={cap}
                name={
                  cap.target_id ? (names.get(cap.target_id) ?? "somebody who left") : "The whole workspace"
                }
                canEdit={canEdit}
              />
            ))}
          </Table.Tbody>
        </Table>
      )}
      {canEdit && <SetCap targets={targets} />}
    </section>
  );
}
