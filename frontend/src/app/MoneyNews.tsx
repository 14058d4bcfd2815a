import { notifications } from "@mantine/notifications";
import { currentWorkspace } from "../api/client.ts";
import { useLive } from "../live/useLive.ts";
import { type News, useNews } from "../live/useNews.ts";
import { toldOf } from "./told.ts";

/** Says on every page, the moment it happens, that a spend cap fills up or the balance is not filled any more. */
export function MoneyNews() {
  const topic = `workspace:${currentWorkspace()}`;
  useLive(topic);
  useNews(topic, (news: News) => {
    const told = toldOf(news.kind, news.body as Record<string, unknown>);
    if (told)
      notifications.show({
        ...told,
        id: `${news.topic}/${news.seq}`,
        autoClose: told.isOver ? false : 10_000,
      });
  });
  return null;
}
