import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { clock, ErrorCard } from "../../ui/index.tsx";
import { ClipButton } from "./ClipButton.tsx";
import { usePassage } from "./clips.ts";
import { type Heard, heardAt } from "./following.ts";
import type { Recording } from "./queries.ts";
import { Media } from "./Watch.tsx";

/** The transcript beside the sound; its segments are the turns, in order. */
function useTranscript(recording: Recording) {
  return useQuery({
    queryKey: ["transcript", recording.render_id],
    queryFn: async (): Promise<Heard[]> => {
      const answer = await fetch(recording.transcript_url);
      if (!answer.ok) throw new Error(`The transcript cannot be read (${answer.status}).`);
      return ((await answer.json()) as { segments: Heard[] }).segments;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}

function Chapters({
  recording,
  at,
  onSeek,
}: {
  recording: Recording;
  at: number;
  onSeek: (seconds: number) => void;
}) {
  const now = recording.chapters.findLastIndex((chapter) => chapter.seconds <= at);
  return (
    <ol className="chapter-list" aria-label="Chapters">
      {recording.chapters.map((chapter, place) => (
        <li key={chapter.seconds}>
          <button
            type="button"
            className="branch"
            aria-current={place === now ? "true" : undefined}
            onClick={() => onSeek(chapter.seconds)}
          >
            <span className="branch-number">{clock(chapter.seconds)}</span>
            <span className="branch-name">{chapter.title}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}

type Following = {
  segments: Heard[];
  /** The turns these are, in order. */
  turnIds: string[];
  now: number;
  onSeek: (seconds: number) => void;
};

/** The words as they are said. A clip begins at any of them; once one is begun, it ends at any after that. */
function Transcript({ segments, turnIds, now, onSeek }: Following) {
  const { passage, choose } = usePassage();
  const begins = turnIds.indexOf(passage.from);
  const ends = turnIds.indexOf(passage.to);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const box = list.current;
    const line = box?.children[now] as HTMLElement | undefined;
    if (box && line) box.scrollTop = line.offsetTop - box.offsetTop - box.clientHeight / 3;
  }, [now]);
  return (
    <ol className="transcript" aria-label="Transcript" ref={list}>
      {segments.map((segment, place) => (
        <li
          key={segment.startTime + segment.speaker}
          className={begins >= 0 && begins <= place && place <= ends ? "row in-clip" : "row"}
          aria-current={place === now ? "true" : undefined}
        >
          <button type="button" className="turn" onClick={() => onSeek(segment.startTime)}>
            <span className="turn-name">
              {segment.speaker} <span className="faint tabular">{clock(segment.startTime)}</span>
            </span>
            <span className="turn-text">{segment.body}</span>
          </button>
          {begins >= 0 && place >= begins ? (
            <ClipButton act="End the clip here" onPress={() => choose(passage.from, turnIds[place])} />
          ) : (
            <ClipButton act="Clip from here" onPress={() => choose(turnIds[place] ?? "")} />
          )}
        </li>
      ))}
    </ol>
  );
}

/** Sound or picture with its chapters and the words as they are said; a click on either goes there. */
export function Player({ recording, onScript }: { recording: Recording; onScript: () => void }) {
  const media = useRef<HTMLMediaElement>(null);
  const [at, setAt] = useState(0);
  const transcript = useTranscript(recording);
  const seek = (seconds: number) => {
    if (!media.current) return;
    media.current.currentTime = seconds;
    void media.current.play();
  };
  return (
    <section className="podcast-player card" aria-label="Player">
      <div className="player-top">
        {recording.cover_url && <img src={recording.cover_url} alt="" />}
        <div className="player-main">
          <strong>{recording.title}</strong>
          <Media recording={recording} element={media} at={at} onTime={setAt} />
          <Chapters recording={recording} at={at} onSeek={seek} />
        </div>
      </div>
      {transcript.error && (
        <ErrorCard
          problem={{ detail: transcript.error.message, status: 500 }}
          onRetry={() => transcript.refetch()}
        />
      )}
      {transcript.data && (
        <Transcript
          segments={transcript.data}
          turnIds={recording.turn_ids}
          now={heardAt(transcript.data, at)}
          onSeek={seek}
        />
      )}
      <button type="button" className="link" onClick={onScript}>
        Edit the script
      </button>
    </section>
  );
}
