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

/** A voice of another engine is written `engine:voice`; one of the catalogue has no engine. */
export function readVoice(voice: string): { engine: string; name: string } {
  const at = voice.indexOf(":");
  return at < 0 ? { engine: "", name: voice } : { engine: voice.slice(0, at), name: voice.slice(at + 1) };
}

export const writeVoice = (engine: string, name: string) => (engine ? `${engine}:${name}` : name);

type Offered = { name: string; engine: string };

/** The voice of an engine that stays nearest to the one chosen: the same name where it has it, else its first. */
export function voiceBy(engine: string, voice: string, offered: Offered[]): string {
  const { name } = readVoice(voice);
  const first = readBlend(name).first;
  const own = offered.filter((each) => each.engine === engine).map((each) => readVoice(each.name).name);
  return writeVoice(engine, own.includes(first) ? name : (own[0] ?? name));
}

/** Whether an engine is told a voice of the catalogue, or a mix of them; else it has voices of its own. */
export function isOfCatalogue(engine: string, offered: Offered[]): boolean {
  const catalogue = new Set(offered.filter((each) => !each.engine).map((each) => each.name));
  return offered
    .filter((each) => each.engine === engine)
    .every((each) => catalogue.has(readVoice(each.name).name));
}
