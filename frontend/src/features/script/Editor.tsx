import { autocompletion, type CompletionContext, closeBrackets } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap, lineNumbers, placeholder } from "@codemirror/view";
import { useEffect, useRef } from "react";
import { fountain, lineKinds } from "./fountain.ts";

function names(text: string[]): { cues: string[]; headings: string[] } {
  const kinds = lineKinds(text);
  const of = (kind: string) => [
    ...new Set(text.filter((_, at) => kinds[at] === kind).map((line) => line.trim())),
  ];
  return { cues: of("cue").map((cue) => cue.split("(")[0]?.trim() ?? cue), headings: of("heading") };
}

/** Names of characters and places already in the script, as soon as a line begins like one. */
function complete(context: CompletionContext) {
  const line = context.state.doc.lineAt(context.pos);
  const before = line.text.slice(0, context.pos - line.from);
  if (before.length < 2 || before !== before.toUpperCase() || !/^[A-ZÀ-Þ.@]/.test(before)) return null;
  const { cues, headings } = names(context.state.doc.toJSON().filter((_, at) => at !== line.number - 1));
  const options = [...new Set([...cues, ...headings])].filter(
    (option) => option.startsWith(before) && option !== before,
  );
  return options.length ? { from: line.from, options: options.map((label) => ({ label })) } : null;
}

/** The one stretch in which two texts differ, so that a cursor outside of it stays where it is. */
export function difference(old: string, text: string): { from: number; to: number; insert: string } | null {
  if (old === text) return null;
  const most = Math.min(old.length, text.length);
  let from = 0;
  while (from < most && old[from] === text[from]) from += 1;
  let tail = 0;
  while (tail < most - from && old.at(-1 - tail) === text.at(-1 - tail)) tail += 1;
  return { from, to: old.length - tail, insert: text.slice(from, text.length - tail) };
}

const look = EditorView.theme({}, { dark: true });

/** A line to go to; the same line asked for again is another jump. */
export type Jump = { line: number };

type Props = {
  text: string;
  jump: Jump | null;
  onChange: (text: string) => void;
  /** The line the cursor has come to by hand, from 1. */
  onLine: (line: number) => void;
};

/** The screenplay itself. `text` replaces what is shown only when it differs from what was typed last. */
export function Editor({ text, jump, onChange, onLine }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const heard = useRef({ onChange, onLine });
  heard.current = { onChange, onLine };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the editor is made once; later texts come below
  useEffect(() => {
    if (!place.current) return;
    const editor = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: text,
        extensions: [
          lineNumbers(),
          history(),
          closeBrackets(),
          fountain,
          look,
          autocompletion({ override: [complete], icons: false }),
          keymap.of([...defaultKeymap, ...historyKeymap, indentWithTab]),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ "aria-label": "Screenplay", spellcheck: "true" }),
          placeholder("INT. SOMEWHERE - DAY"),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) heard.current.onChange(update.state.doc.toString());
            const { head } = update.state.selection.main;
            const byHand =
              update.selectionSet && !update.transactions.some((each) => each.isUserEvent("jump"));
            if (byHand) heard.current.onLine(update.state.doc.lineAt(head).number);
          }),
        ],
      }),
    });
    view.current = editor;
    return () => editor.destroy();
  }, []);
  useEffect(() => {
    const editor = view.current;
    const change = editor && difference(editor.state.doc.toString(), text);
    if (change) editor.dispatch({ changes: change });
  }, [text]);
  useEffect(() => {
    const editor = view.current;
    if (!editor || !jump || jump.line > editor.state.doc.lines) return;
    const start = editor.state.doc.line(jump.line).from;
    editor.dispatch({
      selection: { anchor: start },
      effects: EditorView.scrollIntoView(start, { y: "start", yMargin: 48 }),
      userEvent: "jump",
    });
  }, [jump]);
  return <div ref={place} className="script-editor" />;
}
