"""A voice as data: one of the catalogue, or several mixed, written `af_heart*0.6+bm_george*0.4`."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from renderers.media.speech.catalogue import VOICES, Voice

MOST_PARTS = 4
_PART = re.compile(r"([a-z]{2}_[a-z]+)(?:\s*\*\s*(\d*\.?\d+))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Share:
    """A voice's part of a blend, in hundredths of the whole."""

    voice: Voice
    percent: int


@dataclass(frozen=True, slots=True)
class Blend:
    """One to four voices whose shares add up to 100, the largest first; equal blends are equal values."""

    shares: tuple[Share, ...]

    def __str__(self) -> str:
        if len(self.shares) == 1:
            return self.shares[0].voice.name
        return "+".join(f"{share.voice.name}*{share.percent / 100:g}" for share in self.shares)

    @property
    def british(self) -> bool:
        """Which lexicon pronounces its words: that of the larger part."""
        return sum(share.percent for share in self.shares if share.voice.british) > 50

    @property
    def gender(self) -> str:
        """`female` or `male`, by the larger part."""
        female = sum(share.percent for share in self.shares if share.voice.gender == "female")
        return "female" if female >= 50 else "male"

    @property
    def age(self) -> str:
        """That of the largest part."""
        return self.shares[0].voice.age

    @property
    def title(self) -> str:
        """For people: `Heart 60 %, George 40 %`."""
        if len(self.shares) == 1:
            return self.shares[0].voice.title
        return ", ".join(f"{share.voice.title} {share.percent} %" for share in self.shares)


def read_blend(text: str) -> Blend:
    """The voice a text names. ValueError says which part of it is wrong and what would be right."""
    parts = [part.strip() for part in text.split("+")]
    if not 1 <= len(parts) <= MOST_PARTS:
        raise ValueError(f"{text!r} mixes {len(parts)} voices; at most {MOST_PARTS} can be mixed")
    weights: dict[str, float] = {}
    for part in parts:
        name, weight = _part(part, text, alone=len(parts) == 1)
        if name in weights:
            raise ValueError(f"{text!r} names {name} twice; give it one share")
        weights[name] = weight
    total = sum(weights.values())
    if not math.isclose(total, 1.0, abs_tol=0.006):
        raise ValueError(f"the shares of {text!r} add up to {total:g}; they must add up to 1")
    return blend_of({name: round(weight * 100) for name, weight in weights.items()})


def blend_of(percents: Mapping[str, int]) -> Blend:
    """Names of voices and their shares; what rounding leaves over goes to the largest."""
    order = sorted(percents, key=lambda name: (-percents[name], name))
    rest = 100 - sum(percents.values())
    shares = [Share(VOICES[name], percents[name] + (rest if at == 0 else 0)) for at, name in enumerate(order)]
    return Blend(tuple(share for share in shares if share.percent > 0))


def likeness(one: Blend, other: Blend) -> float:
    """How alike two voices sound, 0 to 1: below 0.7 nobody confuses them, above 0.85 many do.

    Speaker vectors of the catalogue were measured pair by pair; a blend stands between its parts as they do.
    """
    scale = math.sqrt(_product(one, one) * _product(other, other))
    return _product(one, other) / scale


def distinct(voices: Sequence[Blend]) -> float:
    """The likeness of the two that are most alike; 0 for fewer than two."""
    return max((likeness(one, other) for at, one in enumerate(voices) for other in voices[:at]), default=0.0)


def _part(part: str, text: str, *, alone: bool) -> tuple[str, float]:
    found = _PART.fullmatch(part)
    if found is None and alone:
        raise ValueError(f"there is no voice {part!r}; choose one of {', '.join(VOICES)}, or a blend of them")
    if found is None:
        raise ValueError(f"{part!r} in {text!r} is no share of a voice; write one like af_heart*0.6")
    name = found[1].lower()
    if name not in VOICES:
        raise ValueError(f"there is no voice {name!r}; choose one of {', '.join(VOICES)}, or a blend of them")
    if found[2] is None and not alone:
        raise ValueError(f"{name} in {text!r} has no share; write one like {name}*0.5")
    weight = float(found[2]) if found[2] else 1.0
    if not 0.01 <= weight <= 1:
        raise ValueError(f"a share of {weight:g} for {name} cannot be mixed; choose 0.01 to 1")
    return name, weight


def _product(one: Blend, other: Blend) -> float:
    table = _likenesses()
    return sum(
        mine.percent * theirs.percent * table[mine.voice.name][theirs.voice.name]
        for mine in one.shares
        for theirs in other.shares
    )


@cache
def _likenesses() -> Mapping[str, Mapping[str, float]]:
    """Cosines of the speaker vectors of every two voices, measured by `infra.bench.ears.similarity`."""
    rows = json.loads((Path(__file__).parent / "likeness.json").read_text("utf-8"))
    names = list(rows)
    return {name: {other: value / 1000 for other, value in zip(names, row, strict=True)} for name, row in rows.items()}
