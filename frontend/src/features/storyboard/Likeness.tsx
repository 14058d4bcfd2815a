import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { Shot } from "../../api/queries.ts";
import { ErrorCard } from "../../ui/index.tsx";
import { drift, likenessQuery, told, useLetPass } from "./likeness.ts";

const MEASURED = {
  drawn: "By strokes, tones and colours of the drawn head against the reference sheet",
  faces: "By a face recogniser against the pictures on the page Cast",
};

type Props = { shot: Shot; projectId: string; busy: boolean; onAgain: () => void };

/** How much everybody in a shot looks like their pictures; where a clip waits for it, what to do about it. */
export function Likeness({ shot, projectId, busy, onAgain }: Props) {
  const every = useQuery(likenessQuery(projectId));
  const passing = useLetPass(shot.id, projectId);
  const seen = every.data?.find((each) => each.shot_id === shot.id);
  if (!seen) return null;
  const unlike = drift(seen);
  return (
    <section className="side-part" aria-label="Likeness">
      <h2>Likeness</h2>
      <ul className="plain-list tabular">
        {seen.people.map((each) => (
          <li key={`${each.character_id}-${each.of}`}>{told(each)}</li>
        ))}
      </ul>
      {unlike && <p className="caution">This {unlike}.</p>}
      <p className="faint">
        {MEASURED[seen.by]}; {(seen.least_percent / 100).toFixed(2)} is the least that passes.
      </p>
      {seen.holds && (
        <>
          <p>The clip is not made yet, so nothing was spent on it.</p>
          <div className="hear">
            <Button size="xs" variant="default" loading={busy} onClick={onAgain}>
              Draw it again with the next render
            </Button>
            <Button
              size="xs"
              variant="default"
              loading={passing.isPending}
              onClick={() => passing.mutate(undefined)}
            >
              Let it pass
            </Button>
          </div>
        </>
      )}
      {seen.passed && <p className="faint">Somebody let it pass; the next render makes the clip.</p>}
      {passing.error && <ErrorCard problem={passing.error.problem} />}
    </section>
  );
}
