import { Button, NativeSelect, Slider, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type Character, type Schemas, voicesQuery } from "../../api/queries.ts";
import { ErrorCard } from "../../ui/index.tsx";
import { NotNow } from "../../ui/NotNow.tsx";
import {
  isElaborate,
  isOfCatalogue,
  readBlend,
  readVoice,
  voiceBy,
  writeBlend,
  writeVoice,
} from "./blend.ts";
import { optionsOf, speakersIn } from "./speakers.ts";
import { Tuning } from "./Tuning.tsx";
import { useAudition } from "./useAudition.ts";

type Edit = Schemas["PatchedCharacterIn"];
type Sounds = Pick<Character, "voice" | "pace_percent" | "pitch_percent" | "voice_tuning">;

const useOffered = () => useQuery(voicesQuery).data?.data ?? [];

/** The voices of one engine, by the names it has for them. */
function useVoices(engine: string) {
  return useOffered()
    .filter((voice) => voice.engine === engine)
    .map((voice) => ({
      value: readVoice(voice.name).name,
      label: [voice.title, voice.gender, voice.age, voice.accent].filter(Boolean).join(", "),
    }));
}

function Percent(props: {
  id: string;
  label: string;
  name: string;
  value: number;
  from: number;
  to: number;
  onChange: (value: number) => void;
  onChangeEnd: (value: number) => void;
}) {
  const { id, label, name, value, from, to, onChange, onChangeEnd } = props;
  return (
    <div>
      <label className="label" htmlFor={id}>
        {label} {value} %
      </label>
      <Slider
        id={id}
        min={from}
        max={to}
        step={1}
        value={value}
        label={null}
        thumbLabel={name}
        onChange={onChange}
        onChangeEnd={onChangeEnd}
      />
    </div>
  );
}

type Choosing = {
  voice: string;
  name: string;
  id: string;
  turn: (voice: string) => void;
  keep: (voice: string) => void;
};

/** Whose voices speak: those of the film's preset, or another engine's for this character alone. */
function Speaker({ voice, keep }: Pick<Choosing, "voice" | "keep">) {
  const offered = useOffered();
  const speakers = speakersIn(offered);
  const chosen = speakers.find((each) => each.engine === readVoice(voice).engine);
  if (speakers.length < 2) return null;
  return (
    <>
      <NativeSelect
        label="Spoken by"
        description={chosen?.hint || undefined}
        data={optionsOf(speakers)}
        value={readVoice(voice).engine}
        onChange={(event) => keep(voiceBy(event.currentTarget.value, voice, offered))}
      />
      <NotNow
        chosen={chosen?.unavailable ? `Cannot be heard now. ${chosen.unavailable}` : ""}
        asks={`Why ${chosen?.unavailable ? "others" : "some"} cannot be heard now`}
        others={speakers
          .filter((each) => each !== chosen && each.unavailable)
          .map(({ engine, title, unavailable }) => ({ key: engine, title, why: unavailable }))}
      />
    </>
  );
}

/** One of the voices that an engine has for itself. */
function Own({ voice, keep }: Pick<Choosing, "voice" | "keep">) {
  const { engine, name } = readVoice(voice);
  const voices = useVoices(engine);
  if (voices.length < 2) return null;
  return (
    <NativeSelect
      label="Voice"
      data={voices}
      value={name}
      onChange={(event) => keep(writeVoice(engine, event.currentTarget.value))}
    />
  );
}

/** A voice of the catalogue, or two mixed. */
function Mixed({ voice, turn, keep, ...who }: Choosing) {
  const { engine, name } = readVoice(voice);
  return (
    <Mix
      {...who}
      voice={name}
      engine={engine}
      turn={(mix) => turn(writeVoice(engine, mix))}
      keep={(mix) => keep(writeVoice(engine, mix))}
    />
  );
}

