import { Button, FileButton } from "@mantine/core";
import { api, bodyOf } from "../../api/client.ts";
import type { Schemas } from "../../api/queries.ts";
import { ErrorCard } from "../../ui/index.tsx";
import { uploadArt, useChange } from "./queries.ts";

type Props = { projectId: string; show: Schemas["ShowOut"]; drawn: string | null };

/** What the show looks like in podcast apps: a picture somebody brings, or covers the studio draws. */
export function ShowArt({ projectId, show, drawn }: Props) {
  const choose = useChange(projectId, (file: File) => uploadArt(projectId, file));
  const remove = useChange(projectId, () =>
    bodyOf(api.DELETE("/v1/projects/{project_id}/show/art", { params: { path: { project_id: projectId } } })),
  );
  const refused = choose.error ?? remove.error;
  const shown = show.art_url ?? drawn;
  return (
    <section className="card show-art-card" aria-label="Art">
      <h2>Art</h2>
      {shown && (
        <img
          className="show-art"
          src={shown}
          alt={show.art_url ? "The show's art" : "Cover of the newest episode"}
        />
      )}
      <p className="faint">
        A square picture of 1400 pixels or more, as JPEG, PNG or WebP. It is in the feed at once, and in
        episodes from their next render on. Without one, the studio draws a cover for every episode.
      </p>
      <div className="actions">
        <FileButton
          accept="image/jpeg,image/png,image/webp"
          inputProps={{ "aria-label": "Picture of the show" }}
          onChange={(file) => file && choose.mutate(file)}
        >
          {(props) => (
            <Button {...props} variant="default" loading={choose.isPending}>
              {show.art_url ? "Choose another picture" : "Choose a picture"}
            </Button>
          )}
        </FileButton>
        {show.art_url && (
          <Button
            variant="subtle"
            color="gray"
            loading={remove.isPending}
            onClick={() => remove.mutate(undefined)}
          >
            Draw covers instead
          </Button>
        )}
      </div>
      {refused && <ErrorCard problem={refused.problem} />}
    </section>
  );
}
