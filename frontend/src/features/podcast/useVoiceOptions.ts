import { useQuery } from "@tanstack/react-query";
import { voicesQuery } from "../../api/queries.ts";

/** Every voice of the catalogue to choose from, the present one among them. */
export function useVoiceOptions(current: string) {
  const voices = useQuery(voicesQuery);
  const catalogue = (voices.data?.data ?? []).filter((voice) => !voice.engine);
  const known = catalogue.map((voice) => ({
    value: voice.name,
    label: `${voice.title}, ${voice.gender}, ${voice.accent}`,
  }));
  return known.some((each) => each.value === current)
    ? known
    : [{ value: current, label: current }, ...known];
}
