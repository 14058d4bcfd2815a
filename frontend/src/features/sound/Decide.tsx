import { Button, NativeSelect, NumberInput } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { asApiError } from "../../api/errors.ts";
import { about, ErrorCard, Skeletons, words } from "../../ui/index.tsx";
import { atMost } from "../../ui/money.ts";
import { type Decision, priceQuery, type Sound, soundQuery, useDecide, type Whose } from "./queries.ts";

const MOODS = [
  "calm",
  "tender",
  "sorrow",
  "hope",
  "wonder",
  "playful",
  "mystery",
  "tense",
  "dread",
  "action",
  "triumph",
] as const;
const SOFTEST = -20;
const LOUDEST = 6;

type Choice = { value: string; label: string };

const MUSIC: Choice[] = [
  { value: "auto", label: "Where the scene needs it" },
  { value: "on", label: "Always" },
  { value: "off", label: "None" },
];
const HEARD: Choice[] = [
  { value: "on", label: "Heard" },
  { value: "off", label: "Off" },
];

/** The first choice leaves it to what is above: the film, or the screenplay. */
function choices(own: Choice[], above: string): Choice[] {
  return [{ value: "", label: above }, ...own];
}

function changed(sound: Sound, edit: Decision): Decision {
  return Object.fromEntries(
    Object.entries(edit).filter(([name, value]) => sound[name as keyof Decision] !== value),
  );
}

/** What keeping a decision takes, said before it is kept. */
function Price({ whose, edit }: { whose: Whose; edit: Decision }) {
  const price = useQuery({ ...priceQuery(whose, edit), placeholderData: keepPreviousData });
  if (price.error) return <ErrorCard problem={asApiError(price.error).problem} />;
  if (!price.data) return <p className="faint">Working out what it takes…</p>;
  const { to_make, eta_high_seconds, amount } = price.data;
  if (!to_make) return <p aria-live="polite">Everything for it is made already: free, at once.</p>;
  return (
    <p className="tabular" aria-live="polite">
      Rendering the film then makes {to_make} steps, {amount ? `at most ${atMost(amount)}` : "free"},{" "}
      {about(eta_high_seconds)}.
    </p>
  );
}

function Fields({
  sound,
  edit,
  film,
  set,
}: {
  sound: Sound;
  edit: Decision;
  film: boolean;
  set: (field: keyof Decision, value: string | number | null) => void;
}) {
  const shown = { ...sound, ...edit };
  const above = film ? "As the screenplay suggests" : "As the film";
  const select = (
    field: "music" | "mood" | "ambience" | "effects",
    label: string,
    own: Choice[],
    more = "",
  ) => (
    <NativeSelect
      label={label}
      description={more}
      inputWrapperOrder={["label", "input", "description"]}
      data={choices(own, above)}
      value={shown[field] ?? ""}
      onChange={(event) => set(field, event.currentTarget.value || null)}
    />
  );
  const moods = MOODS.map((mood) => ({ value: mood, label: words(mood) }));
  return (
    <>
      {select("music", "Music", film ? MUSIC.slice(1) : MUSIC)}
      {select("mood", "Mood of the music", moods)}
      <NumberInput
        label="Level of the music"
        description={`${SOFTEST} to +${LOUDEST} dB against what the mood asks`}
        inputWrapperOrder={["label", "input", "description"]}
        suffix=" dB"
        min={SOFTEST}
        max={LOUDEST}
        allowDecimal={false}
        value={shown.music_db ?? sound.effective.music_db}
        onChange={(value) => set("music_db", value === "" ? null : Number(value))}
      />
      {select("ambience", "Ambience", HEARD, "Off leaves bare room tone, so that no hole is heard")}
      {select("effects", "Effects", HEARD)}
    </>
  );
}

/** What a person decides about the sound of a scene or of the film. Nothing is kept before its price was named. */
export function Decide({ whose }: { whose: Whose }) {
  const found = useQuery(soundQuery(whose));
  const [edit, setEdit] = useState<Decision>({});
  const decide = useDecide(whose, found.data?.version ?? 1);
  if (found.error) {
    return <ErrorCard problem={asApiError(found.error).problem} onRetry={() => found.refetch()} />;
  }
  if (!found.data) return <Skeletons count={5} className="skeleton-row" />;
  const sound = found.data;
  const draft = changed(sound, edit);
  const pending = Object.keys(draft).length > 0;
  const decided = (["music", "mood", "music_db", "ambience", "effects"] as const).filter(
    (field) => sound[field] !== null,
  );
  return (
    <>
      <Fields
        sound={sound}
        edit={edit}
        film={!whose.sceneId}
        set={(field, value) => setEdit({ ...edit, [field]: value })}
      />
      {decide.error && <ErrorCard problem={decide.error.problem} />}
      {pending && (
        <div className="decision">
          <Price whose={whose} edit={draft} />
          <Button
            loading={decide.isPending}
            onClick={() => decide.mutate(draft, { onSuccess: () => setEdit({}) })}
          >
            Keep this
          </Button>
          <Button variant="default" onClick={() => setEdit({})}>
            Discard
          </Button>
        </div>
      )}
      {!pending && decided.length > 0 && (
        <Button
          variant="default"
          onClick={() => setEdit(Object.fromEntries(decided.map((field) => [field, null])))}
        >
          {whose.sceneId ? "Follow the film again" : "Follow the screenplay again"}
        </Button>
      )}
    </>
  );
}
