import { ActionIcon, Button, NativeSelect, NumberInput, Textarea } from "@mantine/core";
import { IconPlayerPlayFilled, IconX } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useSearchParams } from "react-router";
import { api, bodyOf, ifMatch } from "../../api/client.ts";
import { type ApiError, asApiError } from "../../api/errors.ts";
import { type Schemas, type Shot, shotsQuery } from "../../api/queries.ts";
import { duration, ErrorCard, Status, words } from "../../ui/index.tsx";
import { Engine } from "./Engine.tsx";
import { Likeness } from "./Likeness.tsx";
import { Making } from "./Making.tsx";
import { Place } from "./Place.tsx";
import type { Move } from "./reorder.ts";

/** Seeds are smaller than this. */
const SEEDS = 2 ** 31;

type Edit = Schemas["PatchedShotIn"];

const SIZES: Shot["size"][] = [
  "extreme_wide",
  "wide",
  "full",
  "two_shot",
  "over_shoulder",
  "medium",
  "medium_close",
  "close_up",
  "extreme_close",
  "insert",
];
const ANGLES: Shot["angle"][] = ["eye", "low", "high", "dutch", "overhead"];
const MOVES: Shot["movement"][] = [
  "static",
  "push_in",
  "pull_out",
  "pan_left",
  "pan_right",
  "tilt_up",
  "tilt_down",
  "track",
  "crane",
  "handheld",
  "rack_focus",
];

const choices = (values: readonly string[]) => values.map((value) => ({ value, label: words(value) }));

type Field = keyof Edit & keyof Shot;
type Last = { field: Field; before: Shot[Field]; wasPinned: boolean };

/** Edits of one shot, one after the other, each on the version the one before has left. */
function useShotEdit(shotId: string, projectId: string) {
  const client = useQueryClient();
  const { queryKey } = shotsQuery(projectId);
  const run = async (ask: (header: ReturnType<typeof ifMatch>) => Promise<Shot>) => {
    const shot = client.getQueryData(queryKey)?.find((each) => each.id === shotId);
    try {
      return await ask(ifMatch(shot?.version ?? 0));
    } catch (error) {
      throw asApiError(error);
    }
  };
  const answered = {
    scope: { id: shotId },
    onSuccess: (saved: Shot) => {
      client.setQueryData(queryKey, (shots) => shots?.map((each) => (each.id === saved.id ? saved : each)));
    },
    onSettled: () => client.invalidateQueries({ queryKey: ["project", projectId] }),
  };
  const path = { shot_id: shotId };
  const change = useMutation<Shot, ApiError, Edit>({
    mutationFn: (body) =>
      run((header) => bodyOf(api.PATCH("/v1/shots/{shot_id}", { params: { path, header }, body }))),
    ...answered,
  });
  const reset = useMutation<Shot, ApiError, Field[]>({
    mutationFn: (fields) =>
      run((header) =>
        bodyOf(
          api.POST("/v1/shots/{shot_id}/reset", {
            params: { path, header },
            body: { fields: fields as Schemas["FieldsEnum"][] },
          }),
        ),
      ),
    ...answered,
  });
  const putBack = useMutation<Shot, ApiError, void>({
    mutationFn: () =>
      run((header) => bodyOf(api.DELETE("/v1/shots/{shot_id}/place", { params: { path, header } }))),
    ...answered,
  });
  return { change, reset, putBack };
}

function Saved({ busy, last, onUndo }: { busy: boolean; last: Last | null; onUndo: () => void }) {
  return (
    <div className="saved">
      <output className="faint">{busy ? "Saving…" : last ? "Saved, set by hand." : ""}</output>
      {last && !busy && (
        <Button size="compact-xs" variant="subtle" color="gray" onClick={onUndo}>
          Undo
        </Button>
      )}
    </div>
  );
}

/** A field of words or numbers is saved when it is left. */
function useTyped<T>(saved: T, save: (value: T) => void) {
  const [typed, setTyped] = useState<T | null>(null);
  return {
    value: typed ?? saved,
    set: setTyped,
    leave: () => {
      if (typed !== null && typed !== saved) save(typed);
      setTyped(null);
    },
  };
}

