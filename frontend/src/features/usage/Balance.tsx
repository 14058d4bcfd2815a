import { Button, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { Link } from "react-router";
import { api, bodyOf } from "../../api/client.ts";
import { ErrorCard } from "../../ui/index.tsx";
import { atMost, money, readMoney } from "../../ui/money.ts";
import { Payments } from "./Payments.tsx";
import { type Balance, minutes, useMoney } from "./queries.ts";

function Figure({ name, amount, note }: { name: string; amount: number; note: string }) {
  return (
    <div className="figure">
      <dt>{name}</dt>
      <dd className="tabular">{money(amount)}</dd>
      <dd className="faint">{note}</dd>
    </div>
  );
}

/** A local balance is filled and corrected by hand; every correction keeps its reason. */
function LocalBalance() {
  const [problem, setProblem] = useState("");
  const moving = useMoney((given: { amount: number; memo: string; key: string }) => {
    const header = { "Idempotency-Key": given.key };
    const body = { amount: given.amount, memo: given.memo };
    return given.amount > 0 && !given.memo
      ? bodyOf(api.POST("/v1/balance/top-ups", { params: { header }, body }))
      : bodyOf(api.POST("/v1/balance/corrections", { params: { header }, body }));
  });
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const given = new FormData(form);
    const amount = readMoney(String(given.get("amount")));
    const memo = String(given.get("memo")).trim();
    const wrong = !amount
      ? "An amount in dollars, like 20 or 4.50; with a minus to take away."
      : amount < 0 && !memo
        ? "Say why money is taken away: the reason stays in the statement."
        : "";
    setProblem(wrong);
    if (wrong || !amount) return;
    moving.mutate({ amount, memo, key: crypto.randomUUID() }, { onSuccess: () => form.reset() });
  };
  return (
    <form onSubmit={onSubmit} className="row-form" aria-label="Local balance">
      <TextInput name="amount" label="Add to the balance, in dollars" placeholder="20.00" error={problem} />
      <TextInput name="memo" label="Reason, for a correction" maxLength={200} />
      <Button type="submit" loading={moving.isPending}>
        Change balance
      </Button>
      {moving.error && <ErrorCard problem={moving.error.problem} />}
    </form>
  );
}

/** What may be spent, what is set aside for renders under way, and where it came from. */
export function BalancePart({ balance, canEdit }: { balance: Balance; canEdit: boolean }) {
  return (
    <section className="card" aria-label="Balance">
      <dl className="figures">
        <Figure
          name="Balance"
          amount={balance.balance}
          note={`may be spent on renders: ${minutes(balance.balance, balance.rates)}`}
        />
        <Figure
          name="Set aside"
          amount={balance.held}
          note="for renders under way; what they do not need comes back"
        />
        <Figure name="Included" amount={balance.allowance} note="came with the workspace and its plan" />
      </dl>
      {balance.holds.length > 0 && (
        <ul className="plain-list">
          {balance.holds.map((hold) => (
            <li key={hold.render_id}>
              <Link to={`/projects/${hold.project_id}/watch`}>{hold.title}</Link>
              <span className="faint tabular">
                {" "}
                {money(hold.captured)} of at most {atMost(hold.amount)} so far
              </span>
            </li>
          ))}
        </ul>
      )}
      <p className="faint">{balance.note}</p>
      {canEdit && (balance.payments === "local" ? <LocalBalance /> : <Payments rates={balance.rates} />)}
    </section>
  );
}
