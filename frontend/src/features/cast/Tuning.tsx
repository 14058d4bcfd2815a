import { Slider } from "@mantine/core";
import type { Schemas } from "../../api/queries.ts";

export type Tunable = Schemas["TunableOut"];
export type Tuned = Record<string, number>;

/** The same settings with one of them changed; what is as usual is left out. */
export function tunedWith(tuned: Tuned, setting: Pick<Tunable, "name" | "usual">, value: number): Tuned {
  const { [setting.name]: _, ...others } = tuned;
  return value === setting.usual ? others : { ...others, [setting.name]: value };
}

type Props = {
  settings: readonly Tunable[];
  tuned: Tuned;
  id: string;
  name: string;
  turn: (tuned: Tuned) => void;
  keep: (tuned: Tuned) => void;
};

/** Settings that a character has of their voice's engine, as the engine offers them. */
export function Tuning({ settings, tuned, id, name, turn, keep }: Props) {
  return settings.map((setting) => {
    const value = tuned[setting.name] ?? setting.usual;
    return (
      <div key={setting.name}>
        <label className="label" htmlFor={`${setting.name}-${id}`}>
          {setting.title}: {value}
        </label>
        <Slider
          id={`${setting.name}-${id}`}
          min={setting.least}
          max={setting.most}
          step={1}
          value={value}
          label={null}
          thumbLabel={`${setting.title}, ${name}`}
          onChange={(next) => turn(tunedWith(tuned, setting, next))}
          onChangeEnd={(next) => keep(tunedWith(tuned, setting, next))}
        />
        <p className="faint">{setting.description}</p>
      </div>
    );
  });
}
