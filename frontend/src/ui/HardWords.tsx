import { Button, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { count, ErrorCard } from "./index.tsx";

export type HardWord = { word: string; why: string; count: number; places: string[] };
type Problem = { detail: string; status?: number } | null | undefined;

const WHY: Record<string, string> = {
  unknown: "no lexicon has it",
  script: "written in letters the voices spell in Latin ones",
  strange: "not spelled as words of this language are",
};

type Props = {
  words: readonly HardWord[];
  where: string;
  making: boolean;
  waiting: boolean;
  problem: Problem;
  onHear: (word: string, sound: string) => void;
  onAdd: (word: string, sound: string) => void;
  /** Goes to where it is said first. */
  onFind?: (place: string) => void;
};

function Row({ each, ...props }: Props & { each: HardWord }) {
  const [sound, setSound] = useState("");
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    props.onAdd(each.word, sound.trim());
  };
  const place = each.places[0];
  return (
    <li>
      <details>
        <summary>
          <strong>{each.word}</strong>
          {each.count > 1 && <span className="tabular"> × {each.count}</span>}
          <span className="faint"> {WHY[each.why] ?? each.why}</span>
        </summary>
        <form className="row-form" aria-label={`How ${each.word} is said`} onSubmit={onSubmit}>
          <TextInput
            label={`How ${each.word} is said`}
            placeholder="shiv-AWN"
            description="The stressed syllable in capitals, or IPA between strokes"
            required
            maxLength={120}
            value={sound}
            onChange={(event) => setSound(event.currentTarget.value)}
          />
          <div className="actions">
            <Button
              variant="default"
              loading={props.making}
              onClick={() => props.onHear(each.word, sound.trim())}
            >
              {sound.trim() ? "Hear it so" : "Hear it as it is"}
            </Button>
            <Button type="submit" loading={props.waiting}>
              Add to dictionary
            </Button>
            {props.onFind && place && (
              <Button variant="subtle" onClick={() => props.onFind?.(place)}>
                Show where
              </Button>
            )}
          </div>
        </form>
      </details>
    </li>
  );
}

/** Words the voices would only guess at, each with a way to hear it and to say how it is said. */
export function HardWords(props: Props) {
  if (!props.words.length) return null;
  return (
    <details className="hard-words">
      <summary className="warn">
        {count(props.words.length, "word")} the voices would guess at: say how{" "}
        {props.words.length === 1 ? "it is" : "they are"} said
      </summary>
      <p className="faint">A sound goes into {props.where}; only lines with the word are spoken again.</p>
      {props.problem && <ErrorCard problem={props.problem} />}
      <ul>
        {props.words.map((each) => (
          <Row key={each.word} {...props} each={each} />
        ))}
      </ul>
    </details>
  );
}
