import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Fragment, useState } from "react";
import { Link, useParams, useSearchParams } from "react-router";
import { asApiError } from "../../api/errors.ts";
import { useProject } from "../../api/queries.ts";
import { Empty, ErrorCard, Skeletons, Status, shortHeading, words } from "../../ui/index.tsx";
import { Decide } from "./Decide.tsx";
import { Exchange } from "./Exchange.tsx";
import { Lanes } from "./Lanes.tsx";
import { Listen } from "./Listen.tsx";
import { mixQuery, type SceneMix } from "./queries.ts";
import { gainSaid, levelSaid, soundSaid } from "./said.ts";

/** The film as a cue sheet: a row a scene. */
function CueSheet({
  mixes,
  chosen,
  onChoose,
}: {
  mixes: SceneMix[];
  chosen: string;
  onChoose: (id: string) => void;
}) {
  return (
    <div className="cue-sheet">
      <table>
        <thead>
          <tr>
            <th scope="col">Scene</th>
            <th scope="col">Music</th>
            <th scope="col">Ambience and effects</th>
            <th scope="col">Loudness</th>
            <th scope="col">Speech over music</th>
            <th scope="col">State</th>
          </tr>
        </thead>
        <tbody>
          {mixes.map((mix) => (
            <tr key={mix.scene_id} aria-selected={mix.scene_id === chosen}>
              <th scope="row">
                <button type="button" className="link cue-scene" onClick={() => onChoose(mix.scene_id)}>
                  <span className="faint tabular">{mix.number}</span> {shortHeading(mix.heading)}
                </button>
              </th>
              <td>
                {mix.music ? (
                  `${words(mix.music.mood)}, ${mix.music.bpm} bpm`
                ) : (
                  <span className="faint">none</span>
                )}
              </td>
              <td>
                {[
                  ...mix.ambience.map((bed) => soundSaid(bed.sound, bed.muffled)),
                  ...mix.effects.map((spot) => soundSaid(spot.sound)),
                ].join(", ")}
              </td>
              <td className="tabular">{levelSaid(mix.levels.lufs, "LUFS")}</td>
              <td className="tabular">{levelSaid(mix.levels.speech_to_music_lu, "LU")}</td>
              <td>
                <Status state={mix.status.state} cause={mix.status.cause} quiet />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Levels({ mix }: { mix: SceneMix }) {
  const { levels } = mix;
  const made = Boolean(mix.urls.bed);
  const rows: [string, string][] = [
    ["Mix", levelSaid(levels.lufs, "LUFS")],
    ["Highest true peak", levelSaid(levels.peak_dbtp, "dBTP")],
    ["Dialogue", levelSaid(levels.dialogue_lufs, "LUFS")],
    ["Music", levelSaid(levels.music_lufs, "LUFS")],
    ["Ambience and effects", levelSaid(levels.effects_lufs, "LUFS")],
    ["Speech over music", levelSaid(levels.speech_to_music_lu, "LU")],
  ];
  return (
    <section className="side-part" aria-label="Levels">
      <h2>Levels before the film's loudness</h2>
      <dl className="facts">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="tabular">{value}</dd>
          </div>
        ))}
      </dl>
      {!made && <p className="faint">Measured when the sound is made.</p>}
      {made && levels.lufs === null && (
        <p className="faint">This scene was mixed before levels were kept; they come with its next mix.</p>
      )}
    </section>
  );
}

function SceneSide({ mix, projectId }: { mix: SceneMix; projectId: string }) {
  const card = !mix.number;
  return (
    <>
      <section className="side-part" aria-label={`Sound of ${mix.heading}`}>
        <h2>{card ? shortHeading(mix.heading) : `Scene ${mix.number} · ${shortHeading(mix.heading)}`}</h2>
        <Status state={mix.status.state} cause={mix.status.cause} />
        {mix.music && mix.effective.music_db !== 0 && (
          <p className="faint">Music {gainSaid(mix.effective.music_db)}.</p>
        )}
        {card ? (
          <p className="faint">A card follows the sound of the film: choose no scene to change that.</p>
        ) : (
          <Fragment key={mix.scene_id}>
            <Decide whose={{ projectId, sceneId: mix.scene_id }} />
            <Exchange whose={{ projectId, sceneId: mix.scene_id }} />
          </Fragment>
        )}
      </section>
      <Levels mix={mix} />
    </>
  );
}

export default function SoundPage() {
  const { projectId = "" } = useParams();
  const [search, setSearch] = useSearchParams();
  const [at, setAt] = useState<number | null>(null);
  const project = useProject(projectId);
  const mixes = useQuery(mixQuery(projectId));
  if (mixes.error || project.error) {
    return (
      <div className="pane">
        <ErrorCard
          problem={asApiError(mixes.error ?? project.error).problem}
          onRetry={() => Promise.all([mixes.refetch(), project.refetch()])}
        />
      </div>
    );
  }
  if (!mixes.data || !project.data) {
    return (
      <div className="pane" aria-busy="true">
        <Skeletons count={8} className="skeleton-row" />
      </div>
    );
  }
  if (!mixes.data.length) {
    return (
      <div className="pane">
        <Empty
          title="Nothing to hear yet"
          action={
            <Button component={Link} to={`/projects/${projectId}/script`}>
              Write the script
            </Button>
          }
        >
          Music, ambience and effects come from the scenes of the script.
        </Empty>
      </div>
    );
  }
  const chosen = mixes.data.find((mix) => mix.scene_id === search.get("scene"));
  const choose = (id: string) => setSearch(id === chosen?.scene_id ? {} : { scene: id }, { replace: true });
  return (
    <div className="with-inspector">
      <div className="pane sound">
        <h2 className="unseen">Sound</h2>
        {chosen && (
          <>
            <Listen mix={chosen} onAt={setAt} />
            <Lanes mix={chosen} rate={project.data.rate} at={at} />
          </>
        )}
        <CueSheet mixes={mixes.data} chosen={chosen?.scene_id ?? ""} onChoose={choose} />
      </div>
      <aside className="inspector" aria-label="Sound settings">
        {chosen ? (
          <SceneSide mix={chosen} projectId={projectId} />
        ) : (
          <section className="side-part" aria-label="Sound of the film">
            <h2>Sound of the film</h2>
            <p className="faint">
              Holds for every scene that decides nothing else. Choose a scene to change it alone.
            </p>
            <Decide key="film" whose={{ projectId }} />
            <Exchange key="film-exchange" whose={{ projectId }} />
          </section>
        )}
      </aside>
    </div>
  );
}