/** The shot as it was made, started and stopped by a press. */
function Clip({ src, poster }: { src: string; poster: string | null }) {
  const video = useRef<HTMLVideoElement>(null);
  const [playing, setPlaying] = useState(false);
  const toggle = () => (video.current?.paused ? void video.current.play() : video.current?.pause());
  return (
    <button
      type="button"
      className="inspector-clip"
      aria-label={playing ? "Stop the shot" : "Play the shot"}
      onClick={toggle}
    >
      <video
        ref={video}
        src={src}
        poster={poster ?? undefined}
        muted
        loop
        playsInline
        tabIndex={-1}
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
      />
      {!playing && (
        <span>
          <IconPlayerPlayFilled size="0.9rem" aria-hidden="true" />
        </span>
      )}
    </button>
  );
}

const CHOICES = [
  ["size", "Size", choices(SIZES)],
  ["angle", "Angle", choices(ANGLES)],
  ["movement", "Movement", choices(MOVES)],
] as const;

/** Everything about one shot; what a person sets is saved at once and stays until it is reset. */
export function Inspector({
  shot,
  scene,
  projectId,
  rate,
  onMove,
}: {
  shot: Shot;
  scene: Shot[];
  projectId: string;
  rate: string;
  onMove: (move: Move) => void;
}) {
  const [search, setSearch] = useSearchParams();
  const [last, setLast] = useState<Last | null>(null);
  const { change, reset, putBack } = useShotEdit(shot.id, projectId);
  const set = (field: Field, value: Edit[Field]) => {
    setLast({ field, before: shot[field], wasPinned: shot.pinned.includes(field) });
    change.mutate({ [field]: value });
  };
  const undo = (to: Last) => {
    setLast(null);
    if (to.wasPinned) change.mutate({ [to.field]: to.before });
    else reset.mutate([to.field]);
  };
  const prompt = useTyped(shot.prompt, (value) => set("prompt", value));
  const frames = useTyped(shot.frames, (value) => set("frames", value));
  const pinned = (field: string) => (shot.pinned.includes(field) ? " · set by hand" : "");
  const problem = change.error ?? reset.error ?? putBack.error;
  const close = () => {
    const next = new URLSearchParams(search);
    next.delete("shot");
    setSearch(next, { replace: true });
  };
  return (
    <aside className="inspector" aria-label={`Shot ${shot.number}`}>
      <header>
        <h2>Shot {shot.number}</h2>
        <span className="spring" />
        <ActionIcon variant="subtle" color="gray" aria-label="Close" onClick={close}>
          <IconX size="1rem" />
        </ActionIcon>
      </header>
      <Status state={shot.status.state} cause={shot.status.cause} />
      <Saved
        busy={change.isPending || reset.isPending}
        last={change.isSuccess ? last : null}
        onUndo={() => last && undo(last)}
      />
      <Place shot={shot} scene={scene} onMove={onMove} busy={putBack.isPending} onBack={putBack.mutate} />
      {shot.clip_url && <Clip src={shot.clip_url} poster={shot.panel_url} />}
      {shot.dialogue && <blockquote className="inspector-line">“{shot.dialogue}”</blockquote>}
      {CHOICES.map(([field, label, data]) => (
        <NativeSelect
          key={field}
          label={label + pinned(field)}
          data={data}
          value={shot[field]}
          onChange={(event) => set(field, event.currentTarget.value as Shot[typeof field])}
        />
      ))}
      <Textarea
        label={`What the camera sees${pinned("prompt")}`}
        autosize
        minRows={3}
        value={prompt.value}
        onChange={(event) => prompt.set(event.currentTarget.value)}
        onBlur={prompt.leave}
      />
      <NumberInput
        label={`Least length in frames${pinned("frames")}`}
        description={`${duration(frames.value, rate)}; longer when its lines need it`}
        inputWrapperOrder={["label", "input", "description"]}
        min={1}
        value={frames.value}
        onChange={(value) => frames.set(Number(value) || 1)}
        onBlur={frames.leave}
      />
      <Engine shot={shot} projectId={projectId} />
      {problem && <ErrorCard problem={problem.problem} />}
      {shot.pinned.some((field) => field !== "order") && (
        <Button
          variant="default"
          loading={reset.isPending}
          onClick={() => {
            setLast(null);
            reset.mutate([]);
          }}
        >
          Follow the script again
        </Button>
      )}
      <Likeness
        shot={shot}
        projectId={projectId}
        busy={change.isPending}
        onAgain={() => change.mutate({ seed: Math.floor(Math.random() * SEEDS) })}
      />
      <Making
        shot={shot}
        projectId={projectId}
        busy={change.isPending}
        onAgain={() => change.mutate({ seed: Math.floor(Math.random() * SEEDS) })}
      />
    </aside>
  );
}