function Mix({ voice, engine, name, id, turn, keep }: Choosing & { engine: string }) {
  const voices = useVoices(engine);
  if (isElaborate(voice)) {
    return (
      <TextInput
        label="Voice"
        description="A mix of several voices; the shares add up to 1"
        value={voice}
        onChange={(event) => turn(event.currentTarget.value)}
        onBlur={(event) => keep(event.currentTarget.value)}
      />
    );
  }
  const blend = readBlend(voice);
  return (
    <>
      <NativeSelect
        label="Voice"
        data={voices}
        value={blend.first}
        onChange={(event) => keep(writeBlend({ ...blend, first: event.currentTarget.value }))}
      />
      <NativeSelect
        label="Mixed with"
        data={[{ value: "", label: "nothing" }, ...voices.filter((each) => each.value !== blend.first)]}
        value={blend.second}
        onChange={(event) =>
          keep(
            writeBlend({
              ...blend,
              second: event.currentTarget.value,
              percent: blend.second ? blend.percent : 60,
            }),
          )
        }
      />
      {blend.second && (
        <Percent
          id={`mix-${id}`}
          label="Share of the first voice"
          name={`Share of the first voice of ${name}`}
          from={1}
          to={99}
          value={blend.percent}
          onChange={(percent) => turn(writeBlend({ ...blend, percent }))}
          onChangeEnd={(percent) => keep(writeBlend({ ...blend, percent }))}
        />
      )}
    </>
  );
}

function Hear({ character, sounds }: { character: Character; sounds: Sounds }) {
  const { hear, stop, playing, making, heard, error } = useAudition(character.id);
  return (
    <div className="hear">
      <Button
        size="xs"
        variant="default"
        loading={making}
        disabled={!character.line_count}
        aria-label={playing ? `Stop the voice of ${character.name}` : `Hear the voice of ${character.name}`}
        onClick={() =>
          playing
            ? stop()
            : hear({
                voice: sounds.voice,
                pace_percent: sounds.pace_percent,
                pitch_percent: sounds.pitch_percent,
                voice_tuning: sounds.voice_tuning,
              })
        }
      >
        {playing ? "Stop" : "Hear it"}
      </Button>
      <p className="faint" aria-live="polite">
        {making && "A line of theirs is being spoken…"}
        {!making && heard?.audio_url && `“${heard.text}”`}
        {!making && heard?.error && `It could not be spoken: ${heard.error.message}`}
      </p>
      {!making && heard && heard.alike.length > 0 && (
        <p className="caution">Sounds much like {heard.alike.join(" and ")}, who shares a scene with them.</p>
      )}
      {error && <ErrorCard problem={error.problem} />}
    </div>
  );
}

type Props = {
  character: Character;
  sounds: Sounds;
  turn: (change: Edit) => void;
  keep: (change: Edit) => void;
};

/** Who a character sounds like: voice or mix, pace, pitch; `turn` while a slider moves, `keep` when it is let go. */
export function Voice({ character, sounds, turn, keep }: Props) {
  const offered = useOffered();
  const voice = sounds.voice ?? "";
  const { engine } = readVoice(voice);
  const Choice = isOfCatalogue(engine, offered) ? Mixed : Own;
  const keepsPitch = offered.some((each) => each.engine === engine && each.keeps_pitch);
  return (
    <>
      <Speaker voice={voice} keep={(chosen) => keep({ voice: chosen })} />
      <Choice
        voice={voice}
        name={character.name}
        id={character.id}
        turn={(chosen) => turn({ voice: chosen })}
        keep={(chosen) => keep({ voice: chosen })}
      />
      <Percent
        id={`pace-${character.id}`}
        label="Pace"
        name={`Pace of ${character.name}`}
        from={60}
        to={160}
        value={sounds.pace_percent}
        onChange={(pace_percent) => turn({ pace_percent })}
        onChangeEnd={(pace_percent) => keep({ pace_percent })}
      />
      {!keepsPitch && (
        <Percent
          id={`pitch-${character.id}`}
          label="Pitch"
          name={`Pitch of ${character.name}`}
          from={80}
          to={125}
          value={sounds.pitch_percent}
          onChange={(pitch_percent) => turn({ pitch_percent })}
          onChangeEnd={(pitch_percent) => keep({ pitch_percent })}
        />
      )}
      <Tuning
        settings={offered.find((each) => each.engine === engine)?.tuning ?? []}
        tuned={sounds.voice_tuning}
        id={character.id}
        name={character.name}
        turn={(voice_tuning) => turn({ voice_tuning })}
        keep={(voice_tuning) => keep({ voice_tuning })}
      />
      <Hear character={character} sounds={sounds} />
    </>
  );
}
