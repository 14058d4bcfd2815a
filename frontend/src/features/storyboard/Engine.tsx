import { NativeSelect } from "@mantine/core";
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, bodyOf, ifMatch } from "../../api/client.ts";
import { type ApiError, asApiError } from "../../api/errors.ts";
import type { Schemas, Shot } from "../../api/queries.ts";
import { ErrorCard, Skeletons } from "../../ui/index.tsx";
import { money } from "../../ui/money.ts";
import { NotNow } from "../../ui/NotNow.tsx";
import { DECIDED, Finishing } from "./Finishing.tsx";

type Engines = Schemas["ShotEnginesOut"];
type Level = "shot" | "scene" | "film";
type Decision = { level: Level; body: Schemas["PatchedShotEngineIn"] };

const ROLES: Record<Engines["role"], string> = {
  hero: "Hero: the picture its scene is remembered by",
  batch: "Batch: one of many",
  dialogue: "Dialogue: somebody speaks",
};
const LEVELS: { value: Level; label: string }[] = [
  { value: "shot", label: "This shot" },
  { value: "scene", label: "The scene" },
  { value: "film", label: "The film" },
];

const enginesQuery = (projectId: string, shotId: string) =>
  queryOptions({
    queryKey: ["project", projectId, "engine", shotId],
    queryFn: () => bodyOf(api.GET("/v1/shots/{shot_id}/engine", { params: { path: { shot_id: shotId } } })),
  });

function useDecision(shot: Shot, projectId: string, found: Engines | undefined) {
  const client = useQueryClient();
  return useMutation<unknown, ApiError, Decision>({
    scope: { id: `engine-${shot.id}` },
    mutationFn: async ({ level, body }) => {
      const header = ifMatch(found?.[level].version ?? 0);
      const { role: _, ...engines } = body;
      const ask = {
        shot: () =>
          api.PATCH("/v1/shots/{shot_id}/engine", { params: { path: { shot_id: shot.id }, header }, body }),
        scene: () => {
          const path = { scene_id: shot.scene_id };
          return api.PATCH("/v1/scenes/{scene_id}/engines", { params: { path, header }, body: engines });
        },
        film: () => {
          const path = { project_id: projectId };
          return api.PATCH("/v1/projects/{project_id}/engines", { params: { path, header }, body: engines });
        },
      };
      try {
        return await bodyOf<unknown>(ask[level]());
      } catch (error) {
        throw asApiError(error);
      }
    },
    onSettled: () => client.invalidateQueries({ queryKey: ["project", projectId] }),
  });
}

type Option = Engines["options"][number];

/** What an engine is called in the list, with what the shot costs by it at most. */
export function optionLabel(option: Option): string {
  return option.amount === null
    ? `${option.title} · cannot be used`
    : `${option.title} · at most ${money(option.amount)}`;
}

/** The engines to choose from: who can film now, then who would keep a render waiting, then who cannot. */
export function engineChoices(options: Option[], chosen: string) {
  const listed = (those: Option[]) =>
    those.map((option) => ({
      value: option.engine,
      label: optionLabel(option),
      disabled: option.amount === null && chosen !== option.engine,
    }));
  const able = options.filter((option) => option.amount !== null);
  const groups = [
    {
      group: "Nobody online has these: a render waits",
      items: listed(able.filter((option) => option.waits)),
    },
    { group: "Cannot be used", items: listed(options.filter((option) => option.amount === null)) },
  ];
  return [
    ...listed(able.filter((option) => !option.waits)),
    ...groups.filter((group) => group.items.length > 0),
  ];
}

/** The field that an engine is chosen in: of the shot itself, or of its role where the choice holds for many. */
export function fieldOf(level: Level, role: Engines["role"]): "every" | Engines["role"] {
  return level === "shot" ? "every" : role;
}

/** Who films and finishes the shot, by whose decision, and for how much; another engine, a fallback, another role. */
export function Engine({ shot, projectId }: { shot: Shot; projectId: string }) {
  const asked = useQuery(enginesQuery(projectId, shot.id));
  const decide = useDecision(shot, projectId, asked.data);
  const [level, setLevel] = useState<Level>("shot");
  if (shot.size === "title") return null;
  if (asked.error)
    return <ErrorCard problem={asApiError(asked.error).problem} onRetry={() => asked.refetch()} />;
  if (!asked.data) return <Skeletons count={2} className="skeleton-row" />;
  const found = asked.data;
  const field = fieldOf(level, found.role);
  const titles = new Map(found.options.map((option) => [option.engine, option.title]));
  const title = (engine: string) => titles.get(engine) ?? engine;
  const why = new Map(found.options.map((option) => [option.engine, option.why_not || option.waits]));
  const above = level === "shot" ? "As decided above it" : "As the preset says";
  const left = found.decided === "preset" ? `As the preset says (${title(found.preset_engine)})` : above;
  const set = (body: Decision["body"]) => decide.mutate({ level, body });
  return (
    <section className="side-part" aria-label="Engine">
      <NativeSelect
        label={`Engine · ${DECIDED[found.decided]}`}
        description={`${title(found.engine)} films this shot with the next render`}
        data={[{ value: "", label: left }, ...engineChoices(found.options, found[level][field])]}
        value={found[level][field]}
        disabled={decide.isPending}
        onChange={(event) => set({ [field]: event.currentTarget.value || null })}
      />
      <NotNow
        chosen={why.get(found.engine) ?? ""}
        asks="Why some engines cannot be used now"
        others={found.options
          .filter(({ engine }) => engine !== found.engine && why.get(engine))
          .map(({ engine, title: called }) => ({ key: engine, title: called, why: why.get(engine) ?? "" }))}
      />
      <NativeSelect
        label="The choice holds for"
        description={
          level === "shot"
            ? undefined
            : "An engine is chosen for shots of this one's role, finishing for all of them"
        }
        data={LEVELS}
        value={level}
        onChange={(event) => setLevel(event.currentTarget.value as Level)}
      />
      {found[level][field] && (
        <NativeSelect
          label="If it cannot be used"
          data={[
            { value: "", label: "Say so, and render nothing" },
            ...found.options.map(({ engine, title: label }) => ({ value: engine, label })),
          ]}
          value={found[level].fallback}
          disabled={decide.isPending}
          onChange={(event) => set({ fallback: event.currentTarget.value || null })}
        />
      )}
      {found.instead_of && (
        <p className="faint">
          {title(found.engine)} takes the place of {title(found.instead_of)}. {found.why}
        </p>
      )}
      <Finishing
        finishes={found.finishing}
        chosen={found[level]}
        above={above}
        disabled={decide.isPending}
        onChoose={set}
      />
      <NativeSelect
        label="What the shot is"
        data={[
          { value: "", label: found.shot.role ? "As it is by itself" : ROLES[found.role] },
          ...Object.entries(ROLES).map(([value, label]) => ({ value, label })),
        ]}
        value={found.shot.role}
        disabled={decide.isPending}
        onChange={(event) =>
          decide.mutate({
            level: "shot",
            body: { role: (event.currentTarget.value || null) as Engines["role"] | null },
          })
        }
      />
      {decide.error && <ErrorCard problem={decide.error.problem} />}
    </section>
  );
}
