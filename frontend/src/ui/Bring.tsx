import { Button, FileInput, NativeSelect, Radio } from "@mantine/core";
import { type ComponentProps, type FormEvent, type ReactNode, useState } from "react";
import { ErrorCard } from "./index.tsx";

export type FileOf = { label: string; description: string; accept: string };

type Props = {
  /** What the form is for, as it is read aloud. */
  about: string;
  file: FileOf;
  /** What somebody nobody real is, in words. */
  invented: string;
  /** Consents that allow it, to choose from. */
  consents: { value: string; label: string }[];
  /** What to do where there is none. */
  withoutConsent: string;
  act: string;
  isPending: boolean;
  problem?: ComponentProps<typeof ErrorCard>["problem"];
  /** A form of `file`, `shows` and, for a real person, `consent_id`; `done` once it is kept. */
  onBring: (form: FormData, done: () => void) => void;
  /** What else is asked; it comes first. */
  children?: ReactNode;
};

/** A picture or a voice somebody brings: whom it is of, and a real person's only with their consent. */
export function Bring({ about, file: asked, invented, consents, withoutConsent, act, ...rest }: Props) {
  const { isPending, problem, onBring, children } = rest;
  const [held, setHeld] = useState<{ file: File; as: FileOf } | null>(null);
  const [shows, setShows] = useState("");
  const [consent, setConsent] = useState("");
  // a file that was chosen as something else is no answer to what is asked now
  const file = held?.as === asked ? held.file : null;
  const real = shows === "real";
  const chosen = consents.some(({ value }) => value === consent) ? consent : (consents[0]?.value ?? "");
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!file || !shows) return;
    const form = new FormData();
    form.set("file", file);
    form.set("shows", shows);
    if (real) form.set("consent_id", chosen);
    onBring(form, () => setHeld(null));
  };
  return (
    <form onSubmit={onSubmit} className="look-new" aria-label={about}>
      {children}
      <FileInput
        label={asked.label}
        description={asked.description}
        placeholder="Choose a file"
        accept={asked.accept}
        value={file}
        onChange={(chosen) => setHeld(chosen && { file: chosen, as: asked })}
        required
      />
      <Radio.Group label="Whom it is of" value={shows} onChange={setShows} required>
        <Radio value="invented" label={`Nobody real: ${invented}`} />
        <Radio value="real" label="A real person" />
      </Radio.Group>
      {real && consents.length > 0 && (
        <NativeSelect
          label="With whose consent"
          data={consents}
          value={chosen}
          onChange={(event) => setConsent(event.currentTarget.value)}
        />
      )}
      {real && consents.length === 0 && <p className="caution">{withoutConsent}</p>}
      <Button
        type="submit"
        size="xs"
        variant="default"
        loading={isPending}
        disabled={!file || !shows || (real && !chosen)}
      >
        {act}
      </Button>
      {problem && <ErrorCard problem={problem} />}
    </form>
  );
}
