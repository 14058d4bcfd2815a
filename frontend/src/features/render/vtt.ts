export type Cue = { start: number; end: number; text: string };

const TIMES = /^(\d+):(\d\d):(\d\d\.\d+) --> (\d+):(\d\d):(\d\d\.\d+)/;

/** The cues of a WebVTT file as the studio writes them, `from` seconds later. */
export function readVtt(file: string, from: number): Cue[] {
  return file.split(/\r?\n\r?\n/).flatMap((block) => {
    const lines = block.trim().split(/\r?\n/);
    const at = lines.findIndex((line) => TIMES.test(line));
    const found = lines[at]?.match(TIMES)?.slice(1).map(Number);
    if (!found) return [];
    const [h = 0, m = 0, s = 0, hours = 0, minutes = 0, seconds = 0] = found;
    return [
      {
        start: from + h * 3600 + m * 60 + s,
        end: from + hours * 3600 + minutes * 60 + seconds,
        text: lines.slice(at + 1).join("\n"),
      },
    ];
  });
}
