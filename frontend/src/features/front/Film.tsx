import { useReducedMotion } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { api, bodyOf } from "../../api/client.ts";

/** A film that was made in this very studio, playing; still for whoever asks for less motion. */
export function Film() {
  const showcase = useQuery({
    queryKey: ["showcase"],
    queryFn: () => bodyOf(api.GET("/v1/showcase")),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const still = useReducedMotion();
  const video = useRef<HTMLVideoElement>(null);
  const film = showcase.data?.film;
  useEffect(() => {
    const track = video.current?.textTracks[0];
    if (film && track) track.mode = "showing";
  }, [film]);
  if (!film) return <div className="front-film" aria-hidden="true" />;
  return (
    <figure className="front-film">
      <video
        ref={video}
        src={film.master_url}
        poster={film.poster_url ?? undefined}
        autoPlay={!still}
        muted
        loop
        playsInline
        controls
        preload="metadata"
        aria-label={film.title}
      >
        {film.captions_url && (
          <track kind="captions" src={film.captions_url} srcLang="en" label="Captions" default />
        )}
      </video>
      <figcaption>
        <strong>{film.title}</strong> Made here, from two pages of script. Turn the sound on.
      </figcaption>
    </figure>
  );
}
