"""What came from a writer becomes something that can be said, or a reason why it cannot."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence, Set
from functools import lru_cache

from pydantic import ValidationError

from renderers.episode import Purpose
from renderers.spec import Frozen
from renderers.writing.asked import Ended, Written, unfenced
from renderers.writing.repetition import WORDS
from renderers.writing.talk.asides import read_marks
from renderers.writing.talk.brief import Ask, Chapter, Reply, Talk, TalkBrief

MOST_STALE = 0.35
"""The share of a turn's phrases that may have been said before; more is no turn but an echo."""

LONGEST, TRIMMED = 2.0, 1.4
"""Longer than so many times what was asked for, a turn is cut to the second at the end of a sentence."""

LARGEST_TURN = 3_800
_CITED = re.compile(r"\s*\[((?:f\d+)(?:\s*[,;]\s*f\d+)*)\]")
_BRACKETS = re.compile(
    r"\s*[\[(*_]{1,2}(?:laugh|sigh|chuckl|smil|paus|nod|grin|gasp)[^\])*_]{0,40}[\])*_]{1,2}",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"[*_#`]+")
_END = re.compile(r"[.!?…][\"'”’)]*(?=\s|$)")


class Unfit(ValueError):
    """A reply that cannot be said; the message says why."""


class PlannedChapter(Frozen):
    """As a model plans it."""

    title: str
    purpose: Purpose
    minutes: float
    points: tuple[str, ...]


class Planned(Frozen):
    """The arc of an episode."""

    chapters: tuple[PlannedChapter, ...]


def read_reply(written: Written, brief: TalkBrief, talk: Talk, *, by: str) -> Reply:
    """The turn, clean. Raises Unfit."""
    ask = talk.ask
    if ask is None:
        raise ValueError("nobody was asked")
    if ask.shape:
        read_plan(written.text, brief)
        return Reply(text=unfenced(written.text), by=by)
    meeting = read_marks(_own_words(written.text, brief, ask), brief, seat=ask.seat, marks=ask.marks)
    text = meeting.text
    known = brief.facts()
    cited = [key for found in _CITED.findall(text) for key in re.split(r"\s*[,;]\s*", found)]
    text = " ".join(_MARKUP.sub("", _BRACKETS.sub("", _CITED.sub("", text))).split())
    text = _within(text.strip('"“” '), ask, cut=written.ended is Ended.CUT)
    if len(text.split()) < min(3, ask.words):
        raise Unfit("it holds nothing that can be said")
    share = stale_share(text, [line.text for at, line in enumerate(talk.lines) if at != ask.line])
    if share > MOST_STALE and len(text.split()) > 12:
        raise Unfit(f"{share:.0%} of it was said before")
    return Reply(
        text=text,
        facts=tuple(dict.fromkeys(key for key in cited if key in known)),
        by=by,
        relation=meeting.relation,
        asides=meeting.asides,
        dropped=meeting.dropped,
    )


def read_plan(text: str, brief: TalkBrief) -> tuple[Chapter, ...]:
    """The chapters with a purpose, points and time of their own. Raises Unfit; titles that people chose stay."""
    try:
        planned = Planned.model_validate_json(unfenced(text)).chapters
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the whole"
        raise Unfit(f"the plan is malformed: {where}: {first['msg'].lower()}") from error
    if len(planned) != len(brief.chapters):
        raise Unfit(f"the plan has {len(planned)} chapters instead of {len(brief.chapters)}")
    usual = sum(max(0.1, each.minutes) for each in planned) / len(planned)
    weights = [
        before.seconds if before.settled else before.seconds * min(1.3, max(0.75, each.minutes / usual))
        for before, each in zip(brief.chapters, planned, strict=True)
    ]
    return tuple(
        before.model_copy(
            update={
                "title": before.title if before.settled else each.title.strip()[:120] or before.title,
                "purpose": each.purpose,
                "points": (*before.points, *(point.strip()[:240] for point in each.points if point.strip()))[:8],
                "seconds": weight * brief.seconds / sum(weights),
            }
        )
        for before, each, weight in zip(brief.chapters, planned, weights, strict=True)
    )


def stale_share(text: str, before: list[str]) -> float:
    """The share of its four-word phrases that were said before it."""
    heard = frozenset[tuple[str, ...]]().union(*(_phrases(each) for each in before))
    return _share_of(text, heard)


def stale_shares(texts: Sequence[str]) -> list[float]:
    """The same of each of these texts against those before it."""
    heard: set[tuple[str, ...]] = set()
    found = []
    for text in texts:
        found.append(_share_of(text, heard))
        heard |= _phrases(text)
    return found


def _share_of(text: str, heard: Set[tuple[str, ...]]) -> float:
    mine = _phrases(text)
    return sum(phrase in heard for phrase in mine) / len(mine) if mine else 0.0


def plan_schema() -> str:
    """The JSON Schema of a plan, as models take it."""
    return json.dumps(_closed(Planned.model_json_schema()), sort_keys=True)


def _closed(schema: dict[str, object]) -> dict[str, object]:
    """Vendors insist that an object names all its members and allows no others."""
    for part in (schema, *(schema.get("$defs") or {}).values()):  # type: ignore[attr-defined]
        if part.get("type") == "object":
            part["additionalProperties"] = False
            part["required"] = list(part["properties"])
    return schema


@lru_cache(maxsize=4096)
def _phrases(text: str) -> frozenset[tuple[str, ...]]:
    said = re.findall(r"[\w']+", text.casefold())
    return frozenset(tuple(said[at : at + WORDS]) for at in range(len(said) - WORDS + 1))


def _own_words(text: str, brief: TalkBrief, ask: Ask) -> str:
    """Without a name before it, and without what it wrote for others."""
    names = {seat.key: re.escape(seat.person.name) for seat in brief.seats}
    bare = re.sub(rf"^\W*{names[ask.seat]}\W*:\W*", "", unfenced(text).strip(), flags=re.IGNORECASE)
    others = "|".join(name for key, name in names.items() if key != ask.seat)
    spoken_by_others = re.search(rf"(?m)^\W*(?:{others})\W{{0,3}}:", bare, flags=re.IGNORECASE) if others else None
    return bare[: spoken_by_others.start()] if spoken_by_others else bare


def _within(text: str, ask: Ask, *, cut: bool) -> str:
    """Whole sentences, not much longer than they were asked to be."""
    words = len(text.split())
    if not cut and words <= LONGEST * ask.words and len(text) <= LARGEST_TURN:
        return text
    ends = [found.end() for found in _END.finditer(text)]
    fitting = [end for end in ends if len(text[:end].split()) <= TRIMMED * ask.words and end <= LARGEST_TURN]
    if not fitting:
        raise Unfit("it breaks off before its first sentence ends" if cut else "its first sentence has no end")
    return text[: fitting[-1]]
