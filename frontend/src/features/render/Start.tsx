import { Button, Checkbox, NativeSelect } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { asApiError } from "../../api/errors.ts";
import { type Project, presetsQuery } from "../../api/queries.ts";
import { about, ErrorCard, presetMeaning, presetOption } from "../../ui/index.tsx";
import { atMost, money } from "../../ui/money.ts";
import { QuoteLines, toMake } from "../../ui/QuoteLines.tsx";
import { type Extra, extrasQuery, type Quote, quoteQuery, useOrder } from "./queries.ts";

/** `at most $0.12`, or `free`. */
export const price = (quote: Quote): string =>
  quote.amount ? `at most ${atMost(quote.amount)}` : atMost(quote.amount);

const unit = (said: string): string => said.split(" ").at(-1) ?? "";

/** `about 2 to 5 min`; one number where the two say the same. */
export function band(quote: Pick<Quote, "eta_low_seconds" | "eta_high_seconds">): string {
  const [low, high] = [about(quote.eta_low_seconds), about(quote.eta_high_seconds)];
  if (low === high || quote.eta_low_seconds < 1) return high;
  const begin = unit(low) === unit(high) ? low.replace(/ \w+$/, "") : low;
  return `${begin} to ${high.replace("about ", "")}`;
}

function Missing({ quote }: { quote: Quote }) {
  return (
    <p className="warn">
      The balance is {money(quote.balance)}: {atMost(quote.missing)} is missing.{" "}
      <Link to="/usage">Add money, or ask an owner to</Link>.
    </p>
  );
}

/** What else the film is delivered as; each may be asked for later too. */
function Extras({ chosen, onChange }: { chosen: Extra[]; onChange: (chosen: Extra[]) => void }) {
  const extras = useQuery(extrasQuery);
  return (
    <Checkbox.Group
      label="Also make"
      description="Or ask for it later: only what is missing is made."
      value={chosen}
      onChange={onChange}
    >
      <div className="extras">
        {extras.data?.data.map(({ name, title }) => (
          <Checkbox key={name} value={name} label={title} size="xs" />
        ))}
      </div>
    </Checkbox.Group>
  );
}

/** What a render would take and cost, and the one button that starts it. */
export function StartPanel({ project }: { project: Project }) {
  const [preset, setPreset] = useState(project.preset);
  const presets = useQuery(presetsQuery);
  const [extras, setExtras] = useState<Extra[]>([]);
  const asked = useQuery({ ...quoteQuery(project.id, preset, extras), placeholderData: keepPreviousData });
  const order = useOrder(project.id);
  const quote = asked.data;
  const nothing = quote?.to_make === 0;
  const chosen = presets.data?.data.find((each) => each.name === preset);
  return (
    <section className="side-part" aria-label="Start a render">
      <NativeSelect
        label="Quality"
        description={chosen && presetMeaning(chosen.title)}
        inputWrapperOrder={["label", "input", "description"]}
        value={preset}
        onChange={(event) => setPreset(event.currentTarget.value)}
        data={presets.data?.data.map(presetOption) ?? [preset]}
      />
      <Extras chosen={extras} onChange={setExtras} />
      {quote && (
        <p className="tabular">
          {nothing
            ? "Everything is made already; the film is put together from what exists."
            : toMake(quote, band(quote))}
        </p>
      )}
      {quote?.shortages.map((shortage) => (
        <p key={shortage} className="warn">
          {shortage}
        </p>
      ))}
      {quote && quote.missing > 0 && <Missing quote={quote} />}
      {asked.error && <ErrorCard problem={asApiError(asked.error).problem} />}
      {order.error && <ErrorCard problem={order.error.problem} />}
      <Button
        fullWidth
        loading={order.isPending}
        disabled={!quote || quote.missing > 0 || asked.isFetching}
        onClick={() => quote && order.mutate(quote.id)}
      >
        {quote ? `Render film, ${price(quote)}` : "Working out what it takes…"}
      </Button>
      {quote && <QuoteLines quote={quote} />}
    </section>
  );
}
