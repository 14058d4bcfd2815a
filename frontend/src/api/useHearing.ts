import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { type ApiError, asApiError } from "./errors.ts";

const EVERY_MS = 400;
const OVER = ["failed", "cancelled"];

type Sound = { audio_url: string | null; state: string };
type Source<Asked, Heard> = {
  order: (asked: Asked) => Promise<Heard>;
  /** How far it is now. */
  again: (heard: Heard) => Promise<Heard>;
};

const pause = () => new Promise((done) => setTimeout(done, EVERY_MS));

/** Ordering a sound and hearing it: `making` while it is made, `playing` while it sounds. Leaving the page stops it. */
export function useHearing<Asked, Heard extends Sound>({ order, again }: Source<Asked, Heard>) {
  const sound = useRef<HTMLAudioElement | null>(null);
  const left = useRef(false);
  const [playing, setPlaying] = useState(false);
  const stop = () => {
    sound.current?.pause();
    setPlaying(false);
  };
  useEffect(() => {
    left.current = false;
    return () => {
      left.current = true;
      sound.current?.pause();
    };
  }, []);
  const asking = useMutation<Heard, ApiError, Asked>({
    mutationFn: async (asked) => {
      try {
        let heard = await order(asked);
        while (!heard.audio_url && !OVER.includes(heard.state) && !left.current) {
          await pause();
          heard = await again(heard);
        }
        return heard;
      } catch (error) {
        throw asApiError(error);
      }
    },
    onSuccess: (heard) => {
      if (!heard.audio_url || left.current) return;
      const audio = new Audio(heard.audio_url);
      audio.onended = () => setPlaying(false);
      sound.current = audio;
      audio.play().then(
        () => setPlaying(true),
        () => setPlaying(false),
      );
    },
  });
  const hear = (asked: Asked) => {
    stop();
    asking.mutate(asked);
  };
  return { hear, stop, playing, making: asking.isPending, heard: asking.data, error: asking.error };
}
