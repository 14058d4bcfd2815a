"""What a person wants written -> a plan: an outline, pages in parts that stand by themselves, or a passage anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from renderers.engine import read_settings, version_of
from renderers.engines import engines
from renderers.errors import BadInput
from renderers.plan import Plan, PlanBuilder, Stage, Step
from renderers.writing.asked import Asked
from renderers.writing.brief import Brief
from renderers.writing.outlines import parts_of, read_outline
from renderers.writing.prompts import ask_outline, ask_pages, ask_passage

OFFLINE = "offline_story"
JOINED = "joined_pages"
WRITING = "writing"
"""The subject of what is written, in a plan's `wanted`."""

PAGES_AT_ONCE = 4
WRITERS: Mapping[str, str] = {"offline": OFFLINE, "claude": "claude", "gpt": "gpt", "openai_writing": "openai_writing"}
"""Writers as people choose them, and their engines."""


class What(StrEnum):
    """What is written."""

    OUTLINE = "outline"
    PAGES = "pages"
    PASSAGE = "passage"


@dataclass(frozen=True, slots=True)
class Commission:
    """Who writes what. `takes` counts, part by part, how often it was asked for before; `passage` is what is rewritten,
    with what stands around it.
    """

    what: What
    writer: str
    brief: Brief
    model: str = ""
    seed: int = 0
    outline: str = ""
    takes: Sequence[int] = ()
    passage: Mapping[str, str] = field(default_factory=dict)

    @property
    def engine(self) -> str:
        """BadInput for a writer nobody knows."""
        if self.writer not in WRITERS:
            raise BadInput(f"There is no writer {self.writer}; choose one of {', '.join(WRITERS)}.")
        return WRITERS[self.writer]


def compile_writing(wanted: Commission) -> Plan:
    """Its plan; roles `part.0`, `part.1`, ... and `text`. BadInput in words for what the writer cannot write."""
    builder = PlanBuilder()
    steps = list(_offline(wanted) if wanted.engine == OFFLINE else _asked(wanted))
    digests = [builder.add(step, role=f"part.{at}") for at, step in enumerate(steps)]
    if len(digests) == 1:
        return builder.build(result=builder.add(steps[0], role="text"))
    inputs = tuple((f"part.{at}", digest) for at, digest in enumerate(digests))
    return builder.build(result=builder.add(_joined(inputs), role="text"))


def _joined(inputs: tuple[tuple[str, str], ...]) -> Step:
    return _step(JOINED, {"parts": len(inputs)}, "The pages, put together", inputs)


def _offline(wanted: Commission) -> list[Step]:
    if wanted.what is What.PASSAGE:
        raise BadInput(
            "The offline writer arranges whole stories and understands none, so it cannot rewrite yours. Choose a "
            "writer with a language model; its key is set under Workspace > Engine keys."
        )
    settings: dict[str, Any] = {"brief": wanted.brief.model_dump(mode="json"), "what": wanted.what.value}
    settings |= {"seed": wanted.seed + _take(wanted, 0)}
    settings |= {"outline": wanted.outline} if wanted.what is What.PAGES else {}
    return [_step(OFFLINE, settings, f"The {wanted.what.value} of {wanted.brief.title}"[:100])]


def _asked(wanted: Commission) -> list[Step]:
    asks = _asks(wanted)
    total = len(asks)
    steps = []
    for at, asked in enumerate(asks):
        settings = {"prompt": asked.prompt, "system": asked.system, "most_tokens": asked.most_tokens}
        settings |= {"model": wanted.model, "take": wanted.seed + _take(wanted, at)}
        label = f"Part {at + 1} of {total}" if total > 1 else f"The {wanted.what.value}"
        steps.append(_step(wanted.engine, settings, f"{label} of {wanted.brief.title}"[:100]))
    return steps


def _asks(wanted: Commission) -> list[Asked]:
    if wanted.what is What.OUTLINE:
        return [ask_outline(wanted.brief)]
    if wanted.what is What.PASSAGE:
        return [ask_passage(wanted.brief, **wanted.passage)]
    scenes = read_outline(wanted.outline)
    if not scenes:
        raise BadInput(
            "The outline holds no scene. Give each a heading such as INT. KITCHEN - NIGHT and a line that begins with "
            "= and says what happens."
        )
    parts = parts_of(scenes, minutes=wanted.brief.minutes, most_pages=PAGES_AT_ONCE)
    return [ask_pages(wanted.brief, wanted.outline, scenes, part) for part in parts]


def _take(wanted: Commission, at: int) -> int:
    return wanted.takes[at] if at < len(wanted.takes) else 0


def _step(name: str, settings: Mapping[str, Any], label: str, inputs: tuple[tuple[str, str], ...] = ()) -> Step:
    engine = engines()[name]
    read = read_settings(engine, settings)
    return Step(
        engine=name,
        version=version_of(engine),
        settings=read.model_dump(mode="json"),
        inputs=inputs,
        stage=Stage.WRITING,
        subject=WRITING,
        label=label,
        size=engine.size,
        work=0.2,
    )
