import { collab } from "@codemirror/collab";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { EditorState, Prec } from "@codemirror/state";
import { EditorView, keymap, placeholder } from "@codemirror/view";
import { type RefObject, useEffect, useRef } from "react";
import { api, bodyOf, ifMatch } from "../../api/client.ts";
import type { Episode } from "../../api/podcasts.ts";
import { TYPED } from "../../live/apply.ts";
import { useNews } from "../../live/useNews.ts";
import { type Cursor, cursors, setCursors } from "./cursors.ts";
import { type Letters, Sharing, type Standing } from "./letters.ts";
import type { Turn } from "./queries.ts";

type Props = {
  episode: Episode;
  turn: Turn;
  others: Cursor[];
  sharing: RefObject<Sharing | null>;
  onStanding: (standing: Standing) => void;
  onCursor: (anchor: number, head: number) => void;
  onDone: () => void;
};

/** The studio as the authority over the letters of a turn. */
function authorityOver(episode: Episode, turn: Turn, client: string) {
  const path = { episode_id: episode.id, turn_id: turn.id };
  const address = "/v1/episodes/{episode_id}/turns/{turn_id}/edits";
  return {
    push: (version: number, edits: unknown[]) =>
      bodyOf(
        api.POST(address, {
          params: { path, header: ifMatch(version) },
          body: { client, edits: edits as unknown[][] },
        }),
      ),
    pull: async (version: number) =>
      (await bodyOf(api.GET(address, { params: { path, query: { since: version } } }))).edits,
  };
}

/** What is said, while it is written: others type in it too, each sees the others' letters and cursors. */
export function TurnText({ episode, turn, others, sharing, onStanding, onCursor, onDone }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const heard = useRef({ onStanding, onCursor, onDone });
  heard.current = { onStanding, onCursor, onDone };
  // biome-ignore lint/correctness/useExhaustiveDependencies: one editor for as long as the turn is open
  useEffect(() => {
    if (!place.current) return;
    const client = crypto.randomUUID();
    const shared = new Sharing(client, authorityOver(episode, turn, client), (standing) =>
      heard.current.onStanding(standing),
    );
    const done = () => {
      heard.current.onDone();
      return true;
    };
    const editor = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: turn.text,
        selection: { anchor: turn.text.length },
        extensions: [
          collab({ startVersion: turn.version, clientID: client }),
          history(),
          cursors,
          Prec.high(
            keymap.of([
              { key: "Escape", run: done },
              { key: "Mod-Enter", run: done },
              { key: "Enter", run: () => true },
            ]),
          ),
          keymap.of([...defaultKeymap, ...historyKeymap]),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ "aria-label": "What is said", spellcheck: "true" }),
          placeholder("Nothing yet: a turn without words is not spoken"),
          EditorView.updateListener.of((update) => {
            if (update.docChanged && shared.pending) shared.touched();
            const { anchor, head } = update.state.selection.main;
            if (update.selectionSet || update.docChanged) heard.current.onCursor(anchor, head);
          }),
        ],
      }),
    });
    shared.attach(editor);
    sharing.current = shared;
    view.current = editor;
    editor.focus();
    heard.current.onCursor(turn.text.length, turn.text.length);
    void shared.catchUp();
    const guard = (event: BeforeUnloadEvent) => shared.pending && event.preventDefault();
    window.addEventListener("beforeunload", guard);
    return () => {
      window.removeEventListener("beforeunload", guard);
      shared.detach();
      sharing.current = null;
      view.current = null;
      editor.destroy();
    };
  }, []);
  useNews(`project:${episode.project_id}`, (news) => {
    if (news.body.episode_id !== episode.id) return;
    if (news.kind === TYPED && news.body.turn_id === turn.id) {
      sharing.current?.hear(news.body as unknown as Letters);
    }
    if (news.kind === "script.changed") void sharing.current?.catchUp();
  });
  const shown = JSON.stringify(others);
  useEffect(() => {
    view.current?.dispatch({ effects: setCursors.of(JSON.parse(shown) as Cursor[]) });
  }, [shown]);
  return <div ref={place} className="turn-editor" />;
}
