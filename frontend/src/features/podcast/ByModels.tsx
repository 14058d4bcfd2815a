import { Button, Progress } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "react-router";
import { api, bodyOf, ifMatch } from "../../api/client.ts";
import type { Episode } from "../../api/podcasts.ts";
import type { Schemas } from "../../api/queries.ts";
import { ErrorCard } from "../../ui/index.tsx";
import { money } from "../../ui/money.ts";
import { type Conversation, conversationQuery, isBeingWritten, useChange, useWriters } from "./queries.ts";

type How = Schemas["AgainIn"]["how"];
const NAMES = new Intl.ListFormat("en");
type Quoted = Schemas["QuotedConversationOut"];

/** Asking for a price, ordering by it, stopping, going on after a turn that failed, and taking what was written. */
function useConversation(episode: Episode) {
  const client = useQueryClient();
  const { queryKey } = conversationQuery(episode);
  const shown = (made: Conversation) => client.setQueryData(queryKey, made);
  const at = (id: string) => ({ conversation_id: id });
  const quote = useChange(episode.project_id, (going: { id: string; how: How } | undefined) =>
    going
      ? bodyOf(
          api.POST("/v1/conversations/{conversation_id}/again", {
            params: { path: at(going.id) },
            body: { how: going.how },
          }),
        )
      : bodyOf(
          api.POST("/v1/episodes/{episode_id}/conversations", {
            params: { path: { episode_id: episode.id } },
          }),
        ),
  );
  const order = useChange(episode.project_id, async (id: string) =>
    shown(
      await bodyOf(
        api.POST("/v1/conversations/{conversation_id}/order", {
          params: { path: at(id), header: { "Idempotency-Key": id } },
        }),
      ),
    ),
  );
  const cancel = useChange(episode.project_id, async (id: string) =>
    shown(await bodyOf(api.POST("/v1/conversations/{conversation_id}/cancel", { params: { path: at(id) } }))),
  );
  const take = useChange(episode.project_id, ({ id, version }: { id: string; version: number }) =>
    bodyOf(
      api.POST("/v1/conversations/{conversation_id}/take", {
        params: { path: at(id), header: ifMatch(version) },
      }),
    ),
  );
  return { quote, order, cancel, take };
}

function Price({ made, onOrder, waiting }: { made: Quoted; onOrder: () => void; waiting: boolean }) {
  const { quote } = made;
  return (
    <div className="price-told" role="status">
      <p>
        At most {money(quote.amount)}, likely {money(quote.typical)}, paid turn by turn for what is written.
      </p>
      {quote.shortages.map((shortage) => (
        <p key={shortage} className="warn">
          {shortage}
        </p>
      ))}
      {quote.notes.map((note) => (
        <p key={note} className="faint">
          {note}
        </p>
      ))}
      <div className="actions">
        <Button loading={waiting} disabled={quote.shortages.length > 0} onClick={onOrder}>
          Have it written
        </Button>
      </div>
    </div>
  );
}

function Turns({ made }: { made: Conversation }) {
  return (
    <ol className="written-turns" aria-label="Written so far">
      {made.turns.slice(-3).map((turn) => (
        <li key={turn.text}>
          <b>{turn.name}</b> {turn.text}
        </li>
      ))}
    </ol>
  );
}

/** Where it stopped, and the two ways on; of an order nobody can tell about, somebody decides first. */
function Failed({ made, onAgain }: { made: Conversation; onAgain: (how: How) => void }) {
  const undecided = made.error?.code === "vendor_asks";
  return (
    <div role="alert">
      {made.error && <p className="warn">{made.error.message}</p>}
      {undecided && (
        <p>
          Nothing is lost: <Link to="/workspace?tab=engines">decide about the order</Link>, then go on here.
        </p>
      )}
      {made.failed && (
        <div className="actions">
          <Button variant="default" onClick={() => onAgain("again")}>
            {undecided ? "Price: go on as decided" : `Price: ${made.failed.name} writes the turn again`}
          </Button>
          <Button variant="default" onClick={() => onAgain("offline")}>
            Price: the offline writer writes it
          </Button>
        </div>
      )}
    </div>
  );
}

/** A script by the language models of its people; nothing is shown while nobody has one. */
export function ByModels(props: { episode: Episode; version: number; onWritten: () => void }) {
  const { episode, version, onWritten } = props;
  const { writers } = useWriters(episode);
  const made = useQuery(conversationQuery(episode)).data;
  const { quote, order, cancel, take } = useConversation(episode);
  if (!writers.length && !made) return null;
  const error = quote.error ?? order.error ?? cancel.error ?? take.error;
  const going = made && isBeingWritten(made);
  return (
    <section className="card" aria-label="Written by language models">
      <h2>Written by language models</h2>
      <p className="faint">
        {NAMES.format(writers.map((each) => each.name)) || "Nobody"} by a model of their own; the others by
        the offline writer. Facts cite your sources. The script changes only when you use what was written.
      </p>
      {made && (
        <>
          {going && <Progress value={100 * made.progress} aria-label="Written" />}
          <Turns made={made} />
          {made.state === "failed" && (
            <Failed
              made={made}
              onAgain={(how) => quote.mutate({ id: made.id, how }, { onSuccess: () => order.reset() })}
            />
          )}
        </>
      )}
      {quote.data && !going && quote.data.conversation.id !== made?.id && (
        <Price
          made={quote.data}
          waiting={order.isPending}
          onOrder={() => order.mutate(quote.data.conversation.id)}
        />
      )}
      {error && <ErrorCard problem={error.problem} />}
      <div className="actions">
        {going ? (
          <Button variant="default" loading={cancel.isPending} onClick={() => cancel.mutate(made.id)}>
            Stop
          </Button>
        ) : (
          <Button
            variant={made?.state === "succeeded" || quote.data ? "default" : "filled"}
            loading={quote.isPending}
            onClick={() => quote.mutate(undefined)}
          >
            {made?.state === "succeeded" ? "Price: write it anew" : "Write the script: what does it cost?"}
          </Button>
        )}
        {made?.state === "succeeded" && (
          <Button
            loading={take.isPending}
            onClick={() => take.mutate({ id: made.id, version }, { onSuccess: onWritten })}
          >
            {made.taken ? "Use it again" : `Use these ${made.turns.length} turns`}
          </Button>
        )}
      </div>
    </section>
  );
}
