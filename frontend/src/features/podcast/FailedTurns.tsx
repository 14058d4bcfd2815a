import { Button, NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api, bodyOf, ifMatch } from "../../api/client.ts";
import type { Episode } from "../../api/podcasts.ts";
import type { Schemas } from "../../api/queries.ts";
import type { Render } from "../../api/renders.ts";
import { count, ErrorCard } from "../../ui/index.tsx";
import { failedTurnsQuery, scriptQuery, useChange } from "./queries.ts";
import { turnIn } from "./turns.ts";
import { useVoiceOptions } from "./useVoiceOptions.ts";

type Failed = Schemas["FailedTurnOut"];
const MOST_TAKES = 8;

function Line({ episode, failed }: { episode: Episode; failed: Failed }) {
  const script = useQuery(scriptQuery(episode));
  const turn = script.data && turnIn(script.data, failed.turn_id);
  const voices = useVoiceOptions(turn?.voice || failed.voice);
  const change = useChange(episode.project_id, (body: Schemas["PatchedTurnIn"]) =>
    bodyOf(
      api.PATCH("/v1/episodes/{episode_id}/turns/{turn_id}", {
        params: {
          path: { episode_id: episode.id, turn_id: failed.turn_id },
          header: ifMatch(turn?.version ?? 0),
        },
        body,
      }),
    ),
  );
  return (
    <li className="failed-turn">
      <p>
        <strong>{failed.name}</strong> “{failed.text}”
      </p>
      <p className="warn">{failed.error}</p>
      {failed.is_changed ? (
        <p className="faint" role="status">
          {turn?.is_left_out ? "Left out of the recording." : "Changed; the next render speaks it anew."}
        </p>
      ) : (
        turn && (
          <div className="actions">
            <Button
              variant="default"
              loading={change.isPending}
              onClick={() => change.mutate({ take: (turn.take % MOST_TAKES) + 1 })}
            >
              Another take
            </Button>
            <NativeSelect
              aria-label="Another voice for this line"
              value={turn.voice || failed.voice}
              data={voices}
              onChange={(event) => change.mutate({ voice: event.currentTarget.value })}
            />
            <Button
              variant="default"
              loading={change.isPending}
              onClick={() => change.mutate({ is_left_out: true })}
            >
              Leave it out
            </Button>
          </div>
        )
      )}
      {change.error && <ErrorCard problem={change.error.problem} />}
    </li>
  );
}

/** The lines an episode waits for: each is mended alone, and everything else is kept. */
export function FailedTurns({ episode, render }: { episode: Episode; render: Render }) {
  const failed = useQuery(failedTurnsQuery(episode, render.id));
  const again = useChange(episode.project_id, () =>
    bodyOf(api.POST("/v1/renders/{render_id}/retry", { params: { path: { render_id: render.id } } })),
  );
  if (!failed.data?.length) return null;
  const untouched = failed.data.some((each) => !each.is_changed);
  return (
    <section className="failed-turns" aria-label="Lines that could not be spoken">
      <p>
        {count(failed.data.length, "line")} could not be spoken. Mend each, or try again as it is; all others
        are kept.
      </p>
      <ul>
        {failed.data.map((each) => (
          <Line key={each.turn_id} episode={episode} failed={each} />
        ))}
      </ul>
      {untouched && (
        <Button loading={again.isPending} onClick={() => again.mutate(undefined)}>
          Try again
        </Button>
      )}
      {again.error && <ErrorCard problem={again.error.problem} />}
    </section>
  );
}
