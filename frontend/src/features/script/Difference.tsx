import { useMemo } from "react";
import { count } from "../../ui/index.tsx";
import { lineDifference } from "./lines.ts";

const SIGNS = { same: " ", added: "+", removed: "−", skipped: "⋯" } as const;
const WORDS = { same: "", added: "Added: ", removed: "Removed: ", skipped: "" } as const;

/** The script as it is and as it would be, line by line: by sign and word as well as by colour. */
export function Difference({ before, after }: { before: string; after: string }) {
  const lines = useMemo(() => lineDifference(before, after), [before, after]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long text is scrolled by keys too
    <section className="difference" aria-label="What would change" tabIndex={0}>
      {lines.map(({ key, how, text }) => (
        <p key={key} className={`difference-${how}`}>
          <span aria-hidden="true">{SIGNS[how]}</span>
          <span>
            <span className="unseen">{WORDS[how]}</span>
            {how === "skipped" ? `${count(Number(text), "line")} the same` : text || " "}
          </span>
        </p>
      ))}
    </section>
  );
}
