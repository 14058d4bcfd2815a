import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { api, bodyOf, ifMatch } from "../../api/client.ts";
import { type ApiError, asApiError } from "../../api/errors.ts";
import type { Schemas } from "../../api/queries.ts";

export type Screenplay = Schemas["ScreenplayOut"];
export type SaveState = "saved" | "typing" | "saving" | "refused" | "offline" | "conflict";

const WAIT_MS = 1200;

const draftKey = (projectId: string) => `draft:${projectId}`;

const screenplayKey = (projectId: string) => ["project", projectId, "screenplay"];

function load(projectId: string): Promise<Screenplay> {
  return bodyOf(
    api.GET("/v1/projects/{project_id}/screenplay", { params: { path: { project_id: projectId } } }),
  );
}

/** The screenplay with autosave: what is typed is kept in the browser until the studio has it. */
export function useScreenplay(projectId: string) {
  const client = useQueryClient();
  const loaded = useQuery({
    queryKey: screenplayKey(projectId),
    queryFn: () => load(projectId),
    refetchOnWindowFocus: false,
  });
  const [text, setText] = useState<string | null>(null);
  const [state, setState] = useState<SaveState>("saved");
  const [problem, setProblem] = useState<ApiError | null>(null);
  const [changes, setChanges] = useState<Schemas["EditOut"] | null>(null);
  const version = useRef(0);
  const timer = useRef(0);
  const typed = useRef<string | null>(null);
  const busy = useRef(false);

  const take = useCallback(
    (screenplay: Screenplay) => {
      version.current = screenplay.version;
      client.setQueryData(screenplayKey(projectId), screenplay);
    },
    [client, projectId],
  );

  const save = useCallback(async () => {
    const given = typed.current;
    if (given === null || busy.current) return;
    busy.current = true;
    setState("saving");
    try {
      const saved = await bodyOf(
        api.PUT("/v1/projects/{project_id}/screenplay", {
          params: { path: { project_id: projectId }, header: ifMatch(version.current) },
          body: { text: given },
        }),
      );
      take(saved);
      setProblem(null);
      setChanges(saved.changes ?? null);
      for (const part of ["scenes", "shots", "characters"]) {
        void client.invalidateQueries({ queryKey: ["project", projectId, part] });
      }
      if (typed.current === given) {
        typed.current = null;
        localStorage.removeItem(draftKey(projectId));
        setState("saved");
      } else {
        timer.current = window.setTimeout(() => void save(), WAIT_MS);
      }
    } catch (error) {
      const known = asApiError(error);
      setProblem(known);
      setState(
        known.problem.status === 412 ? "conflict" : known.problem.status === 0 ? "offline" : "refused",
      );
      if (known.problem.status === 0) timer.current = window.setTimeout(() => void save(), 5 * WAIT_MS);
    } finally {
      busy.current = false;
    }
  }, [client, projectId, take]);

  const onChange = useCallback(
    (next: string) => {
      setText(next);
      typed.current = next;
      localStorage.setItem(draftKey(projectId), next);
      setState((now) => (now === "conflict" ? now : "typing"));
      window.clearTimeout(timer.current);
      timer.current = window.setTimeout(() => void save(), WAIT_MS);
    },
    [projectId, save],
  );

  useEffect(() => {
    if (!loaded.data || text !== null) return;
    version.current = loaded.data.version;
    const draft = localStorage.getItem(draftKey(projectId));
    setText(draft ?? loaded.data.text);
    if (draft !== null && draft !== loaded.data.text) {
      typed.current = draft;
      setState("typing");
      timer.current = window.setTimeout(() => void save(), WAIT_MS);
    }
  }, [loaded.data, projectId, save, text]);

  /** What somebody else saved is shown at once, unless something typed here waits to be saved. */
  useEffect(() => {
    if (!loaded.data || typed.current !== null || loaded.data.version <= version.current) return;
    version.current = loaded.data.version;
    setText(loaded.data.text);
  }, [loaded.data]);

  useEffect(() => {
    const guard = (event: BeforeUnloadEvent) => {
      if (typed.current !== null) event.preventDefault();
    };
    window.addEventListener("beforeunload", guard);
    return () => {
      window.removeEventListener("beforeunload", guard);
      window.clearTimeout(timer.current);
      void save();
    };
  }, [save]);

  /** After a conflict: keep what is here over theirs, or take theirs. */
  const settle = useCallback(
    async (keep: "mine" | "theirs") => {
      const theirs = await load(projectId);
      take(theirs);
      setProblem(null);
      if (keep === "mine") {
        void save();
        return;
      }
      typed.current = null;
      localStorage.removeItem(draftKey(projectId));
      setText(theirs.text);
      setState("saved");
    },
    [projectId, save, take],
  );

  const replace = useCallback(
    (screenplay: Screenplay) => {
      take(screenplay);
      typed.current = null;
      setText(screenplay.text);
      setChanges(screenplay.changes ?? null);
      setState("saved");
      void client.invalidateQueries({ queryKey: ["project", projectId] });
    },
    [client, projectId, take],
  );

  return { loaded, text, state, problem, changes, onChange, save, settle, replace, version };
}
