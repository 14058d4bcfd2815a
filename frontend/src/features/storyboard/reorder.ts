import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, bodyOf, ifMatch } from "../../api/client.ts";
import { type ApiError, asApiError } from "../../api/errors.ts";
import { type Shot, shotsQuery } from "../../api/queries.ts";

/** A shot and the one of its scene it goes behind; null: first. */
export type Move = { id: string; after: string | null };

/** One place earlier or later in its scene; nothing at the edge. Pure. */
export function stepped(scene: readonly Shot[], id: string, step: -1 | 1): Move | undefined {
  const at = scene.findIndex((shot) => shot.id === id);
  if (at < 0 || at + step < 0 || at + step >= scene.length) return undefined;
  return { id, after: (step < 0 ? scene[at - 2]?.id : scene[at + 1]?.id) ?? null };
}

/** Where a shot that is let go before or behind another one goes; nothing where it stands already. Pure. */
export function dropped(
  scene: readonly Shot[],
  id: string,
  on: string,
  side: "before" | "behind",
): Move | undefined {
  if (id === on || !scene.some((shot) => shot.id === id)) return undefined;
  const others = scene.filter((shot) => shot.id !== id);
  const place = others.findIndex((shot) => shot.id === on) + (side === "behind" ? 1 : 0);
  if (scene[place]?.id === id) return undefined;
  return { id, after: others[place - 1]?.id ?? null };
}

/** The shots with one of them moved; all other scenes stay as they are. Pure. */
export function arranged(shots: readonly Shot[], move: Move): Shot[] {
  const shot = shots.find((each) => each.id === move.id);
  if (!shot) return [...shots];
  const others = shots.filter((each) => each.id !== move.id);
  const place = move.after
    ? others.findIndex((each) => each.id === move.after) + 1
    : others.findIndex((each) => each.scene_id === shot.scene_id);
  return renumbered([...others.slice(0, place), shot, ...others.slice(place)], shot.scene_id);
}

/** Shots are called by their place: 3.2 is the second of scene 3. */
function renumbered(shots: Shot[], scene: string): Shot[] {
  let place = 0;
  return shots.map((shot) =>
    shot.scene_id === scene ? { ...shot, number: shot.number.replace(/[^.]*$/, String(++place)) } : shot,
  );
}

/** The board shows the new order at once, and the old one again when it is refused. */
export function useReorder(projectId: string) {
  const client = useQueryClient();
  const { queryKey } = shotsQuery(projectId);
  return useMutation<Shot, ApiError, Move, Shot[] | undefined>({
    scope: { id: `order-${projectId}` },
    mutationFn: async ({ id, after }) => {
      const shot = client.getQueryData(queryKey)?.find((each) => each.id === id);
      const params = { path: { shot_id: id }, header: ifMatch(shot?.version ?? 0) };
      try {
        return await bodyOf(api.PUT("/v1/shots/{shot_id}/place", { params, body: { after_shot_id: after } }));
      } catch (error) {
        throw asApiError(error);
      }
    },
    onMutate: (move) => {
      const before = client.getQueryData(queryKey);
      client.setQueryData(queryKey, (shots) => shots && arranged(shots, move));
      return before;
    },
    onError: (_error, _move, before) => client.setQueryData(queryKey, before),
    onSuccess: (saved) =>
      client.setQueryData(queryKey, (shots) => shots?.map((each) => (each.id === saved.id ? saved : each))),
    onSettled: () => client.invalidateQueries({ queryKey: ["project", projectId] }),
  });
}
