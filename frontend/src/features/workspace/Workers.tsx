import { Table } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api, bodyOf } from "../../api/client.ts";
import { asApiError } from "../../api/errors.ts";
import type { Schemas } from "../../api/queries.ts";
import { clock, count, Empty, ErrorCard, Skeletons, words } from "../../ui/index.tsx";
import { machine } from "../../ui/sizes.ts";

type Worker = Schemas["WorkerOut"];
type Size = Schemas["WorkerSizeOut"];
const EVERY_MS = 3000;

/** How a worker stands, as shape and word. */
const STANDING: Record<Worker["state"], string> = {
  ready: "● Ready",
  draining: "◐ Leaves when its steps are made",
  set_aside: "✕ Set aside",
};

/** Memory as people buy it. */
function memory(worker: Worker): string {
  const card = worker.gpu_memory_gb && `${worker.gpu_memory_gb} GB graphics card`;
  return [card, worker.memory_gb && `${worker.memory_gb} GB`].filter(Boolean).join(", ");
}

function Doing({ worker }: { worker: Worker }) {
  const idle = worker.slots - worker.doing.length;
  return (
    <ul className="doing">
      {worker.doing.map((slot, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: slots have no name, and keep their place
        <li key={at}>
          <span className={slot.label ? undefined : "faint"} title={slot.engine || undefined}>
            {slot.label || "Busy for another workspace"}
          </span>{" "}
          <span className="faint tabular">{clock(slot.seconds)}</span>
        </li>
      ))}
      {idle > 0 && <li className="faint">{idle === 1 ? "1 slot is free" : `${idle} slots are free`}</li>}
    </ul>
  );
}

/** Engines by the reason why they do not run there: many lack the same. */
export function byReason(missing: Worker["missing"]): { why: string; engines: string[] }[] {
  const found = new Map<string, string[]>();
  for (const { title, why } of missing) {
    found.set(why, [...(found.get(why) ?? []), title]);
  }
  return [...found]
    .map(([why, engines]) => ({ why, engines: engines.sort() }))
    .sort((one, other) => other.engines.length - one.engines.length);
}

function Lacks({ missing }: Pick<Worker, "missing">) {
  const reasons = byReason(missing);
  if (!reasons.length) return null;
  return (
    <details>
      <summary className="faint">{count(missing.length, "engine")} cannot run there</summary>
      <dl className="lacks">
        {reasons.map(({ why, engines }) => (
          <div key={why}>
            <dt>{engines.join(", ")}</dt>
            <dd className="faint">{why}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function Row({ worker }: { worker: Worker }) {
  return (
    <Table.Tr>
      <Table.Td>
        <strong>{worker.name}</strong>
        <br />
        <span className="faint">
          {[words(machine(worker.size)), memory(worker)].filter(Boolean).join(" · ")}
        </span>
      </Table.Td>
      <Table.Td>
        <span className={worker.state === "set_aside" ? "status status-failed" : "status"}>
          {STANDING[worker.state]}
        </span>
        {worker.because && <p className="faint">{worker.because}</p>}
        <Lacks missing={worker.missing} />
      </Table.Td>
      <Table.Td>
        <Doing worker={worker} />
      </Table.Td>
    </Table.Tr>
  );
}

function Sizes({ sizes }: { sizes: Size[] }) {
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Size</Table.Th>
          <Table.Th>Slots busy</Table.Th>
          <Table.Th>Your steps</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {sizes.map((size) => (
          <Table.Tr key={size.name}>
            <Table.Td>
              {words(machine(size.name))}
              <br />
              <span className="faint">{size.title}</span>
            </Table.Td>
            <Table.Td className="tabular">
              {size.workers ? `${size.busy} of ${size.slots}` : <span className="faint">nobody</span>}
            </Table.Td>
            <Table.Td className="tabular">
              {size.running || size.waiting ? (
                `${size.running} made now, ${size.waiting} waiting`
              ) : (
                <span className="faint">none</span>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** Who makes films here: what each worker does for this workspace, and what waits for whom. */
export function Workers() {
  const farm = useQuery({
    queryKey: ["workers"],
    queryFn: () => bodyOf(api.GET("/v1/workers")),
    refetchInterval: EVERY_MS,
  });
  if (farm.error && !farm.data) {
    return <ErrorCard problem={asApiError(farm.error).problem} onRetry={() => farm.refetch()} />;
  }
  if (!farm.data) return <Skeletons count={2} className="skeleton-row" />;
  const { workers, sizes } = farm.data;
  return (
    <section className="pane-narrow" aria-label="Workers">
      <p className="faint">
        These machines make the films of everybody in this studio. Of other workspaces you see only that a
        slot is busy.
      </p>
      {sizes
        .filter((size) => size.shortage)
        .map((size) => (
          <p key={size.name} className="warn" role="status">
            {size.shortage}
          </p>
        ))}
      {workers.length === 0 && (
        <Empty title="No worker is online">What is ordered waits, and is made as soon as one joins.</Empty>
      )}
      {workers.length > 0 && (
        <Table className="workers">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Worker</Table.Th>
              <Table.Th>Standing</Table.Th>
              <Table.Th>Making now</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {workers.map((worker) => (
              <Row key={worker.id} worker={worker} />
            ))}
          </Table.Tbody>
        </Table>
      )}
      <h2 className="by-size">By size</h2>
      <Sizes sizes={sizes} />
    </section>
  );
}
