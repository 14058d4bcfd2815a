import type { Schemas } from "../api/queries.ts";
import { count, words } from "./index.tsx";
import { atMost, fine, money } from "./money.ts";

type Quote = Pick<Schemas["QuoteOut"], "amount" | "typical" | "whole" | "lines" | "notes">;

/** The way of what is made, so that no stage changes its place while it runs. */
export const WAY = ["voices", "panels", "timing", "avatars", "shots", "sound", "assembly", "master"];

const inOrder = (lines: Quote["lines"]) =>
  [...lines].sort((one, other) => WAY.indexOf(one.stage) - WAY.indexOf(other.stage));

/** How much is to be made, what of it is there, and how long it takes: `12 steps to make, 5 kept from before: 2 min.` */
export function toMake(quote: { to_make: number; cached: number }, takes: string): string {
  const kept = quote.cached ? `, ${quote.cached} kept from before` : "";
  return `${count(quote.to_make, "step")} to make${kept}: ${takes}.`;
}

/** What it costs stage by stage, and what is kept from before. */
export function QuoteLines({ quote }: { quote: Quote }) {
  return (
    <details className="quote-lines">
      <summary>
        {quote.amount
          ? `Likely about ${money(quote.typical)}; what is not needed comes back`
          : "What it is made of"}
      </summary>
      <table className="tabular">
        <thead>
          <tr>
            <th>Stage</th>
            <th>To make</th>
            <th>Kept</th>
            <th>At most</th>
          </tr>
        </thead>
        <tbody>
          {inOrder(quote.lines).map((line) => (
            <tr key={line.stage}>
              <td>{words(line.stage)}</td>
              <td>{line.steps - line.cached}</td>
              <td>{line.cached}</td>
              <td>{line.amount ? fine(line.amount) : "free"}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {quote.notes.map((note) => (
        <p key={note} className="faint">
          {note}
        </p>
      ))}
      {quote.whole > quote.amount && (
        <p className="faint">Making everything anew would cost at most {atMost(quote.whole)}.</p>
      )}
    </details>
  );
}
