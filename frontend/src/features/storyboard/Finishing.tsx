import { NativeSelect } from "@mantine/core";
import { Fragment } from "react";
import type { Schemas } from "../../api/queries.ts";
import { money } from "../../ui/money.ts";
import { NotNow, type Unusable } from "../../ui/NotNow.tsx";

type Finish = Schemas["ShotFinishOut"];
type What = Finish["what"];
export type Finishes = Partial<Record<What, string | null>>;

const CALLED: Record<What, string> = {
  lips: "Lips",
  faces: "Faces",
  rate: "Motion",
  size: "Size",
};
const LEFT = "off";
/** Whose decision something is, in words. */
export const DECIDED = {
  shot: "chosen for this shot",
  scene: "chosen for the scene",
  film: "chosen for the film",
  preset: "as the preset says",
};

/** Who finishes what now, or why nothing is to be done, in a sentence. */
export function finishLine(finish: Finish, title: (engine: string) => string): string {
  if (finish.needless) return finish.needless;
  return finish.engine ? `With the next render: ${title(finish.engine)}` : "Left as it is filmed";
}

/** Why engines for something cannot be used now, each by name; nothing is said where nothing is to be done. */
export function unusable(finish: Finish): Unusable[] {
  if (finish.needless) return [];
  return finish.options
    .map(({ engine, title, why_not, waits }) => ({ key: engine, title, why: why_not || waits }))
    .filter(({ why }) => why);
}

/** The engines for it, each with what its own step costs at most; none, and whatever is decided above. */
export function finishChoices(finish: Finish, above: string): { value: string; label: string }[] {
  const priced = finish.options.map(({ engine, title, amount, why_not, waits }) => {
    const costs =
      amount === null ? (finish.needless ? "not needed here" : "cannot be used") : `at most ${money(amount)}`;
    const later = waits && !finish.needless ? ", nobody online has it" : "";
    return { value: engine, label: `${title} · ${costs}${later}`, title: why_not || waits };
  });
  return [{ value: "", label: above }, { value: LEFT, label: "Leave it as it is filmed" }, ...priced];
}

/** What is done to a clip before it is the shot: lips, faces, motion, size; each by an engine, or left. */
export function Finishing(props: {
  finishes: Finish[];
  chosen: Record<What, string>;
  above: string;
  disabled: boolean;
  onChoose: (body: Finishes) => void;
}) {
  const titles = new Map(
    props.finishes.flatMap(({ options }) => options.map(({ engine, title }) => [engine, title] as const)),
  );
  const title = (engine: string) => titles.get(engine) ?? engine;
  const said = (finish: Finish) =>
    finish.decided === "preset"
      ? `Preset: ${finish.preset_engine ? title(finish.preset_engine) : "left as it is filmed"}`
      : props.above;
  return (
    <fieldset className="finishing">
      <legend>Finishing</legend>
      {props.finishes.map((finish) => (
        <Fragment key={finish.what}>
          <NativeSelect
            label={`${CALLED[finish.what]} · ${DECIDED[finish.decided]}`}
            description={finishLine(finish, title)}
            data={finishChoices(finish, said(finish))}
            value={props.chosen[finish.what]}
            disabled={props.disabled}
            onChange={(event) => props.onChoose({ [finish.what]: event.currentTarget.value || null })}
          />
          <NotNow
            chosen={unusable(finish).find(({ key }) => key === finish.engine)?.why ?? ""}
            asks="Why some cannot be used now"
            others={unusable(finish).filter(({ key }) => key !== finish.engine)}
          />
        </Fragment>
      ))}
    </fieldset>
  );
}
