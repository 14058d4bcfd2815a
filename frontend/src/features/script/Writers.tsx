import { Button, Drawer } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { asApiError } from "../../api/errors.ts";
import type { Project, Scene } from "../../api/queries.ts";
import { ago, ErrorCard, Skeletons, Status } from "../../ui/index.tsx";
import { Commission } from "./Commission.tsx";
import { Proposal } from "./Proposal.tsx";
import type { Screenplay } from "./useScreenplay.ts";
import { useWriting, useWritingDeeds, writingsQuery } from "./writings.ts";

type Props = {
  project: Project;
  scene: Scene | undefined;
  version: number;
  settled: boolean;
  onAccepted: (screenplay: Screenplay) => void;
};

const KINDS = { outline: "Outline", pages: "Pages", passage: "Scene" } as const;

function Earlier({ projectId, onOpen }: { projectId: string; onOpen: (id: string) => void }) {
  const writings = useQuery(writingsQuery(projectId));
  const rows = writings.data?.data ?? [];
  if (!rows.length) return null;
  return (
    <section className="writing-earlier" aria-label="Written before">
      <h2>Written before</h2>
      <ul>
        {rows.slice(0, 12).map((row) => (
          <li key={row.id}>
            <Button variant="subtle" color="gray" size="compact-sm" onClick={() => onOpen(row.id)}>
              {KINDS[row.kind]}
            </Button>
            <span className="faint">{ago(row.created_at, Date.now())}</span>
            <span className="spring" />
            {row.settled || row.state === "quoted" ? (
              <span className="faint">{row.settled || "not ordered"}</span>
            ) : (
              <Status state={row.state} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Desk({ project, scene, version, settled, onAccepted }: Props) {
  const [open, setOpen] = useState<string | null>(null);
  const deeds = useWritingDeeds(project.id, setOpen);
  const writing = useWriting(open, version);
  if (open === null) {
    return (
      <>
        {deeds.ask.error && <ErrorCard problem={deeds.ask.error.problem} />}
        <Commission
          project={project}
          scene={scene}
          version={version}
          busy={deeds.ask.isPending}
          onAsk={deeds.ask.mutate}
        />
        <Earlier projectId={project.id} onOpen={setOpen} />
      </>
    );
  }
  const leave = () => setOpen(null);
  return (
    <>
      <Button variant="subtle" color="gray" size="compact-sm" onClick={leave}>
        Ask for something else
      </Button>
      {writing.error && <ErrorCard problem={asApiError(writing.error).problem} />}
      {deeds.ask.error && <ErrorCard problem={deeds.ask.error.problem} />}
      {!writing.data && !writing.error && <Skeletons count={3} className="skeleton-row" />}
      {writing.data && (
        <Proposal
          writing={writing.data}
          deeds={deeds}
          settled={settled}
          onAccepted={onAccepted}
          onLeave={leave}
        />
      )}
    </>
  );
}

/** Having something written: proposals beside the script, which take a place in it only when they are accepted. */
export function Writers(props: Props) {
  const [search, setSearch] = useSearchParams();
  const opened = search.get("write") !== null;
  const turn = (on: boolean) =>
    setSearch(
      (now) => {
        const next = new URLSearchParams(now);
        if (on) next.set("write", "1");
        else next.delete("write");
        return next;
      },
      { replace: true },
    );
  return (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPencil size="0.9rem" />}
        onClick={() => turn(true)}
      >
        Writer
      </Button>
      <Drawer
        opened={opened}
        onClose={() => turn(false)}
        position="right"
        size="lg"
        title="Have it written"
        closeButtonProps={{ "aria-label": "Close" }}
      >
        {opened && (
          <Desk
            {...props}
            onAccepted={(screenplay) => {
              props.onAccepted(screenplay);
              turn(false);
            }}
          />
        )}
      </Drawer>
    </>
  );
}
