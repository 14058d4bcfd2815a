import { Button, Checkbox, NativeSelect } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { asApiError } from "../../api/errors.ts";
import { type Project, presetsQuery } from "../../api/queries.ts";
import {
  about,
  ago,
  clock,
  duration,
  ErrorCard,
  presetMeaning,
  presetName,
  Status,
  words,
} from "../../ui/index.tsx";
import { type Extra, estimateQuery, type Film, type Render, useStart } from "./queries.ts";

const EXTRAS: [Extra, string][] = [
  ["stems", "Stems: dialogue, effects, music"],
  ["burned", "Captions in the picture"],
  ["storyboard", "Storyboard to print"],
  ["sheet", "Storyboard on one sheet"],
];

/** What else the film is delivered as; each may be asked for later too. */
function Extras({ chosen, onChange }: { chosen: Extra[]; onChange: (chosen: Extra[]) => void }) {
  return (
    <Checkbox.Group
      label="Also make"
      description="Or ask for it later: only what is missing is made."
      value={chosen}
      onChange={onChange}
    >
      <div className="extras">
        {EXTRAS.map(([name, title]) => (
          <Checkbox key={name} value={name} label={title} size="xs" />
        ))}
      </div>
    </Checkbox.Group>
  );
}

/** What a render would take and cost, and the one button that starts it. */
export function StartPanel({ project }: { project: Project }) {
  const [preset, setPreset] = useState(project.preset);
  const presets = useQuery(presetsQuery);
  const [extras, setExtras] = useState<Extra[]>([]);
  const estimate = useQuery({
    ...estimateQuery(project.id, { preset, extras }),
    placeholderData: keepPreviousData,
  });
  const start = useStart(project.id);
  const quote = estimate.data;
  const price = quote?.cost.amount ? `${quote.cost.amount} ${quote.cost.currency}` : "free";
  const nothing = quote?.to_make === 0;
  const chosen = presets.data?.data.find((each) => each.name === preset);
  return (
    <section className="side-part" aria-label="Start a render">
      <NativeSelect
        label="Quality"
        description={chosen && presetMeaning(chosen.title)}
        inputWrapperOrder={["label", "input", "description"]}
        value={preset}
        onChange={(event) => setPreset(event.currentTarget.value)}
        data={
          presets.data?.data.map((each) => ({ value: each.name, label: presetName(each.title) })) ?? [preset]
        }
      />
      <Extras chosen={extras} onChange={setExtras} />
      {quote && (
        <p className="tabular" aria-live="polite">
          {nothing
            ? "Everything is made already; the film is put together from what exists."
            : `${quote.to_make} steps to make, ${quote.cached} kept from before.`}
        </p>
      )}
      {quote && !quote.workers_online && (
        <p className="warn">No worker is online. The render waits until one joins.</p>
      )}
      {estimate.error && <ErrorCard problem={asApiError(estimate.error).problem} />}
      {start.error && <ErrorCard problem={start.error.problem} />}
      <Button
        fullWidth
        loading={start.isPending}
        disabled={!quote}
        onClick={() => start.mutate({ preset, extras })}
      >
        {quote ? `Render film, ${price}` : "Working out what it takes…"}
        {quote && !nothing ? `, ${about(quote.eta_seconds)}` : ""}
      </Button>
      {quote?.cost.note && <p className="faint">{quote.cost.note}</p>}
    </section>
  );
}

/** What the finished file was found to be. */
export function Verdict({ film }: { film: Film }) {
  const report = film.report as Record<string, number | string | null>;
  const rows: [string, string][] = [
    ["Length", `${duration(film.frames, film.rate)}, ${film.frames} frames`],
    ["Picture", `${film.width} × ${film.height}, ${film.rate} fps`],
    ["Loudness", `${report.loudness_lufs} LUFS`],
    ["Peak", `${report.true_peak_dbtp} dBTP`],
    ["Sync", `${report.sync_error_samples} samples off`],
    ["Black or frozen", "only where planned"],
    ["Lines heard", `${report.lines} of ${report.lines}`],
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
              <Status state={render.state} />
              <time
                className="faint"
                dateTime={render.created_at}
                title={new Date(render.created_at).toLocaleString()}
              >
                {ago(render.created_at, Date.now())}
              </time>
            </span>
            <span className="faint tabular">
              {[words(render.preset), took(render), render.error?.message].filter(Boolean).join(" · ")}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
