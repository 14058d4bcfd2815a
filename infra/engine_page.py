"""Writes the page of all engines from their cards: `make docs`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from renderers.card import Card, Lengths, Speaks, listed
from renderers.engine import Engine, card_of
from renderers.engines import engines

_HEAD = """# Engines

Written from the engines' cards by `make docs`; do not edit. An engine is one file in `renderers/engines/`. Weights
whose licence is marked with its terms stay off until the operator records an agreement (`manage.py models licence NAME
--reference ...`). Engines with weights are proven here on tiny twins of them, through the same loading path.
"""


def page() -> str:
    """Every engine, grouped by what it makes."""
    kinds = sorted({engine.makes for engine in engines().values()})
    return "\n".join([_HEAD, *(line for kind in kinds for line in _table(kind))])


def _table(kind: str) -> Iterator[str]:
    yield f"## {kind.capitalize()}\n"
    yield "| engine | runs on | limits | takes | licences | same bytes | proven |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for name, engine in sorted(engines().items()):
        if engine.makes == kind:
            yield f"| {' | '.join(_row(name, engine, card_of(engine)))} |"
    yield ""


def _row(name: str, engine: Engine, card: Card) -> Iterator[str]:
    yield f"{engine.title} (`{name}`)"
    weights = f", {sum(each.memory_gb for each in card.models):g} GB of weights" if card.models else ""
    yield f"{engine.size.value}{weights}"
    yield _limits(card) or "-"
    yield listed(card.accepts) or "-"
    yield "; ".join(dict.fromkeys(_licences(card)))
    yield "yes" if card.deterministic else "no"
    yield card.proven


def _licences(card: Card) -> Iterator[str]:
    yield card.code.name + (f" (**{card.code.terms.value}**)" if card.code.why_off else "")
    for weights in card.models:
        licence = weights.licence
        yield f"weights {licence.name}" + (f" (**{licence.terms.value}**)" if licence.why_off else "")


def _limits(card: Card) -> str:
    parts = [_length(card.lengths)] if card.lengths else []
    if card.frame:
        parts.append(f"{card.frame.pixels / 1e6:.1f} megapixels, sides of {card.frame.multiple}")
    if card.lengths:
        how = {"tail": "continued from its last frames", "first": "continued from its last frame"}
        parts.append(how[card.continues.value] if card.continues else "cannot continue a shot")
    if card.speaks:
        parts += _speech(card, card.speaks)
    if (told := card.exchanges) is not None:
        parts.append(f"{told.lines} lines, {told.characters} characters and {told.voices} voices in one order")
    return "; ".join(parts)


def _speech(card: Card, speaks: Speaks) -> Iterator[str]:
    yield f"speaks {', '.join(title for _, title in speaks.languages)}"
    if not speaks.voices:
        yield "in the manner of a voice of the catalogue"
    elif not card.clones:
        yield f"{len(speaks.voices)} voices of its own"
    if card.trained:
        yield "is a trained voice that is brought, with consent"
    else:
        yield "clones a recorded voice, with consent" if card.clones else "clones nobody"
    if speaks.feelings:
        yield f"feels {' '.join(dict.fromkeys(feeling.mark for feeling in speaks.feelings))}"


def _length(lengths: Lengths) -> str:
    return f"{lengths.most} frames at {lengths.fps} a second, {lengths.most / lengths.fps:.1f} s in one go"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), "utf-8")
