import { Table } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { asApiError } from "../../api/errors.ts";
import type { Schemas } from "../../api/queries.ts";
import { count, ErrorCard, words } from "../../ui/index.tsx";
import { fine, money } from "../../ui/money.ts";
import { machine } from "../../ui/sizes.ts";
import { chargesQuery, statementQuery } from "./queries.ts";

type Charge = Schemas["ChargeOut"];
type Moved = Schemas["MovementOut"];

/** What it was charged for: worker time, or what an engine of others made. */
function howMuch(line: Charge): string {
  if (line.unit === "image" || line.unit === "piece") return count(line.made, line.unit);
  if (line.unit === "thousand_characters") return count(line.made, "character");
  return `${((line.unit ? line.made : line.milliseconds) / 1000).toFixed(2)} s${line.unit ? " made" : ""}`;
}

const when = (at: string): string =>
  new Date(at).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });

const rate = (line: Charge): string =>
  `${fine(line.rate)} a ${line.unit ? line.unit.replace("thousand_", "thousand ") : "minute"}`;

/** Why a render cost what it cost: every step with its worker, its seconds and the rate. */
function Charges({ renderId }: { renderId: string }) {
  const charges = useQuery(chargesQuery(renderId));
  if (charges.error) return <ErrorCard problem={asApiError(charges.error).problem} />;
  return (
    <div className="charges">
      <Table className="tabular">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Step</Table.Th>
            <Table.Th>Made by</Table.Th>
            <Table.Th>How much</Table.Th>
            <Table.Th>Rate</Table.Th>
            <Table.Th>Charged</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {charges.data?.data.map((line) => (
            <Table.Tr key={line.id}>
              <Table.Td>
                {words(line.stage)}: {line.label}
              </Table.Td>
              <Table.Td>
                {words(line.engine)} on {line.worker} ({machine(line.size)})
              </Table.Td>
              <Table.Td>{howMuch(line)}</Table.Td>
              <Table.Td>{rate(line)}</Table.Td>
              <Table.Td>{fine(line.amount)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function Row({ moved, open, onToggle }: { moved: Moved; open: boolean; onToggle: () => void }) {
  const explained = moved.kind === "hold" && moved.render_id;
  return (
    <>
      <Table.Tr>
        <Table.Td className="faint">{when(moved.at)}</Table.Td>
        <Table.Td>
          {moved.title ? `${moved.title}: ` : ""}
          {moved.memo}
          {explained && (
            <button type="button" className="link" aria-expanded={open} onClick={onToggle}>
              {open ? "Hide its steps" : "What for"}
            </button>
          )}
        </Table.Td>
        <Table.Td ta="right" className="nowrap">
          {money(moved.balance_change)}
        </Table.Td>
      </Table.Tr>
      {explained && open && (
        <Table.Tr>
          <Table.Td colSpan={3}>
            <Charges renderId={explained} />
          </Table.Td>
        </Table.Tr>
      )}
    </>
  );
}

/** What moved the balance; what was set aside for a render opens to what it was charged for. */
export function Statement() {
  const statement = useQuery(statementQuery);
  const [open, setOpen] = useState("");
  // What a finished step took of its hold did not touch the balance: it stands under its render.
  const moved = statement.data?.data.filter((each) => each.kind !== "capture") ?? [];
  return (
    <section aria-label="Statement">
      <h2>Statement</h2>
      {statement.error && <ErrorCard problem={asApiError(statement.error).problem} />}
      <div className="sideways">
        <Table className="tabular">
          <Table.Tbody>
            {moved.map((each) => (
              <Row
                key={each.id}
                moved={each}
                open={open === each.id}
                onToggle={() => setOpen(open === each.id ? "" : each.id)}
              />
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </section>
  );
}
