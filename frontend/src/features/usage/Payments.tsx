import { Button, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useSearchParams } from "react-router";
import { api, bodyOf } from "../../api/client.ts";
import { asApiError } from "../../api/errors.ts";
import { ErrorCard } from "../../ui/index.tsx";
import { money, readMoney } from "../../ui/money.ts";
import { AutoTopUp } from "./AutoTopUp.tsx";
import {
  type Balance,
  LOOK_AGAIN_MS,
  minutes,
  once,
  type PlanOnOffer,
  type Subscription,
  subscriptionQuery,
  useMoney,
} from "./queries.ts";
import { Seats } from "./Seats.tsx";

const go = (page: { url: string }) => window.location.assign(page.url);

/** Money for the balance, paid on a page of Stripe's. */
function TopUp() {
  const [problem, setProblem] = useState("");
  const paying = useMoney((amount: number) =>
    bodyOf(api.POST("/v1/payments", { ...once(), body: { amount } })).then(go),
  );
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const amount = readMoney(String(new FormData(event.currentTarget).get("amount")));
    setProblem(amount ? "" : "An amount in dollars, like 20 or 4.50.");
    if (amount) paying.mutate(amount);
  };
  return (
    <form onSubmit={onSubmit} className="row-form" aria-label="Add money">
      <TextInput name="amount" label="Add to the balance, in dollars" defaultValue="20" error={problem} />
      <Button type="submit" loading={paying.isPending}>
        Pay by card
      </Button>
      {paying.error && <ErrorCard problem={paying.error.problem} />}
    </form>
  );
}

function Offer({ plan, rates }: { plan: PlanOnOffer; rates: Balance["rates"] }) {
  const choosing = useMoney(() =>
    bodyOf(api.POST("/v1/subscription", { ...once(), body: { plan: plan.name as "solo" } })).then(go),
  );
  return (
    <li className="card">
      <strong>{plan.title}</strong>
      <p className="tabular">{money(plan.price)} a month</p>
      <p className="faint">
        Adds {money(plan.included)} to the balance every month ({minutes(plan.included, rates)}), for{" "}
        {plan.seats === 1 ? "one person who makes films" : `${plan.seats} people who make films`}
        {plan.seat_price > 0 && `, one more ${money(plan.seat_price)} a month`}. Reviewers and viewers need no
        seat.
      </p>
      <Button variant="default" loading={choosing.isPending} onClick={() => choosing.mutate(undefined)}>
        Choose {plan.title}
      </Button>
      {choosing.error && <ErrorCard problem={choosing.error.problem} />}
    </li>
  );
}

/** Renders may go on beyond the balance, up to a limit, billed with the plan. */
function Overage({ found }: { found: Subscription }) {
  const [problem, setProblem] = useState("");
  const setting = useMoney((limit: number) =>
    bodyOf(api.PUT("/v1/subscription/overage", { body: { limit } })),
  );
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const limit = readMoney(String(new FormData(event.currentTarget).get("limit")));
    const wrong =
      limit === null || limit < 0 ? "An amount in dollars, like 20; 0 to stop at the balance." : "";
    setProblem(wrong);
    if (!wrong && limit !== null) setting.mutate(limit);
  };
  return (
    <form onSubmit={onSubmit} className="row-form" aria-label="Beyond the balance">
      <TextInput
        name="limit"
        label="Beyond the balance, at most a month, in dollars"
        description={`${money(found.overage_used)} used this month; billed with the plan.`}
        defaultValue={String(found.overage_limit / 1_000_000)}
        error={problem}
      />
      <Button type="submit" variant="default" loading={setting.isPending}>
        Set limit
      </Button>
      {setting.error && <ErrorCard problem={setting.error.problem} />}
    </form>
  );
}

/** What was paid is told by Stripe a moment later than its page leads back here. */
function Thanks() {
  const [search] = useSearchParams();
  const what = search.get("paid");
  if (!what) return null;
  if (what === "card") {
    return (
      <p role="status" className="card card-good">
        The card is saved. Nothing was charged; turn filling on below.
      </p>
    );
  }
  return (
    <p role="status" className="card card-good">
      Thank you. The balance follows as soon as Stripe has confirmed the payment, usually within seconds.
    </p>
  );
}

/** The plan of the workspace or those on offer, money by card, and the way to cards and invoices. */
export function Payments({ rates }: { rates: Balance["rates"] }) {
  // What happened on a page of Stripe's is told a moment after it has led back here.
  const subscription = useQuery({ ...subscriptionQuery, refetchInterval: LOOK_AGAIN_MS });
  const opening = useMoney(() => bodyOf(api.POST("/v1/payments/portal")).then(go));
  const found = subscription.data;
  if (subscription.error) return <ErrorCard problem={asApiError(subscription.error).problem} />;
  if (!found) return null;
  return (
    <section aria-label="Payments">
      <Thanks />
      {found.warning && (
        <p role="alert" className="card card-danger">
          {found.warning}
        </p>
      )}
      {found.taken_back.map((each) => (
        <p key={each.at} className={each.owed ? "card card-danger" : "card"}>
          {each.said}
        </p>
      ))}
      <TopUp />
      <AutoTopUp />
      {found.plan ? (
        <>
          <p>
            Plan {found.plan.title}: {money(found.plan.included)} a month
            {found.renews_at && `, next on ${new Date(found.renews_at).toLocaleDateString()}`}.
          </p>
          <Overage found={found} />
          {found.seats && <Seats seats={found.seats} />}
        </>
      ) : (
        <ul className="offers">
          {found.plans.map((plan) => (
            <Offer key={plan.name} plan={plan} rates={rates} />
          ))}
        </ul>
      )}
      <Button mt="sm" variant="default" loading={opening.isPending} onClick={() => opening.mutate(undefined)}>
        Manage payments and invoices
      </Button>
      {opening.error && <ErrorCard problem={opening.error.problem} />}
    </section>
  );
}
