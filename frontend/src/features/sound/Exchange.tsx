import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { asApiError } from "../../api/errors.ts";
import { ErrorCard, Skeletons } from "../../ui/index.tsx";
import { exchangeQuery, type Exchange as Found, useOrderLines, type Whose } from "./queries.ts";

const DECIDED: Record<Found["decided"], string> = {
  shot: "",
  scene: "decided for this scene",
  film: "decided for the film",
  preset: "as the preset says",
};

/** A way to order lines as it is listed: what it cannot do here is said before it is chosen. */
export function exchangeLabel({ title, why_not, idle }: Found["options"][number]): string {
  if (why_not) return `${title} · cannot be used`;
  return idle ? `${title} · changes nothing here` : title;
}

/** How lines are ordered: each by itself, or those that follow each other together, which a changed line buys again. */
export function Exchange({ whose }: { whose: Whose }) {
  const asked = useQuery(exchangeQuery(whose));
  const order = useOrderLines(whose, asked.data?.version ?? 1);
  if (asked.error)
    return <ErrorCard problem={asApiError(asked.error).problem} onRetry={() => asked.refetch()} />;
  if (!asked.data) return <Skeletons count={1} className="skeleton-row" />;
  const { engine, holds, decided, options } = asked.data;
  const chosen = options.find((option) => option.engine === holds);
  const why = [chosen?.idle, chosen?.why_not].filter(Boolean).join(" ");
  return (
    <>
      <NativeSelect
        label={`Voices · ${DECIDED[decided]}`}
        description="Spoken together, people answer each other; a changed line then buys its exchange again, and the quote says so"
        inputWrapperOrder={["label", "input", "description"]}
        data={[
          { value: "", label: whose.sceneId ? "As the film" : "As the preset says" },
          ...options.map((option) => ({ value: option.engine, label: exchangeLabel(option) })),
        ]}
        value={engine}
        disabled={order.isPending}
        onChange={(event) => order.mutate(event.currentTarget.value)}
      />
      {why && (
        <p className="caution" role="status">
          {why}
        </p>
      )}
      {order.error && <ErrorCard problem={order.error.problem} />}
    </>
  );
}
