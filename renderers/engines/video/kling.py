"""Kling 3.0, by the API standard of June 2026: clips of 3 to 15 seconds at 1080p.

Kling takes our own name for an order and finds it by that name: an order whose answer was lost is looked up, and as the
name is unique in the account, it cannot be paid twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel, Field, ValidationError

from renderers.engines.cloud import CloudClip, Offer, Piece
from renderers.prices import Unit
from renderers.runtime.desk import Order
from renderers.runtime.vendor_calls import Judge, Line, not_json_is
from renderers.runtime.vendor_life import Counter, Look, Standing, Taken
from renderers.runtime.web import Answer, Unanswered

RATIOS: Mapping[str, tuple[int, int]] = MappingProxyType({"16:9": (16, 9), "9:16": (9, 16), "1:1": (1, 1)})
REFUSALS = (1300, 1301)
_RISK = ("risk control", "sensitive", "moderation", "content policy")


class _Output(BaseModel):
    type: str
    url: str = ""


class _Task(BaseModel):
    id: str = Field(min_length=1, max_length=200)
    status: str
    message: str = ""
    outputs: list[_Output] = Field(default_factory=list)


class _Created(BaseModel):
    code: int
    data: _Task


class _Found(BaseModel):
    code: int
    data: list[_Task] = Field(default_factory=list)


@dataclass(frozen=True, slots=True)
class KlingCounter:
    """One task."""

    piece: Piece

    def submit(self, line: Line, order: Order) -> Taken:
        """Under our name, without a watermark, and silent: the film has its own sound."""
        piece = self.piece
        settings: dict[str, Any] = {"resolution": "1080p", "duration": piece.seconds, "audio": "off"}
        settings["multi_shot"] = False
        options = {"external_task_id": order.ref, "watermark_info": {"enabled": False}}
        if piece.first is None:
            body: dict[str, Any] = {
                "prompt": piece.prompt,
                "settings": settings | {"aspect_ratio": piece.ratio},
                "options": options,
            }
            answer = line.order("/text-to-video/kling-3.0", json=body)
        else:
            contents = [
                {"type": "prompt", "text": piece.prompt},
                {"type": "first_frame", "url": piece.first_in_base64},
            ]
            body = {"contents": contents, "settings": settings, "options": options}
            answer = line.order("/image-to-video/kling-3.0", json=body)
        return Taken(_read(_Created, answer).data.id)

    def look(self, line: Line, order: Order) -> Look:
        """Submitted, processing, then one of two ends."""
        task = _only(_read(_Found, line.get("/tasks", params={"task_ids": order.vendor_job_id})))
        if task is None:
            return Look(Standing.GONE)
        if task.status == "failed":
            refused = any(word in task.message.lower() for word in _RISK)
            return Look(Standing.REFUSED if refused else Standing.FAILED, words=task.message[:200])
        if task.status == "succeeded":
            films = tuple(each.url for each in task.outputs if each.type == "video" and each.url)
            return Look(Standing.DONE, 1.0, films) if films else Look(Standing.GONE, words="it shows no film")
        if task.status not in ("submitted", "processing"):
            raise Unanswered(f"Kling says that a task is {task.status[:40]!r}")
        return Look(Standing.WORKING, 0.4 if task.status == "processing" else 0.05)

    def find(self, line: Line, order: Order) -> Taken | None:
        """By our name for it."""
        task = _only(_read(_Found, line.get("/tasks", params={"external_task_ids": order.ref})))
        return Taken(task.id) if task is not None else None

    def call_off(self, line: Line, order: Order) -> None:
        """Kling cannot be told to stop."""


def _only(found: _Found) -> _Task | None:
    return found.data[0] if found.data else None


def _read(kind: Any, answer: Answer) -> Any:
    try:
        read = kind.model_validate(answer.json())
    except ValidationError as error:
        raise Unanswered(f"Kling describes a task in an unknown way: {error.errors()[0]['msg']}") from error
    if read.code != 0:
        raise Unanswered(f"Kling answered with its code {read.code}")
    return read


def _judged(answer: Answer) -> str:
    """Codes 1300 and 1301 are refusals, whatever else is said."""
    if answer.status != 400:
        return ""
    told = not_json_is(answer, None)
    is_refusal = isinstance(told, dict) and told.get("code") in REFUSALS
    return str(told.get("message") or "it is against the rules") if is_refusal else ""


@dataclass(frozen=True, slots=True)
class Kling(CloudClip):
    """Clips by Kling."""

    def counter(self, piece: Piece) -> Counter:
        """A task for one piece."""
        return KlingCounter(piece)

    def judge(self) -> Judge:
        """By its codes."""
        return _judged


ENGINE = Kling(
    name="kling",
    title="Kling 3.0",
    offer=Offer(
        vendor="kling",
        model="kling-3.0",
        unit=Unit.SECOND,
        price=112_000,
        as_of="2026-09",
        terms="Kling API terms; the makers of a film own what they make",
        seconds=tuple(range(3, 16)),
        ratios=RATIOS,
        longest_prompt=2500,
    ),
)
