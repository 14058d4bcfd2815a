import { Button, NativeSelect, SegmentedControl, Table } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconDownload } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useSearchParams } from "react-router";
import { download } from "../../api/download.ts";
import { asApiError } from "../../api/errors.ts";
import { clock, Empty, ErrorCard, words } from "../../ui/index.tsx";
import { fine } from "../../ui/money.ts";
import { Chart } from "./Chart.tsx";
import { type By, usageQuery } from "./queries.ts";

const DAYS = 31;
const SIDES: { value: By; label: string }[] = [
  { value: "project", label: "Project" },
  { value: "member", label: "Member" },
  { value: "api_key", label: "API key" },
  { value: "preset", label: "Quality" },
  { value: "engine", label: "Engine" },
  { value: "size", label: "Worker size" },
  { value: "day", label: "Day" },
];

function Rows({ by, since }: { by: By; since: string }) {
  const usage = useQuery(usageQuery(by, since));
  if (usage.error) return <ErrorCard problem={asApiError(usage.error).problem} />;
  return (
    <Table className="tabular">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{SIDES.find((side) => side.value === by)?.label}</Table.Th>
          <Table.Th>Steps</Table.Th>
          <Table.Th>Worker time</Table.Th>
          <Table.Th>Charged</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {usage.data?.data.map((row) => (
          <Table.Tr key={row.key}>
            <Table.Td>{by === "preset" ? words(row.label) : row.label}</Table.Td>
            <Table.Td>{row.steps}</Table.Td>
            <Table.Td>{clock(row.seconds)}</Table.Td>
            <Table.Td>{fine(row.amount)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** The last month by day, and added up by whatever is asked; all of it can be taken home as a table. */
export function Spent() {
  const [search, setSearch] = useSearchParams();
  const since = useMemo(() => new Date(Date.now() - DAYS * 86_400_000).toISOString(), []);
  const days = useQuery(usageQuery("day", since));
  const by = SIDES.find((side) => side.value === search.get("by"))?.value ?? "project";
  const addUpBy = (side: string) => setSearch({ by: side }, { replace: true });
  const save = () =>
    download(`/v1/usage.csv?since=${encodeURIComponent(since)}`, "usage.csv").catch((error) =>
      notifications.show({ color: "red", message: asApiError(error).message }),
    );
  const rows = days.data?.data ?? [];
  return (
    <section aria-label="Spent">
      <header className="page-head">
        <h2>Spent in the last {DAYS} days</h2>
        <Button variant="default" leftSection={<IconDownload size="0.9rem" />} onClick={save}>
          Every step as a table (CSV)
        </Button>
      </header>
      {days.error && <ErrorCard problem={asApiError(days.error).problem} />}
      {days.data && !rows.length && (
        <Empty title="Nothing used yet">
          Steps that workers finish appear here with their seconds and price.
        </Empty>
      )}
      {rows.length > 0 && (
        <>
          <Chart rows={rows} days={DAYS} />
          <SegmentedControl
            visibleFrom="sm"
            data={SIDES}
            value={by}
            aria-label="Added up by"
            onChange={addUpBy}
          />
          <NativeSelect
            hiddenFrom="sm"
            data={SIDES}
            value={by}
            aria-label="Added up by"
            onChange={(event) => addUpBy(event.currentTarget.value)}
          />
          <Rows by={by} since={since} />
        </>
      )}
    </section>
  );
}
