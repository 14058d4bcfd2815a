/** A voice as the API writes it: `af_heart`, or a mix such as `af_heart*0.6+bf_emma*0.4`. */
export type Blend = { first: string; second: string; percent: number };

/** The two largest voices of a mix; `percent` is the share of the first. */
export function readBlend(voice: string): Blend {
  const parts = voice.split("+").map((part) => {
    const [name = "", share = "1"] = part.split("*");
    return { name: name.trim(), share: Number(share) };
  });
  const [first = { name: "", share: 1 }, second] = parts;
  if (!second) return { first: first.name, second: "", percent: 100 };
  const percent = Math.round((100 * first.share) / (first.share + second.share));
  return { first: first.name, second: second.name, percent };
}

export function writeBlend({ first, second, percent }: Blend): string {
  if (!second || second === first || percent >= 100) return first;
  return `${first}*${percent / 100}+${second}*${(100 - percent) / 100}`;
}

/** Whether a mix has more parts than two sliders can show. */
export const isElaborate = (voice: string) => voice.split("+").length > 2;
