import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { currentWorkspace } from "../api/client.ts";
import { balanceQuery, type Me } from "../api/queries.ts";
import { money } from "../ui/money.ts";

/** What may be spent, on every page, and the way to what it was spent on. */
export function BalanceLink({ me }: { me: Me }) {
  const here = me.workspaces.find((workspace) => workspace.id === currentWorkspace());
  const may = here?.capabilities.includes("billing.view") ?? false;
  const balance = useQuery({ ...balanceQuery, enabled: may });
  if (!may || !balance.data) return null;
  return (
    <Link to="/usage" className="balance tabular" title="Balance: usage, money and caps">
      {money(balance.data.balance)}
    </Link>
  );
}
