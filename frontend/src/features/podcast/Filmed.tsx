import { Button, FileInput, NativeSelect, Radio } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { ConfirmButton } from "../../ui/Confirm.tsx";
import { ErrorCard } from "../../ui/index.tsx";
import { bringPicture, depicting, removePicture } from "./filming.ts";
import { avatarsQuery, consentsQuery, type Person, useChange } from "./queries.ts";

const PICTURES = "image/jpeg,image/png,image/webp";

function Bring({ person }: { person: Person }) {
  const consents = useQuery(consentsQuery(person.project_id));
  const [file, setFile] = useState<File | null>(null);
  const [shows, setShows] = useState("");
  const [consent, setConsent] = useState("");
  const bring = useChange(person.project_id, bringPicture(person.id));
  const may = depicting(consents.data ?? []);
  const real = shows === "real";
  const chosen = may.some((each) => each.value === consent) ? consent : (may[0]?.value ?? "");
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!file || !shows) return;
    const form = new FormData();
    form.set("file", file);
    form.set("shows", shows);
    if (real) form.set("consent_id", chosen);
    bring.mutate(form, { onSuccess: () => setFile(null) });
  };
  return (
    <form onSubmit={onSubmit} className="look-new" aria-label={`A picture of ${person.name}`}>
      <FileInput
        label="Picture"
        description="The face from the front; JPEG, PNG or WebP, up to 20 MB"
        placeholder="Choose a file"
        accept={PICTURES}
        value={file}
        onChange={setFile}
        required
      />
      <Radio.Group label="Whom it is of" value={shows} onChange={setShows} required>
        <Radio value="invented" label="Nobody real: drawn or generated" />
        <Radio value="real" label="A real person" />
      </Radio.Group>
      {real && may.length > 0 && (
        <NativeSelect
          label="With whose consent"
          data={may}
          value={chosen}
          onChange={(event) => setConsent(event.currentTarget.value)}
        />
      )}
      {real && may.length === 0 && (
        <p className="caution">
          No consent to use somebody's pictures is recorded for this workspace. Record it on the Cast page of
          a film; without it nothing of a real person is kept.
        </p>
      )}
      <Button
        type="submit"
        size="xs"
        variant="default"
        loading={bring.isPending}
        disabled={!file || !shows || (real && !chosen)}
      >
        {person.picture?.origin === "portrait" ? "Use instead" : "Add"}
      </Button>
      {bring.error && <ErrorCard problem={bring.error.problem} />}
    </form>
  );
}

function Known({ person }: { person: Person }) {
  const remove = useChange(person.project_id, removePicture(person.id));
  const picture = person.picture;
  if (!picture) return null;
  const what = picture.origin === "sheet" ? "Reference sheet" : "Picture";
  return (
    <div className="known">
      {picture.url && <img src={picture.url} alt={`${what} of ${person.name}`} loading="lazy" />}
      {picture.standing === null && <span className="faint">{what}, nobody real</span>}
      {picture.standing === "valid" && <span className="faint">With the consent of {picture.person}</span>}
      {picture.standing && picture.standing !== "valid" && (
        <span className="caution">
          The consent of {picture.person} {picture.standing === "revoked" ? "was revoked" : "has ended"}: no
          video is made with this.
        </span>
      )}
      {!person.film && (
        <ConfirmButton
          size="xs"
          act="Remove"
          keep="Keep it"
          question={`Remove the picture of ${person.name}?`}
          loading={remove.isPending}
          onConfirm={() => remove.mutate(undefined)}
        >
          The file is deleted and {person.name} is painted from now on. What was filmed stays.
        </ConfirmButton>
      )}
      {remove.error && <ErrorCard problem={remove.error.problem} />}
    </div>
  );
}

/** How somebody is seen on video: painted by the studio, or filmed by an engine that makes their picture speak. */
export function Filmed({ person, onChoose }: { person: Person; onChoose: (engine: string) => void }) {
  const engines = useQuery(avatarsQuery);
  const chosen = engines.data?.find((each) => each.name === person.filmed_by);
  const says = person.picture
    ? chosen?.says
    : "To have them filmed, first add a picture below: painted until then.";
  return (
    <details className="cast-more">
      <summary>On video: {chosen ? `filmed by ${chosen.title}` : "painted"}</summary>
      <NativeSelect
        label="On video they are"
        value={person.filmed_by}
        disabled={!person.picture && !person.filmed_by}
        data={[
          { value: "", label: "Painted by the studio" },
          ...(engines.data ?? []).map(({ name, title }) => ({ value: name, label: `Filmed: ${title}` })),
        ]}
        onChange={(event) => onChoose(event.currentTarget.value)}
        description={says}
        inputWrapperOrder={["label", "input", "description", "error"]}
      />
      {chosen?.why_not && <p className="caution">{chosen.why_not}</p>}
      {chosen && <p className="faint">Filmed while they speak; while others do, their picture is still.</p>}
      <Known person={person} />
      {person.film ? (
        <p className="faint">
          {person.name} comes from the cast of {person.film}: their pictures are kept on its Cast page.
        </p>
      ) : (
        <Bring person={person} />
      )}
    </details>
  );
}
