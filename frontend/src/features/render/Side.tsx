import type { Render } from "../../api/renders.ts";
import { ago, clock, duration, Status, words } from "../../ui/index.tsx";
import { atMost, money } from "../../ui/money.ts";
import { STANDING } from "../../ui/Waiting.tsx";
import type { Film } from "./queries.ts";

type Likeness = { measured: number; lowest_percent: number | null; mean_percent: number | null };

/** How much everybody looks like the pictures they are known by. */
function likeness(found: Likeness | undefined): string {
  if (!found?.measured) return "nobody was measured";
  const [mean, lowest] = [found.mean_percent ?? 0, found.lowest_percent ?? 0].map((each) =>
    (each / 100).toFixed(2),
  );
  return `${mean} on average, ${lowest} at least`;
}

/** What the finished file was found to be. */
export function Verdict({ film }: { film: Film }) {
  const report = film.report as Record<string, number | string | null> & { likeness?: Likeness };
  const rows: [string, string][] = [
    ["Length", `${duration(film.frames, film.rate)}, ${film.frames} frames`],
    ["Picture", `${film.width} × ${film.height}, ${film.rate} fps`],
    ["Loudness", `${report.loudness_lufs} LUFS`],
    ["Peak", `${report.true_peak_dbtp} dBTP`],
    ["Sync", `${report.sync_error_samples} samples off`],
    ["Black or frozen", "only where planned"],
    ["Lines heard", `${report.lines} of ${report.lines}`],
    ["Likeness", likeness(report.likeness)],
  ];
  return (
    <section className="side-part" aria-label="Report on the film">
      <h2>Checked against its plan</h2>
      <dl className="facts">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="tabular">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function took(render: Render): string {
  if (!render.started_at || !render.finished_at) return "";
  const seconds = (Date.parse(render.finished_at) - Date.parse(render.started_at)) / 1000;
  return seconds < 1 ? "" : `in ${clock(seconds)}`;
}

const paid = (render: Render): string =>
  render.cost?.at_most ? `${money(render.cost.charged)} of at most ${atMost(render.cost.at_most)}` : "free";

/** Every render of this film, newest first. */
export function History({ renders }: { renders: Render[] }) {
  if (!renders.length) return null;
  return (
    <section className="side-part" aria-label="Renders of this film">
      <h2>Renders</h2>
      <ul className="history">
        {renders.map((render) => (
          <li key={render.id}>
            <span className="history-line">
              <Status state={render.waiting ? STANDING[render.waiting.code] : render.state} />
              <time
                className="faint"
                dateTime={render.created_at}
                title={new Date(render.created_at).toLocaleString()}
              >
                {ago(render.created_at, Date.now())}
              </time>
            </span>
            <span className="faint tabular">
              {[words(render.preset), took(render), paid(render), render.error?.message]
                .filter(Boolean)
                .join(" · ")}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
