import { Button, Textarea } from "@mantine/core";
import { useState } from "react";
import { ErrorCard } from "../../ui/index.tsx";
import { atMost, money } from "../../ui/money.ts";
import { Difference } from "./Difference.tsx";
import type { Screenplay } from "./useScreenplay.ts";
import { type Asked, isOpen, useAccept, type useWritingDeeds, type Writing } from "./writings.ts";

const WHAT: Record<Writing["kind"], string> = { outline: "outline", pages: "pages", passage: "scene" };

type Deeds = ReturnType<typeof useWritingDeeds>;
type Props = {
  writing: Writing;
  deeds: Deeds;
  /** Whether all that was typed is saved: a proposal is laid over what the studio has. */
  settled: boolean;
  onAccepted: (screenplay: Screenplay) => void;
  onLeave: () => void;
};

function Price({ writing, deeds, onLeave }: Props) {
  const { quote } = writing;
  const made = writing.parts.length > 1 ? ` in ${writing.parts.length} parts` : "";
  return (
    <>
      <p>
        The {WHAT[writing.kind]}
        {made}: <strong>{quote.amount ? `at most ${atMost(quote.amount)}` : "free"}</strong>. What is not
        written is not charged.
      </p>
      {[...quote.shortages, ...quote.notes].map((said) => (
        <p key={said} className="faint">
          {said}
        </p>
      ))}
      {quote.missing > 0 && <p className="warn">The balance is short of {atMost(quote.missing)}.</p>}
      <div className="actions">
        <Button loading={deeds.start.isPending} onClick={() => deeds.start.mutate(writing.id)}>
          Write the {WHAT[writing.kind]}, {quote.amount ? `at most ${atMost(quote.amount)}` : "free"}
        </Button>
        <Button variant="default" onClick={onLeave}>
          Not now
        </Button>
      </div>
    </>
  );
}

function Underway({ writing, deeds }: Props) {
  const done = writing.parts.filter((part) => part.state === "written").length;
  const total = writing.parts.length;
  return (
    <>
      <output>
        Writing the {WHAT[writing.kind]}
        {total > 1 ? `: ${done} of ${total} parts are here` : "…"}
      </output>
      <progress max={total} value={done} aria-label="Parts that are written" />
      {writing.waiting && <p className="warn">{writing.waiting}</p>}
      <div className="actions">
        <Button
          variant="default"
          loading={deeds.stop.isPending}
          onClick={() => deeds.stop.mutate(writing.id)}
        >
          Stop
        </Button>
        <span className="faint">What is written is kept.</span>
      </div>
      {writing.text && <pre className="draft-text">{writing.text}</pre>}
    </>
  );
}

function Outline({ writing, deeds }: Props) {
  const [text, setText] = useState(writing.text);
  const pages: Asked = {
    kind: "pages",
    writer: writing.writer as Asked["writer"],
    model: writing.model,
    minutes: writing.minutes,
    writing_id: writing.id,
    outline: text,
  } as Asked;
  return (
    <>
      <Textarea
        label="Outline"
        description="Change it as you like: acts begin with #, scenes with a heading, and = says what happens."
        classNames={{ input: "script-input" }}
        autosize
        minRows={10}
        maxRows={24}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className="actions">
        <Button loading={deeds.ask.isPending} onClick={() => deeds.ask.mutate(pages)}>
          Pages from this outline
        </Button>
        <Button
          variant="default"
          loading={deeds.again.isPending}
          onClick={() => deeds.again.mutate(writing.id)}
        >
          Another outline
        </Button>
      </div>
    </>
  );
}

function Change({ writing, settled, deeds, onAccepted }: Props) {
  const accept = useAccept(onAccepted);
  const { proposal } = writing;
  if (!proposal) return null;
  return (
    <>
      {accept.error && <ErrorCard problem={accept.error.problem} />}
      {!proposal.applies && (
        <p className="warn">
          The scene was changed while this was written, so it is not replaced. Copy from the proposal, or have
          it written again.
        </p>
      )}
      {!settled && <p className="warn">What you typed is being saved; then this can be accepted.</p>}
      <div className="actions">
        <Button
          disabled={!settled || !proposal.applies}
          loading={accept.isPending}
          onClick={() => accept.mutate({ id: writing.id, version: proposal.version })}
        >
          {proposal.before.trim() ? "Accept the change" : "Put it into the script"}
        </Button>
        <Button
          variant="default"
          loading={deeds.again.isPending}
          onClick={() => deeds.again.mutate(writing.id)}
        >
          Write it again
        </Button>
        <Button
          variant="subtle"
          color="gray"
          loading={deeds.decline.isPending}
          onClick={() => deeds.decline.mutate(writing.id)}
        >
          Decline
        </Button>
      </div>
      {proposal.before.trim() ? (
        <Difference before={proposal.before} after={proposal.after} />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long text is scrolled by keys too
        <pre className="draft-text" tabIndex={0}>
          {proposal.after}
        </pre>
      )}
    </>
  );
}

function Outcome(props: Props) {
  const { writing, deeds } = props;
  const failed = writing.parts.filter((part) => part.state === "failed");
  return (
    <>
      {writing.error && (
        <ErrorCard
          problem={{
            detail: `${writing.error.message} What was written is kept.`,
          }}
          onRetry={() => deeds.again.mutate(writing.id)}
        />
      )}
      {!writing.error && writing.state === "cancelled" && <p>Stopped. What was written is kept.</p>}
      {failed.length > 0 && !writing.error && <p className="warn">{failed[0]?.fault}</p>}
      {writing.remarks.map((said) => (
        <p key={said} className="warn">
          {said}
        </p>
      ))}
      <p className="faint tabular">
        {writing.pages > 0 && `${writing.pages} pages for ${writing.minutes} minutes. `}
        {writing.cost && `Charged: ${writing.cost.charged ? money(writing.cost.charged) : "nothing"}.`}
        {writing.settled && ` ${writing.settled === "accepted" ? "Accepted" : "Declined"}.`}
      </p>
      {writing.settled && <pre className="draft-text">{writing.text}</pre>}
      {!writing.settled && writing.kind === "outline" && writing.text && <Outline {...props} />}
      {!writing.settled && writing.kind !== "outline" && <Change {...props} />}
    </>
  );
}

/** One writing from its price to its place in the script. */
export function Proposal(props: Props) {
  const { writing, deeds } = props;
  const error = deeds.start.error ?? deeds.again.error ?? deeds.stop.error ?? deeds.decline.error;
  return (
    <div className="writing">
      {error && <ErrorCard problem={error.problem} />}
      {writing.state === "quoted" && <Price {...props} />}
      {isOpen(writing) && <Underway {...props} />}
      {writing.state !== "quoted" && !isOpen(writing) && <Outcome key={writing.id} {...props} />}
    </div>
  );
}
