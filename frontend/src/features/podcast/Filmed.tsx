import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Bring } from "../../ui/Bring.tsx";
import { ConfirmButton } from "../../ui/Confirm.tsx";
import { ErrorCard } from "../../ui/index.tsx";
import { bringPicture, depicting, removePicture } from "./filming.ts";
import { avatarsQuery, consentsQuery, type Person, useChange } from "./queries.ts";

const PICTURE = {
  label: "Picture",
  description: "The face from the front; JPEG, PNG or WebP, up to 20 MB",
  accept: "image/jpeg,image/png,image/webp",
};

function Picture({ person }: { person: Person }) {
  const consents = useQuery(consentsQuery(person.project_id));
  const bring = useChange(person.project_id, bringPicture(person.id));
  return (
    <Bring
      about={`A picture of ${person.name}`}
      file={PICTURE}
      invented="drawn or generated"
      consents={depicting(consents.data ?? [])}
      withoutConsent="No consent to use somebody's pictures is recorded for this workspace. Record it on the Cast page of a film; without it nothing of a real person is kept."
      act={person.picture?.origin === "portrait" ? "Use instead" : "Add"}
      isPending={bring.isPending}
      problem={bring.error?.problem}
      onBring={(form, done) => bring.mutate(form, { onSuccess: done })}
    />
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
        <Picture person={person} />
      )}
    </details>
  );
}
