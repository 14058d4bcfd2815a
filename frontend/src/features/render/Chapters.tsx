import { useEffect, useRef } from "react";
import { clock, perSecond, shortHeading } from "../../ui/index.tsx";
import type { Chapter, Screen } from "./screen.ts";

/** Which chapter a frame lies in. */
export function chapterAt(chapters: readonly Chapter[], frame: number): Chapter | undefined {
  return chapters.findLast((chapter) => chapter.frame <= frame);
}

/** The scenes of the film as pictures; the one on screen is marked. */
export function Chapters({
  screen,
  frame,
  onChoose,
}: {
  screen: Screen;
  frame: number;
  onChoose: (chapter: Chapter) => void;
}) {
  const here = chapterAt(screen.chapters, frame)?.scene_id;
  const strip = useRef<HTMLOListElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another scene moves the strip
  useEffect(() => {
    const shown = strip.current?.querySelector<HTMLElement>("[aria-current=true]");
    if (strip.current && shown) strip.current.scrollLeft = shown.offsetLeft - strip.current.clientWidth / 3;
  }, [here]);
  return (
    <ol className="chapters" ref={strip} aria-label="Scenes of the film" data-space="plays">
      {screen.chapters.map((chapter) => (
        <li key={chapter.scene_id}>
          <button
            type="button"
            className="chapter"
            aria-current={chapter.scene_id === here}
            onClick={() => onChoose(chapter)}
          >
            <span className="strip-picture">
              {chapter.poster_url && <img src={chapter.poster_url} alt="" loading="lazy" />}
            </span>
            <span className="chapter-line">
              <span className="strip-name" title={chapter.heading}>
                {shortHeading(chapter.heading)}
              </span>
              <span className="faint tabular">{clock(chapter.frame / perSecond(screen.rate))}</span>
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}
