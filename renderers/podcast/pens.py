"""With what somebody's turns are written: a language model of their own, or the offline writer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from renderers.engine import read_settings
from renderers.engines.written import Writer
from renderers.errors import BadInput
from renderers.exports import makers
from renderers.writing.talk.brief import LINE_OFFLINE, OFFLINE


@dataclass(frozen=True, slots=True)
class Pen:
    """`engine` makes the turns; `knowledge` is what the model is told that this person knows."""

    engine: str = LINE_OFFLINE
    model: str = ""
    knowledge: str = ""

    @property
    def offline(self) -> bool:
        """Whether no model is asked."""
        return self.engine == LINE_OFFLINE


@cache
def models() -> Mapping[str, str]:
    """Language models that can write somebody's turns: what they are called for people, by name."""
    found = {name: engine.title for name, engine in makers().items() if isinstance(engine, Writer)}
    return MappingProxyType(found)


def pen(writer: str, *, model: str = "", knowledge: str = "") -> Pen:
    """By the name of a model, or of the offline writer. BadInput says which there are, or what it lacks."""
    if writer in ("", OFFLINE):
        return Pen(knowledge=knowledge)
    if writer not in models():
        raise BadInput(f"there is no writer {writer!r}; choose one of {', '.join((OFFLINE, *sorted(models())))}")
    read_settings(makers()[writer], {"reads_at_most": 1, "model": model})
    return Pen(writer, model, knowledge)
