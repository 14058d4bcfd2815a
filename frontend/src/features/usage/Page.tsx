import { useQuery } from "@tanstack/react-query";
import { currentWorkspace } from "../../api/client.ts";
import { asApiError } from "../../api/errors.ts";
import { balanceQuery, meQuery } from "../../api/queries.ts";
import { ErrorCard, Waiting } from "../../ui/index.tsx";
import { BalancePart } from "./Balance.tsx";
import { Caps } from "./Caps.tsx";
import { Invoices } from "./Invoices.tsx";
import { LOOK_AGAIN_MS } from "./queries.ts";
import { Spent } from "./Spent.tsx";
import { Statement } from "./Statement.tsx";

/** What there is, what was spent on what, and how much may be. */
export default function Usage() {
  const me = useQuery(meQuery);
  const balance = useQuery({
    ...balanceQuery,
    refetchInterval: (query) => (query.state.data?.payments === "stripe" ? LOOK_AGAIN_MS : false),
  });
  const here = me.data?.workspaces.find((workspace) => workspace.id === currentWorkspace());
  if (balance.error) {
    return (
      <main className="page" id="main">
        <ErrorCard problem={asApiError(balance.error).problem} onRetry={() => balance.refetch()} />
      </main>
    );
  }
  if (!here || !balance.data) return <Waiting />;
  const can = (capability: string) => here.capabilities.includes(capability);
  return (
    <main className="page" id="main">
      <h1>Usage and money of {here.name}</h1>
      <BalancePart balance={balance.data} canEdit={can("billing.edit")} />
      {can("usage.view") && <Spent />}
      <Caps canEdit={can("billing.edit")} />
      {balance.data.payments === "stripe" && <Invoices />}
      {can("usage.view") && <Statement />}
    </main>
  );
}
