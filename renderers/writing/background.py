"""OpenAI's Responses in the background: an order has a number at once and is written whether anybody listens or not.

Whoever comes next asks for it by that number, for as long as OpenAI keeps it, and nothing is ordered twice. Source:
Background mode, November 2026: kept for about ten minutes at least, `store` is needed, polled until it has ended.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, Field, ValidationError

from renderers.errors import BrokenPromise, VendorInput
from renderers.runtime.desk import Order
from renderers.runtime.vendor_calls import Line
from renderers.runtime.vendor_life import CannotTell, Look, Standing, Taken
from renderers.runtime.web import Answer, Unanswered
from renderers.writing.asked import Asked, Ended, Written
from renderers.writing.dialects import Overloaded

SOONEST_SECONDS = 1.0
"""So soon, or sooner where the operator says so, is it asked about again: a turn is written in seconds."""

_CUT, _REFUSED = "max_output_tokens", "content_filter"
_RULES = ("policy", "invalid_prompt")
"""Codes of failures that no other try changes hold one of these."""


class _Error(BaseModel):
    code: str = ""
    message: str = ""


class _Standing(BaseModel):
    id: str = Field(min_length=1, max_length=200)
    status: Literal["queued", "in_progress", "completed", "failed", "cancelled", "incomplete"]


class _Piece(BaseModel):
    type: str
    text: str = ""
    refusal: str = ""


class _Item(BaseModel):
    type: str
    content: list[_Piece] | None = None


class _Incomplete(BaseModel):
    reason: str | None = None


class _Usage(BaseModel):
    input_tokens: int = 0
    output_tokens: int = 0


class _Response(_Standing):
    output: list[_Item] = []
    error: _Error | None = None
    incomplete_details: _Incomplete | None = None
    usage: _Usage | None = None

    def pieces(self) -> Iterator[_Piece]:
        """What it says, without what it thought."""
        for item in self.output:
            yield from (item.content or ()) if item.type == "message" else ()


@dataclass(frozen=True, slots=True)
class Background:
    """Turns that are ordered, asked about and fetched."""

    def counter(self, asked: Asked, into: Path) -> BackgroundCounter:
        """One order, whose answer goes to `into`."""
        return BackgroundCounter(asked, into)

    def read(self, came: Path, asked: Asked) -> Written:
        """The answer. Raises BrokenPromise, Overloaded."""
        try:
            told = _Response.model_validate_json(came.read_bytes())
        except ValidationError as error:
            raise BrokenPromise(f"the reply is not a response: {error.errors()[0]['msg']}") from error
        if told.status == "failed":
            return _failed(told.error or _Error(), asked)
        text = "".join(each.text or each.refusal for each in told.pieces())
        ended = _ended(told)
        if not text.strip() and ended is not Ended.REFUSED:
            raise BrokenPromise("the reply holds nothing that was written")
        usage = told.usage or _Usage()
        return Written(text, usage.input_tokens or asked.tokens_at_most, usage.output_tokens, ended)


def _failed(fault: _Error, asked: Asked) -> Written:
    """Against the rules, in its words; else it gave up."""
    said = " ".join((fault.message or fault.code).split())[:200]
    if any(word in fault.code for word in _RULES):
        return Written(said, asked.tokens_at_most, 0, Ended.REFUSED)
    raise Overloaded(f"the vendor gave up: {said}")


def _ended(told: _Response) -> Ended:
    reason = told.incomplete_details.reason if told.incomplete_details else None
    if reason == _REFUSED or any(each.refusal for each in told.pieces()):
        return Ended.REFUSED
    return Ended.CUT if reason == _CUT else Ended.DONE


@dataclass(frozen=True, slots=True)
class BackgroundCounter:
    """One turn."""

    asked: Asked
    into: Path

    def submit(self, line: Line, order: Order) -> Taken:
        """Taken with a number, or not at all; our own name for it stands beside it in OpenAI's logs."""
        answer = line.order("/responses", json=body(self.asked, name=order.ref))
        return Taken(_standing(answer).id)

    def find(self, _line: Line, _order: Order) -> Taken | None:
        """Responses are not listed: without its number only a person finds one, in OpenAI's logs."""
        raise CannotTell

    def look(self, line: Line, order: Order) -> Look:
        """Queued, in progress, or ended: then it is all there, and kept in the file."""
        try:
            answer = line.get(f"/responses/{order.vendor_job_id}")
        except VendorInput:
            return Look(Standing.GONE)
        status = _standing(answer).status
        if status == "cancelled":
            return Look(Standing.FAILED, words="it was cancelled at OpenAI")
        if status in ("queued", "in_progress"):
            return Look(Standing.WORKING, poll_seconds=min(SOONEST_SECONDS, line.access.poll_seconds))
        self.into.write_bytes(answer.body)
        return Look(Standing.DONE, 1.0)

    def call_off(self, line: Line, order: Order) -> None:
        """Cancels what is being written."""
        line.again("POST", f"/responses/{order.vendor_job_id}/cancel")


def body(asked: Asked, *, name: str) -> dict[str, Any]:
    """What is sent: `store` is what makes an answer one that can be fetched."""
    sent: dict[str, Any] = {
        "model": asked.model,
        "input": asked.prompt,
        "max_output_tokens": asked.most_tokens,
        "background": True,
        "store": True,
        "metadata": {"order": name},
    }
    sent |= {"instructions": asked.system} if asked.system else {}
    if asked.schema is not None:
        shape = {"type": "json_schema", "name": "reply", "strict": True, "schema": dict(asked.schema)}
        sent["text"] = {"format": shape}
    return sent


def _standing(answer: Answer) -> _Standing:
    try:
        return _Standing.model_validate(json.loads(answer.body))
    except ValueError as error:
        raise Unanswered("OpenAI describes a response in an unknown way") from error
