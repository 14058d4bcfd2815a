"""Runway Gen-4.5: clips of 2 to 10 seconds from words, or from a picture and words.

Gen-3 Alpha, under which the studio was first promised it, is gone from Runway's API. Runway knows no name of ours for
an order: one whose answer was lost is asked about, never ordered again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from renderers.engines.cloud import CloudClip, Offer, Piece
from renderers.errors import VendorDown
from renderers.prices import Unit
from renderers.runtime.desk import Order
from renderers.runtime.vendor_calls import Judge, Line
from renderers.runtime.vendor_life import CannotTell, Counter, Look, Standing, Taken
from renderers.runtime.web import Answer, Unanswered

RATIOS: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        "1280:720": (1280, 720),
        "720:1280": (720, 1280),
        "1104:832": (1104, 832),
        "960:960": (960, 960),
        "832:1104": (832, 1104),
        "1584:672": (1584, 672),
    }
)
FROM_WORDS = ("1280:720", "720:1280")
_LARGEST_DATA = 5_000_000


class _Created(BaseModel):
    id: str = Field(min_length=1, max_length=200)


class _Upload(BaseModel):
    upload_url: str = Field(alias="uploadUrl")
    fields: dict[str, str]
    runway_uri: str = Field(alias="runwayUri", pattern="^runway://")


class _Waiting(BaseModel):
    status: Literal["PENDING", "THROTTLED", "RUNNING"]
    progress: float = 0.0


class _Succeeded(BaseModel):
    status: Literal["SUCCEEDED"]
    output: list[str] = Field(min_length=1)


class _Failed(BaseModel):
    status: Literal["FAILED"]
    failure: str = ""
    failure_code: str | None = Field(default=None, alias="failureCode")


class _Cancelled(BaseModel):
    status: Literal["CANCELLED"]


_TASK: TypeAdapter[Any] = TypeAdapter(
    Annotated[_Waiting | _Succeeded | _Failed | _Cancelled, Field(discriminator="status")]
)


@dataclass(frozen=True, slots=True)
class RunwayCounter:
    """One task."""

    piece: Piece

    def submit(self, line: Line, _order: Order) -> Taken:
        """From words, or from a picture and words; a large picture is uploaded first, which costs nothing."""
        piece = self.piece
        body: dict[str, Any] = {
            "model": "gen4.5",
            "promptText": piece.prompt,
            "ratio": piece.ratio,
            "duration": piece.seconds,
            "seed": piece.seed,
        }
        if piece.first is None:
            body["ratio"] = piece.ratio if piece.ratio in FROM_WORDS else _nearest(piece.ratio)
            path = "/text_to_video"
        else:
            data = piece.first_as_data
            first = data if len(data) < _LARGEST_DATA else _uploaded(line, piece)
            body["promptImage"] = [{"uri": first, "position": "first"}]
            path = "/image_to_video"
        answer = line.order(path, json=body)
        try:
            return Taken(_Created.model_validate(answer.json()).id)
        except ValidationError as error:
            raise Unanswered("Runway took the order and gave it no number") from error

    def look(self, line: Line, order: Order) -> Look:
        """PENDING, THROTTLED, RUNNING, then one of three ends."""
        answer = line.get(f"/tasks/{order.vendor_job_id}")
        try:
            task = _TASK.validate_python(answer.json())
        except ValidationError as error:
            raise Unanswered(f"Runway describes a task in an unknown way: {error.errors()[0]['msg']}") from error
        match task:
            case _Succeeded():
                return Look(Standing.DONE, 1.0, tuple(task.output))
            case _Failed():
                refused = (task.failure_code or "").startswith("SAFETY.")
                return Look(Standing.REFUSED if refused else Standing.FAILED, words=task.failure[:200])
            case _Cancelled():
                return Look(Standing.FAILED, words="it was cancelled at Runway")
        return Look(Standing.WORKING, task.progress)

    def find(self, _line: Line, _order: Order) -> Taken | None:
        """Runway lists no tasks."""
        raise CannotTell

    def call_off(self, line: Line, order: Order) -> None:
        """Cancels the task."""
        line.again("DELETE", f"/tasks/{order.vendor_job_id}")


def _nearest(ratio: str) -> str:
    width, height = RATIOS[ratio]
    return FROM_WORDS[0] if width >= height else FROM_WORDS[1]


def _uploaded(line: Line, piece: Piece) -> str:
    """The picture at Runway for a day. The address it is sent to gets no key."""
    assert piece.first is not None
    answer = line.again("POST", "/uploads", json={"filename": "first.png", "type": "ephemeral"})
    try:
        told = _Upload.model_validate_json(answer.body)
    except ValidationError as error:
        raise VendorDown(
            "Runway does not say where its picture goes. Nothing was ordered; it is tried again."
        ) from error
    line.again("POST", told.upload_url, data=told.fields, files={"file": ("first.png", piece.first.read_bytes())})
    return told.runway_uri


def _judged(answer: Answer) -> str:
    """Runway judges while it works, and says so in the task."""
    return "" if answer.status != 400 or b"SAFETY." not in answer.body else "its words or picture are against the rules"


@dataclass(frozen=True, slots=True)
class Runway(CloudClip):
    """Clips by Runway."""

    def counter(self, piece: Piece) -> Counter:
        """A task for one piece."""
        return RunwayCounter(piece)

    def judge(self) -> Judge:
        """By its safety codes."""
        return _judged


ENGINE = Runway(
    name="runway",
    title="Runway Gen-4.5 (Gen-3 Alpha is retired)",
    offer=Offer(
        vendor="runway",
        model="gen4.5",
        unit=Unit.SECOND,
        price=120_000,
        as_of="2026-11",
        types="runwayml",
        terms="Runway API terms; the makers of a film own what they make",
        seconds=tuple(range(2, 11)),
        ratios=RATIOS,
        longest_prompt=1000,
    ),
)
