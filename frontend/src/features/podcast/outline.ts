export type Chapter = { title: string; points?: string[]; minutes?: number };

/** An outline as people type it: a chapter a line, points under it behind a dash. Pure. */
export function readOutline(text: string): Chapter[] {
  const chapters: Chapter[] = [];
  for (const line of text.split("\n")) {
    const point = /^\s*[-*•]\s+(.+)$/.exec(line)?.[1];
    const last = chapters.at(-1);
    if (point && last) last.points = [...(last.points ?? []), point.trim()];
    else if (line.trim()) chapters.push({ title: line.replace(/^[\s#\-*•]+/, "").trim() });
  }
  return chapters.filter((chapter) => chapter.title);
}

/** The same, written down again. */
export function writeOutline(chapters: Chapter[]): string {
  return chapters
    .map(({ title, points }) => [title, ...(points ?? []).map((point) => `- ${point}`)].join("\n"))
    .join("\n");
}
