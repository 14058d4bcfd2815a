import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { api, bodyOf } from "../../api/client.ts";
import { type ApiError, asApiError } from "../../api/errors.ts";
import type { Schemas } from "../../api/queries.ts";

export type Audition = Schemas["AuditionOut"];
const EVERY_MS = 400;
const OVER = ["failed", "cancelled"];

const pause = () => new Promise((done) => setTimeout(done, EVERY_MS));

async function spoken(characterId: string, voice: Schemas["AuditionIn"], gone: () => boolean) {
  let audition = await bodyOf(
    api.POST("/v1/characters/{character_id}/auditions", {
      params: { path: { character_id: characterId }, header: { "Idempotency-Key": crypto.randomUUID() } },
      body: voice,
    }),
  );
  while (!audition.audio_url && !OVER.includes(audition.state) && !gone()) {
    await pause();
    audition = await bodyOf(
      api.GET("/v1/auditions/{audition_id}", { params: { path: { audition_id: audition.id } } }),
    );
  }
  return audition;
}

/** Hearing a voice on the character's own line: `making` while it is spoken, `playing` while it sounds. */
export function useAudition(characterId: string) {
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
  const asking = useMutation<Audition, ApiError, Schemas["AuditionIn"]>({
    mutationFn: async (voice) => {
      try {
        return await spoken(characterId, voice, () => left.current);
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
  return {
    hear: (voice: Schemas["AuditionIn"]) => {
      stop();
      asking.mutate(voice);
    },
    stop,
    playing,
    making: asking.isPending,
    heard: asking.data,
    error: asking.error,
  };
}
