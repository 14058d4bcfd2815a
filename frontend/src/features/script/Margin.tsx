import type { Character, Scene, Schemas } from "../../api/queries.ts";
import { count, duration, Status, shortHeading } from "../../ui/index.tsx";
import type { Screenplay } from "./useScreenplay.ts";

function ChangeList({ changes }: { changes: Schemas["EditOut"] }) {
  const rows = (["scenes", "lines", "shots", "characters"] as const).flatMap((what) =>
    (["added", "changed", "moved", "removed"] as const)
      .map((how) => ({ key: `${what}-${how}`, what, how, names: changes[what]?.[how] ?? [] }))
      .filter((row) => row.names.length),
  );
  if (!rows.length) return <p className="faint">Nothing that matters to the film changed.</p>;
  return (
    <ul className="changes">
      {rows.map(({ key, what, how, names }) => (
        <li key={key}>
          <strong>
            {names.length} {names.length === 1 ? what.slice(0, -1) : what} {how}
          </strong>
          <span className="faint">
            {names
              .slice(0, 4)
              .map((name) => name.label)
              .join(" · ")}
            {names.length > 4 ? " …" : ""}
          </span>
        </li>
      ))}
    </ul>
  );
}

function SceneFacts({ scene, cast, rate }: { scene: Scene; cast: readonly Character[]; rate: string }) {
  const here = cast.filter((each) => each.scene_ids.includes(scene.id));
  return (
    <section className="side-part" aria-label={`Scene ${scene.number}`}>
      <h2>
        Scene {scene.number} · {shortHeading(scene.heading)}
      </h2>
      <Status state={scene.status.state} cause={scene.status.cause} />
      {scene.synopsis && <p>{scene.synopsis}</p>}
      <p className="faint tabular">
        {duration(scene.frames, rate)}, {count(scene.shot_count, "shot")}, {count(scene.line_count, "line")}
      </p>
      {here.length > 0 && <p className="faint">{here.map((each) => each.name).join(", ")}</p>}
    </section>
  );
}

/** Beside the text: the scene the cursor is in, how long the script is, what it stumbles over, what was changed. */
export function Margin({
  screenplay,
  scene,
  scenes,
  cast,
  rate,
  changes,
  onLine,
}: {
  screenplay: Screenplay;
  scene: Scene | undefined;
  scenes: number;
  cast: readonly Character[];
  rate: string;
  changes: Schemas["EditOut"] | null;
  onLine: (line: number) => void;
}) {
  return (
    <aside className="inspector" aria-label="About the script">
      <dl className="figures tabular">
        <div>
          <dt>Pages</dt>
          <dd>{screenplay.pages}</dd>
        </div>
        <div>
          <dt>Minutes</dt>
          <dd>{screenplay.minutes.toFixed(1)}</dd>
        </div>
        <div>
          <dt>Scenes</dt>
          <dd>{scenes}</dd>
        </div>
        <div>
          <dt>Cast</dt>
          <dd>{cast.length}</dd>
        </div>
      </dl>
      {scene && <SceneFacts scene={scene} cast={cast} rate={rate} />}
      <h2>Notices</h2>
      {screenplay.notices.length === 0 && <p className="faint">The script reads cleanly.</p>}
      <ul className="notices">
        {screenplay.notices.map((notice) => (
          <li key={`${notice.line}-${notice.code}`}>
            <button type="button" className="notice" onClick={() => onLine(notice.line)}>
              <span className="tabular faint">Line {notice.line}</span>
              <span>{notice.message}</span>
              <span className="faint">{notice.remedy}</span>
            </button>
          </li>
        ))}
      </ul>
      {changes && (
        <>
          <h2>What your last save changed</h2>
          <ChangeList changes={changes} />
        </>
      )}
    </aside>
  );
}
