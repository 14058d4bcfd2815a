import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { currentWorkspace } from "../api/client.ts";
import { balanceQuery, capsQuery, type Me } from "../api/queries.ts";
import { money } from "../ui/money.ts";

const NOTED_FROM = 80;

/** What may be spent, on every page, and the way to what it was spent on; a cap that fills up is said here. */
export function BalanceLink({ me }: { me: Me }) {
  const here = me.workspaces.find((workspace) => workspace.id === currentWorkspace());
  const may = here?.capabilities.includes("billing.view") ?? false;
  const balance = useQuery({ ...balanceQuery, enabled: may });
  const caps = useQuery({ ...capsQuery, enabled: may });
  if (!may || !balance.data) return null;
  const fullest = Math.max(0, ...(caps.data?.data.map((cap) => cap.percent) ?? []));
  return (
    <Link to="/usage" className="balance tabular" title="Balance: usage, money and caps">
      {money(balance.data.balance)}
      {fullest >= NOTED_FROM && (
        <span className="warn"> {fullest >= 100 ? "cap used up" : `cap ${fullest} %`}</span>
      )}
    </Link>
  );
}
