import { useState } from "react";
import { Status, shortHeading } from "../../ui/index.tsx";
import type { Results } from "./screen.ts";

type Scene = Results["scenes"][number];

type Props = {
  results: Results | undefined;
  /** The scene on screen. */
  here?: string | undefined;
  /** Goes to a scene that is in the film already. */
  onChoose?: (id: string) => void;
};

function Said({ results, ready, follows }: { results: Results; ready: number; follows: boolean }) {
  const { stream, scenes } = results;
  if (!ready) return <>Scenes fill in as they are made; each can be watched as soon as it is whole.</>;
  if (!follows) return <>{`${ready} of ${scenes.length} scenes can be watched already: press one.`}</>;
  const apart = ready - stream.scenes;
  const whole = `${stream.scenes} of ${scenes.length} scenes are in the film so far.`;
  return <>{apart > 0 ? `${whole} ${apart} more can be watched alone: press one.` : whole}</>;
}

/** The scenes of a render as they are made: those in the film are gone to, others that are whole play alone. */
export function Strip({ results, here, onChoose }: Props) {
  const [open, setOpen] = useState<string | null>(null);
  const scenes = results?.scenes ?? [];
  const joined = new Set(onChoose && scenes.slice(0, results?.stream.scenes).map((scene) => scene.scene_id));
  const alone = scenes.find((each) => each.scene_id === open && each.preview_url && !joined.has(open));
  const press = (scene: Scene) => {
    const inFilm = joined.has(scene.scene_id);
    setOpen(inFilm || open === scene.scene_id ? null : scene.scene_id);
    if (inFilm) onChoose?.(scene.scene_id);
  };
  return (
    <>
      {results && (
        <p className="faint">
          <Said
            results={results}
            ready={scenes.filter((each) => each.preview_url).length}
            follows={Boolean(onChoose)}
          />
        </p>
      )}
      {alone?.preview_url && (
        // biome-ignore lint/a11y/useMediaCaption: a look at a scene that is not in the film yet
        <video
          key={alone.scene_id}
          className="scene-preview"
          src={alone.preview_url}
          controls
          autoPlay
          aria-label={alone.heading}
        />
      )}
      <ul className="strip" aria-label="Scenes of this render" data-space="plays">
        {scenes.map((each) => (
          <li key={each.scene_id}>
            <button
              type="button"
              className="strip-scene"
              disabled={!each.preview_url}
              aria-pressed={(here ?? open) === each.scene_id}
              onClick={() => press(each)}
            >
              <span className="strip-picture">
                {each.poster_url && <img src={each.poster_url} alt="" loading="lazy" />}
              </span>
              <span className="strip-name" title={each.heading}>
                {shortHeading(each.heading)}
              </span>
              <Status state={each.state === "blocked" ? "waiting" : each.state} />
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
