import { useQuery } from "@tanstack/react-query";
import type { Project } from "../../api/queries.ts";
import { hardWordsQuery, useAddWord, useWordHeard } from "../../api/words.ts";
import { HardWords } from "../../ui/HardWords.tsx";

/** Words of a film's dialogue that its voices would guess at. */
export function Unsaid({ project }: { project: Project }) {
  const words = useQuery(hardWordsQuery(project.id));
  const { adding, where } = useAddWord(project.id);
  const voice = useWordHeard();
  const language = project.language;
  return (
    <HardWords
      words={words.data ?? []}
      where={where}
      making={voice.making}
      waiting={adding.isPending}
      problem={adding.error?.problem ?? voice.error?.problem}
      onHear={(word, sound) => voice.hear({ word, sound, language })}
      onAdd={(word, sound) => adding.mutate({ word, sound, language })}
    />
  );
}
