import { Table } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { asApiError } from "../../api/errors.ts";
import { ErrorCard, words } from "../../ui/index.tsx";
import { money } from "../../ui/money.ts";
import { invoicesQuery } from "./queries.ts";

/** What was billed, each with its page at Stripe. */
export function Invoices() {
  const invoices = useQuery(invoicesQuery);
  if (invoices.error) return <ErrorCard problem={asApiError(invoices.error).problem} />;
  if (!invoices.data?.data.length) return null;
  return (
    <section aria-label="Invoices">
      <h2>Invoices</h2>
      <div className="sideways">
        <Table className="tabular">
          <Table.Tbody>
            {invoices.data.data.map((each) => (
              <Table.Tr key={each.number || each.at}>
                <Table.Td className="faint">{new Date(each.at).toLocaleDateString()}</Table.Td>
                <Table.Td>
                  {each.url ? <a href={each.url}>{each.number}</a> : each.number || "Draft"}
                  {each.pdf && (
                    <>
                      {" "}
                      <a href={each.pdf}>PDF</a>
                    </>
                  )}
                </Table.Td>
                <Table.Td>{words(each.status)}</Table.Td>
                <Table.Td ta="right">{money(each.total)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </section>
  );
}
