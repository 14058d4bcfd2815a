import { HighlightStyle, StreamLanguage, type StringStream, syntaxHighlighting } from "@codemirror/language";
import {
  Decoration,
  type DecorationSet,
  type EditorView,
  ViewPlugin,
  type ViewUpdate,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";

/** What a line is on the page; the studio's own reader decides, this only colours while typing. */
type LineKind =
  | "heading"
  | "action"
  | "cue"
  | "parenthetical"
  | "dialogue"
  | "transition"
  | "centred"
  | "note"
  | "section"
  | "synopsis"
  | "lyric";

const HEADING = /^(?:\.(?=[^.\s])|(?:INT|EXT|EST|INT\.?\/EXT|EXT\.?\/INT|I\.?\/E)[.\s])/i;

function isCue(line: string): boolean {
  if (line.startsWith("@")) return true;
  const name =
    line
      .split("(")[0]
      ?.replace(/\^\s*$/, "")
      .trim() ?? "";
  return (
    /\p{Lu}/u.test(name) && name === name.toUpperCase() && !name.endsWith("TO:") && !/^[!>~=#]/.test(line)
  );
}

/** Kinds of all lines of a text, in order. */
export function lineKinds(lines: readonly string[]): LineKind[] {
  let inSpeech = false;
  return lines.map((raw, at) => {
    const line = raw.trim();
    if (!line) {
      inSpeech = false;
      return "action";
    }
    const fresh = at === 0 || !lines[at - 1]?.trim();
    const more = Boolean(lines[at + 1]?.trim());
    if (inSpeech) {
      if (line.startsWith("(") && line.endsWith(")")) return "parenthetical";
      return line.startsWith("~") ? "lyric" : "dialogue";
    }
    if (line.startsWith("#")) return "section";
    if (line.startsWith("=") && !/^={3,}$/.test(line)) return "synopsis";
    if (line.startsWith("[[")) return "note";
    if (line.startsWith("~")) return "lyric";
    if (line.startsWith(">")) return line.endsWith("<") ? "centred" : "transition";
    if (fresh && HEADING.test(line)) return "heading";
    if (fresh && !more && line.endsWith("TO:") && line === line.toUpperCase()) return "transition";
    if (fresh && more && isCue(line)) {
      inSpeech = true;
      return "cue";
    }
    return "action";
  });
}

const inline = StreamLanguage.define({
  token(stream: StringStream) {
    if (stream.match(/\[\[.*?\]\]/)) return "comment";
    if (stream.match(/\/\*.*?\*\//)) return "comment";
    if (stream.match(/\*\*[^*]+\*\*/)) return "strong";
    if (stream.match(/\*[^*\s][^*]*\*/)) return "emphasis";
    if (stream.match(/_[^_\s][^_]*_/)) return "link";
    stream.next();
    return null;
  },
});

const marks = HighlightStyle.define([
  { tag: tags.strong, fontWeight: "700" },
  { tag: tags.emphasis, fontStyle: "italic" },
  { tag: tags.link, textDecoration: "underline" },
  { tag: tags.comment, class: "cm-note" },
]);

function decorate(view: EditorView): DecorationSet {
  const text = view.state.doc;
  const lines = text.toJSON();
  const kinds = lineKinds(lines);
  const found = [];
  for (const { from, to } of view.visibleRanges) {
    for (let at = text.lineAt(from).number; at <= text.lineAt(to).number; at += 1) {
      const kind = kinds[at - 1];
      if (kind && lines[at - 1]?.trim())
        found.push(Decoration.line({ class: `cm-${kind}` }).range(text.line(at).from));
    }
  }
  return Decoration.set(found);
}

const layout = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = decorate(view);
    }
    update(update: ViewUpdate) {
      if (update.docChanged || update.viewportChanged) this.decorations = decorate(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

/** A page-like layout: cues and dialogue indented, headings bold, marks shown as what they mean. */
export const fountain = [inline, syntaxHighlighting(marks), layout];
