import { useQuery } from "@tanstack/react-query";
import type { Episode } from "../../api/podcasts.ts";
import { hardWordsQuery, useAddWord, useWordHeard } from "../../api/words.ts";
import { HardWords } from "../../ui/HardWords.tsx";

/** Words of an episode that its voices would guess at. */
export function Unsaid({ episode, onFind }: { episode: Episode; onFind: (turn: string) => void }) {
  const words = useQuery(hardWordsQuery(episode.project_id, episode.id));
  const { adding, where } = useAddWord(episode.project_id);
  const voice = useWordHeard();
  const language = episode.language;
  return (
    <HardWords
      words={words.data ?? []}
      where={where}
      making={voice.making}
      waiting={adding.isPending}
      problem={adding.error?.problem ?? voice.error?.problem}
      onHear={(word, sound) => voice.hear({ word, sound, language })}
      onAdd={(word, sound) => adding.mutate({ word, sound, language })}
      onFind={onFind}
    />
  );
}
