import { money } from "../../ui/money.ts";
import type { UsageRow } from "./queries.ts";

const DAY = 86_400_000;

/** Every day of the time, oldest first; days without work are there too. */
export function everyDay(rows: UsageRow[], days: number, today: number): UsageRow[] {
  const found = new Map(rows.map((row) => [row.key, row]));
  return Array.from({ length: days }, (_, back) => {
    const key = new Date(today - (days - 1 - back) * DAY).toISOString().slice(0, 10);
    return found.get(key) ?? { key, label: key, steps: 0, seconds: 0, amount: 0 };
  });
}

function said(row: UsageRow): string {
  const day = new Date(`${row.key}T00:00:00Z`).toLocaleDateString(undefined, {
    day: "numeric",
    month: "short",
    timeZone: "UTC",
  });
  return `${day}: ${money(row.amount)}, ${row.steps} steps`;
}

/** What each day cost, as bars; the same is in the table below for whoever cannot see them. */
export function Chart({ rows, days }: { rows: UsageRow[]; days: number }) {
  const shown = everyDay(rows, days, Date.now());
  const most = Math.max(1, ...shown.map((row) => row.amount));
  const total = shown.reduce((sum, row) => sum + row.amount, 0);
  const first = shown[0] ? said(shown[0]).split(":")[0] : "";
  return (
    <figure className="chart" aria-label={`Spent in ${days} days: ${money(total)}`}>
      <div className="chart-bars" aria-hidden="true">
        {shown.map((row) => (
          <span key={row.key} className="chart-day" title={said(row)}>
            <span style={{ height: `${(row.amount / most) * 100}%` }} />
          </span>
        ))}
      </div>
      <figcaption className="faint tabular">
        <span>{first}</span>
        <span>most on one day: {money(most === 1 ? 0 : most)}</span>
        <span>today</span>
      </figcaption>
    </figure>
  );
}
