import { Button, Checkbox, FileInput, Radio, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { asApiError } from "../../api/errors.ts";
import { ConfirmButton } from "../../ui/Confirm.tsx";
import { ago, count, ErrorCard, Skeletons, words } from "../../ui/index.tsx";
import {
  ALLOWED,
  type Allowed,
  type Consent,
  consentsQuery,
  type MadeWith,
  madeWithQuery,
  readEvidence,
  recordConsent,
  revokeConsent,
  stands,
  useCan,
  useDeed,
} from "./consents.ts";

const EVIDENCE = "application/pdf,image/jpeg,image/png,image/webp,audio/*,video/mp4";

function One({ made }: { made: MadeWith }) {
  return (
    <li>
      {made.url ? (
        <a href={made.url} target="_blank" rel="noreferrer">
          {made.title}
        </a>
      ) : (
        made.title
      )}{" "}
      <span className="faint">
        {words(made.kind)}, {made.project_title}, {ago(made.made_at, Date.now())}
      </span>
    </li>
  );
}

function Made({ consent, projectId }: { consent: Consent; projectId: string }) {
  const made = useQuery(madeWithQuery(projectId, consent.id));
  if (made.error)
    return <ErrorCard problem={asApiError(made.error).problem} onRetry={() => made.refetch()} />;
  if (!made.data) return <Skeletons count={2} className="skeleton-row" />;
  if (!made.data.length) return <p className="faint">Nothing yet.</p>;
  return (
    <>
      <p className="faint">{count(made.data.length, "thing")} made with it</p>
      <ul className="made-with">
        {made.data.map((each) => (
          <One key={`${each.kind}-${each.title}-${each.made_at}`} made={each} />
        ))}
      </ul>
    </>
  );
}

function Row({ consent, projectId, may }: { consent: Consent; projectId: string; may: boolean }) {
  const [open, setOpen] = useState(false);
  const [because, setBecause] = useState("");
  const revoking = useDeed(projectId, revokeConsent(consent.id));
  const reading = useDeed(projectId, readEvidence(consent.id));
  return (
    <li className="consent">
      <h3>{consent.person}</h3>
      <p className={consent.standing === "valid" ? "faint" : "caution"}>{stands(consent)}</p>
      <p>
        {consent.uses.map((use) => ALLOWED[use]).join("; ")}.{" "}
        <span className="faint">{consent.project_id ? "In this project" : "In the whole workspace"}</span>
      </p>
      <div className="hear">
        <Button size="xs" variant="default" onClick={() => setOpen(!open)} aria-expanded={open}>
          What was made with it
        </Button>
        {may && (
          <Button
            size="xs"
            variant="default"
            loading={reading.isPending}
            onClick={() =>
              reading.mutate(undefined, {
                onSuccess: (found) => window.open(found.url, "_blank", "noopener"),
              })
            }
          >
            See the proof
          </Button>
        )}
        {may && consent.standing !== "revoked" && (
          <ConfirmButton
            size="xs"
            act="Revoke"
            keep="Keep the consent"
            question={`Revoke the consent of ${consent.person}?`}
            loading={revoking.isPending}
            onConfirm={() => revoking.mutate(because, { onSuccess: () => setOpen(true) })}
          >
            Nothing new is made with it from now on; what is being made is stopped and costs nothing. What was
            made stays, and is listed here. This cannot be undone: record a new consent instead.
          </ConfirmButton>
        )}
      </div>
      {may && consent.standing !== "revoked" && open && (
        <TextInput
          label="Reason, if it is revoked"
          value={because}
          maxLength={500}
          onChange={(event) => setBecause(event.currentTarget.value)}
        />
      )}
      {open && <Made consent={consent} projectId={projectId} />}
      {revoking.error && <ErrorCard problem={revoking.error.problem} />}
      {reading.error && <ErrorCard problem={reading.error.problem} />}
    </li>
  );
}

function Recording({ projectId }: { projectId: string }) {
  const [uses, setUses] = useState<string[]>(["depict"]);
  const [scope, setScope] = useState("project");
  const [proof, setProof] = useState<File | null>(null);
  const recording = useDeed(projectId, recordConsent);
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const typed = new FormData(form);
    if (!proof || !uses.length) return;
    const sent = new FormData();
    sent.set("person", String(typed.get("person")));
    for (const use of uses) sent.append("uses", use);
    if (scope === "project") sent.set("project_id", projectId);
    const until = String(typed.get("expires_on") ?? "");
    if (until) sent.set("expires_on", until);
    sent.set("evidence", proof);
    recording.mutate(sent, {
      onSuccess: () => {
        form.reset();
        setProof(null);
      },
    });
  };
  return (
    <details className="cast-more">
      <summary>Record a consent</summary>
      <form onSubmit={onSubmit} className="consent-new" aria-label="Record a consent">
        <TextInput name="person" label="Who" description="Their full name, as the proof has it" required />
        <Checkbox.Group label="What they allow" value={uses} onChange={setUses} required>
          {(Object.keys(ALLOWED) as Allowed[]).map((use) => (
            <Checkbox key={use} value={use} label={ALLOWED[use]} />
          ))}
        </Checkbox.Group>
        <Radio.Group label="Where" value={scope} onChange={setScope}>
          <Radio value="project" label="In this project" />
          <Radio value="workspace" label="In the whole workspace" />
        </Radio.Group>
        <TextInput
          name="expires_on"
          type="date"
          label="Until, that day included"
          description="Left empty it holds until it is revoked"
        />
        <FileInput
          label="Proof"
          description="The signed release as PDF or photograph, or a recording; up to 20 MB"
          placeholder="Choose a file"
          accept={EVIDENCE}
          value={proof}
          onChange={setProof}
          required
        />
        <Button
          type="submit"
          variant="default"
          loading={recording.isPending}
          disabled={!proof || !uses.length}
        >
          Record consent
        </Button>
        {recording.error && <ErrorCard problem={recording.error.problem} />}
      </form>
    </details>
  );
}

/** Who of the real world allowed what, until when, and what was made with it. */
export function Consents({ projectId }: { projectId: string }) {
  const sees = useCan("consents.view");
  const may = useCan("consents.edit");
  const consents = useQuery({ ...consentsQuery(projectId), enabled: sees });
  if (!sees) return null;
  return (
    <section className="card consents" aria-labelledby="consents">
      <h2 id="consents">Consents</h2>
      <p className="faint">
        The face and the voice of a real person are used only with their recorded consent. A character the
        studio draws from its description needs none.
      </p>
      {consents.error && <ErrorCard problem={asApiError(consents.error).problem} />}
      {consents.isPending && <Skeletons count={1} className="skeleton-row" />}
      <ul className="plain-list">
        {(consents.data ?? []).map((each) => (
          <Row key={each.id} consent={each} projectId={projectId} may={may} />
        ))}
      </ul>
      {may ? (
        <Recording projectId={projectId} />
      ) : (
        <p className="faint">Owners and producers of the workspace record consents.</p>
      )}
    </section>
  );
}
