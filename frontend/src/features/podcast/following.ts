export type Heard = { speaker: string; startTime: number; endTime: number; body: string };

/** Which segment is heard now; the last that began, because people pause between words too. -1 before the first. Pure. */
export function heardAt(segments: Pick<Heard, "startTime">[], seconds: number): number {
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((segments[middle]?.startTime ?? 0) <= seconds) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
