import { ActionIcon, Button, NativeSelect, NumberInput, Textarea } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { api, bodyOf, ifMatch } from "../../api/client.ts";
import { type ApiError, asApiError } from "../../api/errors.ts";
import type { Schemas, Shot } from "../../api/queries.ts";
import { duration, ErrorCard, Status, words } from "../../ui/index.tsx";

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

function useShotEdit(shot: Shot, projectId: string, then: () => void) {
  const client = useQueryClient();
  const header = ifMatch(shot.version);
  const run = (ask: () => Promise<Shot>) => async () => {
    try {
      return await ask();
    } catch (error) {
      throw asApiError(error);
    }
  };
  const done = () => {
    then();
    void client.invalidateQueries({ queryKey: ["project", projectId] });
  };
  return { client, header, run, done };
}

/** Everything about one shot; what a person sets stays set until it is reset. */
export function Inspector({ shot, projectId, rate }: { shot: Shot; projectId: string; rate: string }) {
  const [search, setSearch] = useSearchParams();
  const [edit, setEdit] = useState<Edit>({});
  const { header, run, done } = useShotEdit(shot, projectId, () => setEdit({}));
  const path = { shot_id: shot.id };
  const saving = useMutation<Shot, ApiError>({
    mutationFn: run(() => bodyOf(api.PATCH("/v1/shots/{shot_id}", { params: { path, header }, body: edit }))),
    onSuccess: done,
  });
  const resetting = useMutation<Shot, ApiError>({
    mutationFn: run(() =>
      bodyOf(api.POST("/v1/shots/{shot_id}/reset", { params: { path, header }, body: { fields: [] } })),
    ),
    onSuccess: done,
  });
  const shown = { ...shot, ...edit };
  const set = (change: Edit) => setEdit({ ...edit, ...change });
  const pinned = (field: string) => (shot.pinned.includes(field) ? " · set by hand" : "");
  const problem = saving.error ?? resetting.error;
  const close = () => {
    const next = new URLSearchParams(search);
    next.delete("shot");
    setSearch(next, { replace: true });
  };
  return (
    <aside className="inspector" aria-label={`Shot ${shot.number}`}>
      <header>
        <h2>Shot {shot.number}</h2>
        <ActionIcon variant="subtle" color="gray" aria-label="Close" onClick={close}>
          <IconX size="1rem" />
        </ActionIcon>
      </header>
      <Status state={shot.status.state} cause={shot.status.cause} />
      {shot.clip_url && (
        <video
          src={shot.clip_url}
          poster={shot.panel_url ?? undefined}
          controls
          muted
          loop
          className="inspector-clip"
        />
      )}
      <NativeSelect
        label={`Size${pinned("size")}`}
        data={choices(SIZES)}
        value={shown.size}
        onChange={(event) => set({ size: event.currentTarget.value as Shot["size"] })}
      />
      <NativeSelect
        label={`Angle${pinned("angle")}`}
        data={choices(ANGLES)}
        value={shown.angle}
        onChange={(event) => set({ angle: event.currentTarget.value as Shot["angle"] })}
      />
      <NativeSelect
        label={`Movement${pinned("movement")}`}
        data={choices(MOVES)}
        value={shown.movement}
        onChange={(event) => set({ movement: event.currentTarget.value as Shot["movement"] })}
      />
      <Textarea
        label={`What the camera sees${pinned("prompt")}`}
        autosize
        minRows={3}
        value={shown.prompt}
        onChange={(event) => set({ prompt: event.currentTarget.value })}
      />
      <NumberInput
        label={`Least length in frames${pinned("frames")}`}
        description={`${duration(shown.frames ?? 1, rate)}; longer when its lines need it`}
        min={1}
        value={shown.frames}
        onChange={(value) => set({ frames: Number(value) || 1 })}
      />
      {problem && <ErrorCard problem={problem.problem} />}
      <div className="actions">
        <Button
          size="xs"
          disabled={!Object.keys(edit).length}
          loading={saving.isPending}
          onClick={() => saving.mutate()}
        >
          Save shot
        </Button>
        {shot.pinned.length > 0 && (
          <Button
            size="xs"
            variant="default"
            loading={resetting.isPending}
            onClick={() => resetting.mutate()}
          >
            Follow the script again
          </Button>
        )}
      </div>
    </aside>
  );
}
