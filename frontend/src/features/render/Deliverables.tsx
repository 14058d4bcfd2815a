import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { asApiError } from "../../api/errors.ts";
import type { Schemas } from "../../api/queries.ts";
import { about, duration, ErrorCard, fileSize, Skeletons, Status } from "../../ui/index.tsx";
import { atMost } from "../../ui/money.ts";
import { deliverablesQuery, type Film, useDeliver } from "./queries.ts";

type File = Schemas["DeliverableOut"];
type Offer = Schemas["OfferOut"];

const GROUPS: Record<File["group"], string> = {
  film: "Film",
  captions: "Captions",
  sound: "Sound",
  paper: "Paper",
};

/** What asking for it costs, as the button says it. */
export function offerWords(offer: Offer): string {
  const quote = offer.estimate;
  if (!quote) return "";
  const price = quote.amount ? `at most ${atMost(quote.amount)}` : "free";
  return [price, quote.to_make ? about(quote.eta_high_seconds) : ""].filter(Boolean).join(", ");
}

/** Size, length and loudness of a file that is there. */
export function figures(file: File, rate: string): string {
  const loud = file.loudness_lufs;
  return [
    file.bytes != null && fileSize(file.bytes),
    file.frames != null && duration(file.frames, rate),
    loud != null && (loud <= -70 ? "silent" : `${loud.toFixed(1)} LUFS`),
  ]
    .filter(Boolean)
    .join(" · ");
}

function Row({ file, rate }: { file: File; rate: string }) {
  return (
    <li className="deliverable">
      <span className="deliverable-name">
        {file.title}
        <span className="faint tabular">{figures(file, rate)}</span>
      </span>
      {file.url ? (
        <Button
          component="a"
          href={file.url}
          download={file.filename}
          variant="default"
          aria-label={`Download ${file.title}`}
        >
          Download
        </Button>
      ) : (
        <Status state={file.state} cause={file.cause} />
      )}
    </li>
  );
}

/** One button for what is made together, such as the three stems. */
function Ask({ offer, busy, onAsk }: { offer: Offer; busy: boolean; onAsk: () => void }) {
  if (!offer.estimate) return null;
  const again = offer.state === "blocked";
  return (
    <li className="deliverable deliverable-ask">
      <span className="deliverable-name">{offer.title}</span>
      <Button variant="default" loading={busy} onClick={onAsk}>
        {again ? "Try again" : "Make"}, {offerWords(offer)}
      </Button>
    </li>
  );
}

/** Every file of the film on screen, and what may still be made of it, with its price. */
export function Deliverables({ film, projectId }: { film: Film; projectId: string }) {
  const found = useQuery(deliverablesQuery(projectId, film.render_id));
  const deliver = useDeliver(projectId, film.render_id);
  if (found.error) {
    return <ErrorCard problem={asApiError(found.error).problem} onRetry={() => found.refetch()} />;
  }
  if (!found.data) return <Skeletons count={3} className="skeleton-row" />;
  const { files, offers, rate } = found.data;
  return (
    <section className="deliverables" aria-label="Files of this film">
      <h2>Deliver</h2>
      {deliver.error && <ErrorCard problem={deliver.error.problem} />}
      <div className="deliverable-groups">
        {Object.entries(GROUPS).map(([group, title]) => {
          const mine = files.filter((file) => file.group === group);
          const shown = mine.filter((file) => file.state !== "missing");
          const asked = offers.filter((offer) => mine.some((file) => file.extra === offer.name));
          return (
            <div key={group}>
              <h3>{title}</h3>
              <ul>
                {shown.map((file) => (
                  <Row key={file.role} file={file} rate={rate} />
                ))}
                {asked.map((offer) => (
                  <Ask
                    key={offer.name}
                    offer={offer}
                    busy={deliver.isPending && deliver.variables.includes(offer.name)}
                    onAsk={() => deliver.mutate([offer.name])}
                  />
                ))}
              </ul>
            </div>
          );
        })}
      </div>
    </section>
  );
}
