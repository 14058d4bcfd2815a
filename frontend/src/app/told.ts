export type Told = { title: string; message: string; color: string; isOver: boolean; about: string };

/** What an event about money says to whoever has the studio open; null for an event that is not about money. Pure. */
export function toldOf(kind: string, body: Record<string, unknown>): Told | null {
  if (kind === "auto_top_up.stopped") {
    return {
      title: "The balance is not filled by itself any more",
      message: "The page Usage says why and what to do. Renders go on while there is a balance.",
      color: "red",
      isOver: true,
      about: "auto_top_up",
    };
  }
  if (kind !== "cap.noticed") return null;
  const percent = Number(body.percent);
  const isOver = percent >= 100;
  const rest = isOver
    ? "Renders wait now; what they have made is kept. They go on when an owner raises the cap, or next month."
    : "Nothing changes yet: renders wait when it is used up.";
  return {
    title: `${percent} % of the spend cap of ${body.whose} is used this month`,
    message: rest,
    color: isOver ? "red" : percent >= 80 ? "orange" : "yellow",
    isOver,
    about: String(body.cap_id),
  };
}
