import { Button, Drawer } from "@mantine/core";
import { IconHistory } from "@tabler/icons-react";
import { queryOptions, useInfiniteQuery, useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, bodyOf, ifMatch } from "../../api/client.ts";
import { type ApiError, asApiError } from "../../api/errors.ts";
import type { Schemas } from "../../api/queries.ts";
import { ago, ErrorCard, Skeletons } from "../../ui/index.tsx";
import type { Screenplay } from "./useScreenplay.ts";

type Draft = Schemas["RevisionOut"];

function useDrafts(projectId: string, version: number) {
  return useInfiniteQuery({
    queryKey: ["project", projectId, "revisions", version],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      bodyOf(
        api.GET("/v1/projects/{project_id}/screenplay/revisions", {
          params: { path: { project_id: projectId }, query: { cursor: pageParam } },
        }),
      ),
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

const draftQuery = (id: string) =>
  queryOptions({
    queryKey: ["revision", id],
    queryFn: () => bodyOf(api.GET("/v1/revisions/{revision_id}", { params: { path: { revision_id: id } } })),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** What a draft changed, scene by scene, and its text. */
function Changed({ id }: { id: string }) {
  const draft = useQuery(draftQuery(id));
  if (draft.error) return <ErrorCard problem={asApiError(draft.error).problem} />;
  if (!draft.data) return <Skeletons count={2} className="skeleton-row" />;
  const { added, changed, removed } = draft.data.difference;
  const rows = [
    ["New", added],
    ["Changed", changed],
    ["Gone", removed],
  ] as const;
  return (
    <>
      {rows.every(([, headings]) => !headings.length) && <p className="faint">No scene changed.</p>}
      <ul className="changes">
        {rows
          .filter(([, headings]) => headings.length)
          .map(([how, headings]) => (
            <li key={how}>
              <strong>
                {how}: {headings.length}
              </strong>
              <span className="faint">
                {headings.slice(0, 6).join(" · ")}
                {headings.length > 6 ? " …" : ""}
              </span>
            </li>
          ))}
      </ul>
      <details>
        <summary>Read this draft</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long text is scrolled by keys too */}
        <pre className="draft-text" tabIndex={0}>
          {draft.data.text}
        </pre>
      </details>
    </>
  );
}

function DraftRow({ draft, busy, onBack }: { draft: Draft; busy: boolean; onBack: () => void }) {
  const [open, setOpen] = useState(false);
  const who = [ago(draft.saved_at, Date.now()), draft.author].filter(Boolean).join(", ");
  return (
    <li className="draft">
      <div className="draft-line">
        <strong className="tabular">Draft {draft.version}</strong>
        <span className="faint">{who}</span>
        <span className="spring" />
        <span className="faint tabular">
          +{draft.added_lines} −{draft.removed_lines} lines
        </span>
      </div>
      <div className="draft-line">
        <Button size="compact-xs" variant="default" aria-expanded={open} onClick={() => setOpen(!open)}>
          What changed
        </Button>
        {draft.is_current ? (
          <span className="faint">The script as it is</span>
        ) : (
          <Button size="compact-xs" variant="default" loading={busy} onClick={onBack}>
            Go back to this draft
          </Button>
        )}
      </div>
      {open && <Changed id={draft.id} />}
    </li>
  );
}

function Drafts({
  projectId,
  version,
  onBack,
}: {
  projectId: string;
  version: number;
  onBack: (screenplay: Screenplay) => void;
}) {
  const drafts = useDrafts(projectId, version);
  const back = useMutation<Screenplay, ApiError, string>({
    mutationFn: async (id) => {
      const params = { path: { revision_id: id }, header: ifMatch(version) };
      try {
        return await bodyOf(api.POST("/v1/revisions/{revision_id}/restore", { params }));
      } catch (error) {
        throw asApiError(error);
      }
    },
    onSuccess: onBack,
  });
  if (drafts.error) {
    return <ErrorCard problem={asApiError(drafts.error).problem} onRetry={() => drafts.refetch()} />;
  }
  if (!drafts.data) return <Skeletons count={4} className="skeleton-row" />;
  return (
    <>
      <p className="faint">
        Going back saves the old text as a new draft: nothing is lost, and shots and takes that belonged to it
        return.
      </p>
      {back.error && <ErrorCard problem={back.error.problem} />}
      <ol>
        {drafts.data.pages
          .flatMap((page) => page.data)
          .map((draft) => (
            <DraftRow
              key={draft.id}
              draft={draft}
              busy={back.isPending && back.variables === draft.id}
              onBack={() => back.mutate(draft.id)}
            />
          ))}
      </ol>
      {drafts.hasNextPage && (
        <Button
          variant="default"
          loading={drafts.isFetchingNextPage}
          onClick={() => void drafts.fetchNextPage()}
        >
          Older drafts
        </Button>
      )}
    </>
  );
}

/** Every saved draft of the script, and going back to one; shut while something typed is not saved. */
export function History({
  projectId,
  version,
  settled,
  onBack,
}: {
  projectId: string;
  version: number;
  settled: boolean;
  onBack: (screenplay: Screenplay) => void;
}) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        size="xs"
        variant="default"
        disabled={!settled}
        leftSection={<IconHistory size="0.9rem" />}
        onClick={() => setOpen(true)}
      >
        Drafts
      </Button>
      <Drawer
        opened={open}
        onClose={() => setOpen(false)}
        position="right"
        title="Drafts of the script"
        closeButtonProps={{ "aria-label": "Close" }}
      >
        {open && (
          <Drafts
            projectId={projectId}
            version={version}
            onBack={(screenplay) => {
              onBack(screenplay);
              setOpen(false);
            }}
          />
        )}
      </Drawer>
    </>
  );
}
