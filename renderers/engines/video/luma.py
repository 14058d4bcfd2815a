"""Luma Ray 3.2 through the Agents API: clips of 5 or 10 seconds at 1080p. Dream Machine's API is its forerunner.

Luma takes no name of ours for an order, and lists none: one whose answer was lost is asked about. It has no seed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

from pydantic import BaseModel, Field, ValidationError

from renderers.engines.cloud import CloudClip, Offer, Piece, media_type_of
from renderers.prices import Unit
from renderers.runtime.desk import Order
from renderers.runtime.vendor_calls import Judge, Line
from renderers.runtime.vendor_life import CannotTell, Counter, Look, Standing, Taken
from renderers.runtime.web import Answer, Unanswered

RATIOS: Mapping[str, tuple[int, int]] = MappingProxyType(
    {"16:9": (16, 9), "9:16": (9, 16), "1:1": (1, 1), "4:3": (4, 3), "3:4": (3, 4), "21:9": (21, 9)}
)
_MODERATED = "content_moderated"


class _Output(BaseModel):
    type: str
    url: str


class _Generation(BaseModel):
    id: str = Field(min_length=1, max_length=200)
    state: Literal["queued", "processing", "completed", "failed"]
    failure_code: str | None = None
    failure_reason: str | None = None
    output: list[_Output] | None = None


@dataclass(frozen=True, slots=True)
class LumaCounter:
    """One generation."""

    piece: Piece

    def submit(self, line: Line, _order: Order) -> Taken:
        """Words, and the picture it begins with: one anchor at frame 0, which is allowed for ten seconds too."""
        video: dict[str, Any] = {"duration": f"{self.piece.seconds}s", "resolution": "1080p"}
        if self.piece.first is not None:
            seen = {"data": self.piece.first_in_base64, "media_type": media_type_of(self.piece.first)}
            video |= {"keyframes": [seen], "keyframe_indexes": [0]}
        body = {
            "type": "video",
            "model": "ray-3.2",
            "prompt": self.piece.prompt,
            "aspect_ratio": self.piece.ratio,
            "video": video,
        }
        return Taken(_read(line.order("/generations", json=body)).id)

    def look(self, line: Line, order: Order) -> Look:
        """Queued, processing, then one of two ends. Addresses are good for an hour; every look brings fresh ones."""
        seen = _read(line.get(f"/generations/{order.vendor_job_id}"))
        words = (seen.failure_reason or seen.failure_code or "")[:200]
        if seen.state == "failed":
            return Look(Standing.REFUSED if seen.failure_code == _MODERATED else Standing.FAILED, words=words)
        if seen.state == "completed":
            films = tuple(each.url for each in seen.output or () if each.type == "video")
            return Look(Standing.DONE, 1.0, films) if films else Look(Standing.GONE, words="it shows no film")
        return Look(Standing.WORKING, 0.4 if seen.state == "processing" else 0.05)

    def find(self, _line: Line, _order: Order) -> Taken | None:
        """Luma lists no generations."""
        raise CannotTell

    def call_off(self, line: Line, order: Order) -> None:
        """Luma cannot be told to stop."""


def _read(answer: Answer) -> _Generation:
    try:
        return _Generation.model_validate(answer.json())
    except ValidationError as error:
        raise Unanswered(f"Luma describes a generation in an unknown way: {error.errors()[0]['msg']}") from error


def _judged(answer: Answer) -> str:
    return "its words or picture are against the rules" if _MODERATED.encode() in answer.body[:2000] else ""


@dataclass(frozen=True, slots=True)
class Luma(CloudClip):
    """Clips by Luma."""

    def counter(self, piece: Piece) -> Counter:
        """A generation for one piece."""
        return LumaCounter(piece)

    def judge(self) -> Judge:
        """A refusal of the order itself; others come while it works."""
        return lambda answer: _judged(answer) if answer.status >= 400 else ""


ENGINE = Luma(
    name="luma",
    title="Luma Ray 3.2",
    offer=Offer(
        vendor="luma",
        model="ray-3.2",
        unit=Unit.SECOND,
        price=400_000,
        as_of="2026-11 (a reseller's list; the vendor's own was not read)",
        types="luma-agents",
        terms="Luma Agents API terms; the makers of a film own what they make",
        seconds=(5, 10),
        ratios=RATIOS,
        longest_prompt=6000,
    ),
)
