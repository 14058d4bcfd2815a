"""What engines share that make music through a gateway of one's own: for makers of songs that have no official API.

Whoever brings the key brings the address, and answers for the gateway's rights. It gives a number for an order, tells
how it is when it is asked, and keeps songs for some days. Its own `code` in an answer says more than the answer's
status. How long a song is the gateway decides.
"""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from renderers.engines.cloud import Offer
from renderers.prices import Unit
from renderers.runtime.vendor_calls import not_json_is
from renderers.runtime.web import Answer, Unanswered

SENSITIVE = "SENSITIVE_WORD"
USUAL_SECONDS = 180
"""Most songs last longer; one that is shorter than its scene is asked about."""


def judged(answer: Answer) -> str:
    """Words that the maker behind the gateway does not set to music."""
    told = not_json_is(answer, None)
    if answer.status != 400 or not isinstance(told, dict) or SENSITIVE not in str(told):
        return ""
    return str(told.get("msg") or told.get("message") or "its words are against the rules")


def read(kind: Any, answer: Answer) -> Any:
    """The answer as its type. Raises Unanswered."""
    try:
        return kind.model_validate(answer.json())
    except ValidationError as error:
        raise Unanswered(f"the gateway answers in an unknown way: {error.errors()[0]['msg']}") from error


def offered(*, vendor: str, model: str, maker: str) -> Offer:
    """Nobody but the gateway knows its price."""
    return Offer(
        vendor=vendor,
        model=model,
        unit=Unit.PIECE,
        price=0,
        as_of="2026-11 (what the gateway asks is between it and whoever brings its key)",
        terms=f"Those of the gateway: {maker} has no official API, so that whoever brings the address answers for the "
        "rights to its music",
        note="The gateway is paid directly and decides how long a piece is.",
    )
