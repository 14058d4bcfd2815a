import { Button } from "@mantine/core";
import { Link } from "react-router";
import { api, bodyOf } from "../../api/client.ts";
import type { Problem } from "../../api/errors.ts";
import type { Schemas } from "../../api/queries.ts";
import { about, ErrorCard } from "../../ui/index.tsx";
import { atMost, money } from "../../ui/money.ts";
import { QuoteLines, toMake } from "../../ui/QuoteLines.tsx";
import { useChange } from "./queries.ts";

type Props = {
  projectId: string;
  quote?: Schemas["QuoteOut"];
  /** Whether another price is on its way. */
  isAsking: boolean;
  /** Why there is no price. */
  problem?: Problem;
  /** What the button says before the price. */
  act: string;
  disabled?: boolean;
  onOrdered?: () => void;
};

/** What an order would take and cost, and the one button that starts it. */
export function Priced({ projectId, quote, isAsking, problem, act, disabled, onOrdered }: Props) {
  const order = useChange(projectId, (quoteId: string) =>
    bodyOf(
      api.POST("/v1/renders", {
        params: { header: { "Idempotency-Key": quoteId } },
        body: { quote_id: quoteId },
      }),
    ),
  );
  const price = quote?.amount ? `at most ${atMost(quote.amount)}` : atMost(0);
  return (
    <>
      {quote && (
        <p className="tabular">
          {quote.to_make
            ? toMake(quote, about(quote.eta_high_seconds))
            : "Everything is made already; it is put together from what exists."}
        </p>
      )}
      {quote && <QuoteLines quote={quote} />}
      {quote?.shortages.map((shortage) => (
        <p key={shortage} className="warn">
          {shortage}
        </p>
      ))}
      {quote && quote.missing > 0 && (
        <p className="warn">
          The balance is {money(quote.balance)}: {atMost(quote.missing)} is missing.{" "}
          <Link to="/usage">Add money, or ask an owner to</Link>.
        </p>
      )}
      {problem && <ErrorCard problem={problem} />}
      {order.error && <ErrorCard problem={order.error.problem} />}
      <Button
        loading={order.isPending}
        disabled={!quote || quote.missing > 0 || isAsking || disabled}
        onClick={() => quote && order.mutate(quote.id, { onSuccess: onOrdered })}
      >
        {quote ? `${act}, ${price}` : problem ? act : "Working out what it takes…"}
      </Button>
    </>
  );
}
