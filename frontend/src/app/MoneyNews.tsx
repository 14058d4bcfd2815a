import { notifications } from "@mantine/notifications";
import { useRef } from "react";
import { currentWorkspace } from "../api/client.ts";
import type { Me } from "../api/queries.ts";
import { useLive } from "../live/useLive.ts";
import { type News, useNews } from "../live/useNews.ts";
import { toldOf } from "./told.ts";

/** Says on every page, the moment it happens, that a spend cap fills up or the balance is not filled any more. */
export function MoneyNews({ me }: { me: Me }) {
  const shown = useRef(new Map<string, string>());
  const here = me.workspaces.find((workspace) => workspace.id === currentWorkspace());
  const may = here?.capabilities.includes("billing.view") ?? false;
  const topic = `workspace:${currentWorkspace()}`;
  useLive(topic);
  useNews(topic, (news: News) => {
    const told = toldOf(news.kind, news.body as Record<string, unknown>);
    if (!told || !may) return;
    const { about, isOver, ...said } = told;
    notifications.hide(shown.current.get(about) ?? ""); // the newest word about a cap is the one to read
    shown.current.set(about, notifications.show({ ...said, autoClose: isOver ? false : 10_000 }));
  });
  return null;
}
