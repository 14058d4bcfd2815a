import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { api, bodyOf } from "../../api/client.ts";
import { type ApiError, asApiError } from "../../api/errors.ts";
import type { Schemas } from "../../api/queries.ts";

type Tried = Schemas["TriedVoiceOut"];
const EVERY_MS = 400;
const OVER = ["failed", "cancelled"];

const pause = () => new Promise((done) => setTimeout(done, EVERY_MS));

async function spoken(personId: string, gone: () => boolean): Promise<Tried> {
  let tried = await bodyOf(
    api.POST("/v1/personalities/{personality_id}/tried-voices", {
      params: { path: { personality_id: personId }, header: { "Idempotency-Key": crypto.randomUUID() } },
      body: {},
    }),
  );
  while (!tried.audio_url && !OVER.includes(tried.state) && !gone()) {
    await pause();
    tried = await bodyOf(
      api.GET("/v1/tried-voices/{tried_voice_id}", { params: { path: { tried_voice_id: tried.id } } }),
    );
  }
  return tried;
}

/** Hearing somebody introduce themselves in the voice they have: `making` while it is spoken, `playing` while it sounds. */
export function useTriedVoice(personId: string) {
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
  const asking = useMutation<Tried, ApiError>({
    mutationFn: async () => {
      try {
        return await spoken(personId, () => left.current);
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
  const hear = () => {
    stop();
    asking.mutate();
  };
  return { hear, stop, playing, making: asking.isPending, heard: asking.data, error: asking.error };
}
