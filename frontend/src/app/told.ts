import { money } from "../ui/money.ts";

export type Told = { title: string; message: string; color: string; isOver: boolean };

/** What an event about money says to whoever has the studio open; null for an event that is not about money. Pure. */
export function toldOf(kind: string, body: Record<string, unknown>): Told | null {
  if (kind === "auto_top_up.stopped") {
    return {
      title: "The balance is not filled by itself any more",
      message: String(body.said),
      color: "red",
      isOver: true,
    };
  }
  if (kind !== "cap.noticed") return null;
  const percent = Number(body.percent);
  const isOver = percent >= 100;
  const used = `${money(Number(body.spent))} of ${money(Number(body.limit))} this month.`;
  const rest = isOver
    ? "Renders wait now; what they have made is kept. They go on when an owner raises the cap, or next month."
    : "Nothing changes yet: renders wait when it is used up.";
  return {
    title: `${percent} % of the spend cap of ${body.whose} is used`,
    message: `${used} ${rest}`,
    color: isOver ? "red" : percent >= 80 ? "orange" : "yellow",
    isOver,
  };
}
