import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { api, bodyOf } from "../../api/client.ts";
import { asApiError } from "../../api/errors.ts";
import { count } from "../../ui/index.tsx";

const WAIT_MS = 500;
const NOTICES = 3;

/** How the studio reads a text before anything of it is stored: length, scenes, who speaks, and what it stumbles over. */
export function Reading({ text }: { text: string }) {
  const [settled] = useDebouncedValue(text, WAIT_MS);
  const check = useQuery({
    queryKey: ["check", settled],
    queryFn: () => bodyOf(api.POST("/v1/screenplays/check", { body: { text: settled } })),
    enabled: Boolean(settled.trim()),
    placeholderData: (before) => before,
    retry: false,
    gcTime: 0,
  });
  if (!text.trim()) return null;
  if (check.isError) return <p className="warn">{asApiError(check.error).message}</p>;
  if (!check.data) return <p className="faint">Reading…</p>;
  const { pages, minutes, scenes, characters, notices } = check.data;
  return (
    <div className="read" aria-live="polite">
      <p className="tabular">
        Reads as <strong>{count(scenes.length, "scene")}</strong>, {count(characters.length, "speaking part")}
        , {count(pages, "page")}, about {minutes < 1 ? "a minute" : `${Math.round(minutes)} min`}.
      </p>
      {notices.slice(0, NOTICES).map((notice) => (
        <p key={`${notice.line}-${notice.code}`} className="warn">
          Line {notice.line}: {notice.message} {notice.remedy}
        </p>
      ))}
      {notices.length > NOTICES && (
        <p className="faint">and {notices.length - NOTICES} more notices, shown in the script editor.</p>
      )}
    </div>
  );
}
