import { duration } from "../../ui/index.tsx";
import type { SceneMix } from "./queries.ts";
import { cueSaid, soundSaid } from "./said.ts";

const percent = (frame: number, frames: number) => `${(frame / Math.max(1, frames)) * 100}%`;

function Lane({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <li className="lane">
      <span className="lane-name">{name}</span>
      <div className="lane-track">{children}</div>
    </li>
  );
}

/** What is heard when: music, what goes on, what happens, on the time of the scene. `at` is the sound played now, 0..1. */
export function Lanes({ mix, rate, at }: { mix: SceneMix; rate: string; at: number | null }) {
  const { frames } = mix;
  return (
    <section className="lanes" aria-label={`What is heard in scene ${mix.number || mix.heading}`}>
      <ul>
        <Lane name="Music">
          {mix.music ? (
            <span className="lane-bar lane-music" style={{ left: 0, right: 0 }} title={cueSaid(mix.music)}>
              {cueSaid(mix.music)}
            </span>
          ) : (
            <span className="lane-none">No music: silence tells more here, or it is turned off.</span>
          )}
        </Lane>
        {mix.ambience.map((bed) => (
          <Lane key={`${bed.sound}-${bed.start}`} name="Ambience">
            <span
              className="lane-bar"
              style={{ left: percent(bed.start, frames), width: percent(bed.end - bed.start, frames) }}
            >
              {soundSaid(bed.sound, bed.muffled)}
            </span>
          </Lane>
        ))}
        <Lane name="Effects">
          {mix.effects.length === 0 && <span className="lane-none">Nothing happens that is heard.</span>}
          {mix.effects.map((spot) => (
            <span
              key={`${spot.sound}-${spot.frame}`}
              className="lane-spot"
              style={{ left: percent(spot.frame, frames) }}
              title={`${soundSaid(spot.sound)} at ${duration(spot.frame, rate)}`}
            >
              <span className="unseen">
                {soundSaid(spot.sound)} at {duration(spot.frame, rate)}
              </span>
            </span>
          ))}
        </Lane>
      </ul>
      {at !== null && <span className="lane-now" style={{ "--at": at } as React.CSSProperties} />}
      <p className="faint tabular">
        {duration(frames, rate)}
        {mix.measured ? ", as the lines are spoken" : " as planned; the lines may make it longer"} ·{" "}
        {soundSaid(mix.space)}
        {mix.effects.length > 0 &&
          ` · ${mix.effects.map((spot) => `${soundSaid(spot.sound)} ${duration(spot.frame, rate)}`).join(", ")}`}
      </p>
    </section>
  );
}
