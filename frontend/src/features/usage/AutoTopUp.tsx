import { Button, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api, bodyOf } from "../../api/client.ts";
import { asApiError } from "../../api/errors.ts";
import { ErrorCard } from "../../ui/index.tsx";
import { money, readMoney } from "../../ui/money.ts";
import { autoTopUpQuery, type AutoTopUp as Filling, useMoney, usePage } from "./queries.ts";

const FIELDS = [
  { name: "threshold", label: "When less is left than, in dollars", otherwise: 5 },
  { name: "amount", label: "Add, in dollars", otherwise: 20 },
  { name: "monthly_most", label: "At most a month, in dollars", otherwise: 100 },
] as const;
type Wish = Record<(typeof FIELDS)[number]["name"], number>;

/** What stands in a form, or which of its fields are no amounts. */
function readWish(form: FormData): Wish | Set<string> {
  const read = FIELDS.map(({ name }) => [name, readMoney(String(form.get(name)))] as const);
  const wrong = new Set(read.filter(([, amount]) => amount === null || amount < 0).map(([name]) => name));
  return wrong.size ? wrong : (Object.fromEntries(read) as Wish);
}

function Stopped({ found }: { found: Filling }) {
  if (!found.stopped) return null;
  return (
    <p role="alert" className="card card-danger">
      The balance is not filled by itself now. {found.said}{" "}
      {found.link && <a href={found.link}>Open the invoice</a>}
    </p>
  );
}

function Wishes({ found }: { found: Filling }) {
  const [wrong, setWrong] = useState<Set<string>>(new Set());
  const turning = useMoney((body: Wish) => bodyOf(api.PUT("/v1/auto-top-up", { body })));
  const stopping = useMoney(() => api.DELETE("/v1/auto-top-up"));
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const wish = readWish(new FormData(event.currentTarget));
    setWrong(wish instanceof Set ? wish : new Set());
    if (!(wish instanceof Set)) turning.mutate(wish);
  };
  const refused = turning.error?.fields() ?? {};
  return (
    <form onSubmit={onSubmit} className="row-form even" aria-label="Fill the balance by itself">
      {FIELDS.map(({ name, label, otherwise }) => (
        <TextInput
          key={name}
          name={name}
          label={label}
          defaultValue={String(found.amount ? found[name] / 1_000_000 : otherwise)}
          error={wrong.has(name) ? "An amount in dollars, like 20 or 4.50." : refused[name]}
        />
      ))}
      <Button type="submit" variant="default" loading={turning.isPending}>
        {found.stopped ? "Turn on again" : found.is_on ? "Change" : "Turn on"}
      </Button>
      {found.is_on && (
        <Button variant="subtle" loading={stopping.isPending} onClick={() => stopping.mutate(undefined)}>
          Turn off
        </Button>
      )}
      {turning.error && !Object.keys(refused).length && <ErrorCard problem={turning.error.problem} />}
    </form>
  );
}

/** The balance fills itself from a saved card when it runs low, if its owner wants that. */
export function AutoTopUp() {
  const filling = useQuery(autoTopUpQuery);
  const saving = usePage("/v1/auto-top-up/card");
  const found = filling.data;
  if (filling.error) return <ErrorCard problem={asApiError(filling.error).problem} />;
  if (!found) return null;
  return (
    <section aria-label="Filling by itself">
      <h3>Fill the balance by itself</h3>
      <Stopped found={found} />
      <p className="faint">
        {found.is_on
          ? `${found.stopped ? "Stopped" : "On"}: below ${money(found.threshold)}, ${money(found.amount)} is taken from ${found.card || "the saved card"}. ${money(found.filled)} of ${money(found.monthly_most)} this month.`
          : "Off. Turned on, a saved card is charged when the balance runs low, so that renders need not wait for you."}
      </p>
      <Wishes found={found} />
      <Button variant="subtle" loading={saving.isPending} onClick={() => saving.mutate(undefined)}>
        {found.card ? `Use another card than ${found.card}` : "Save a card"}
      </Button>
      {saving.error && <ErrorCard problem={saving.error.problem} />}
    </section>
  );
}
