import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, WidgetType } from "@codemirror/view";

/** Where somebody else is in the text: from where they have selected to where their cursor stands. */
export type Cursor = { person: string; hue: number; anchor: number; head: number };

export const setCursors = StateEffect.define<Cursor[]>();

class Flag extends WidgetType {
  constructor(private readonly cursor: Cursor) {
    super();
  }
  override eq(other: Flag): boolean {
    return other.cursor.person === this.cursor.person && other.cursor.hue === this.cursor.hue;
  }
  override toDOM(): HTMLElement {
    const flag = document.createElement("span");
    flag.className = `peer-flag peer-${this.cursor.hue}`;
    flag.dataset.person = this.cursor.person;
    flag.setAttribute("aria-hidden", "true");
    return flag;
  }
}

function drawn(cursors: Cursor[], length: number): DecorationSet {
  const inside = (at: number) => Math.max(0, Math.min(length, at));
  const marks = cursors.flatMap((cursor) => {
    const [anchor, head] = [inside(cursor.anchor), inside(cursor.head)];
    const flag = Decoration.widget({ widget: new Flag(cursor), side: 1 }).range(head);
    if (anchor === head) return [flag];
    const chosen = Decoration.mark({ class: `peer-chosen peer-${cursor.hue}` });
    return [chosen.range(Math.min(anchor, head), Math.max(anchor, head)), flag];
  });
  return Decoration.set(marks, true);
}

/** The others' cursors; they move with the text until their owners say otherwise. */
export const cursors = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(shown, transaction) {
    let now = shown.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (effect.is(setCursors)) now = drawn(effect.value, transaction.state.doc.length);
    }
    return now;
  },
  provide: (field) => EditorView.decorations.from(field),
});
