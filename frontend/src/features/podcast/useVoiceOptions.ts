import { useQuery } from "@tanstack/react-query";
import { voicesQuery } from "../../api/queries.ts";

/** Every voice a show can have, those that other engines bring among them, and the present one. */
export function useVoiceOptions(current: string) {
  const voices = useQuery(voicesQuery);
  const own = (voices.data?.data ?? []).filter((voice) => !voice.needs_sample && !voice.needs_trained);
  const known = own.map((voice) => ({
    value: voice.name,
    label: voice.engine
      ? `${voice.title} (${voice.engine_title})`
      : `${voice.title}, ${voice.gender}, ${voice.accent}`,
    disabled: Boolean(voice.unavailable),
  }));
  return known.some((each) => each.value === current)
    ? known
    : [{ value: current, label: current, disabled: false }, ...known];
}
