"""What the socket says, as part of the OpenAPI document: the browser's types come from the same place as all others."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, RootModel
from pydantic.json_schema import models_json_schema


class LiveEvent(BaseModel):
    """Something happened on a topic; numbers of a topic have no gaps."""

    type: Literal["event"]
    topic: str
    seq: int
    kind: str
    body: dict[str, Any]
    at: str


class LiveSubscribed(BaseModel):
    """The subscription stands; events after `seq` follow."""

    type: Literal["subscribed"]
    topic: str
    seq: int


class LiveResync(BaseModel):
    """What came after the asked number is no longer kept: load everything again."""

    type: Literal["resync"]
    topic: str
    seq: int


class LiveRevoked(BaseModel):
    """The topic may not be listened to, or no longer."""

    type: Literal["revoked"]
    topic: str


class LiveRenderFigures(BaseModel):
    """How far a render is; the latest figures win."""

    state: str
    fraction: float
    eta_seconds: int | None
    done: int
    steps: int
    running: int


class LiveProgress(BaseModel):
    """Fractions of running steps by id, and the figures of their render, at most four times a second."""

    type: Literal["progress"]
    topic: str
    steps: dict[str, float]
    render: LiveRenderFigures


class LivePresence(BaseModel):
    """Where somebody else is on the pages of a topic, in whatever words the browsers agreed on; null: they left."""

    type: Literal["presence"]
    topic: str
    peer: str
    person: str
    body: dict[str, Any] | None


class LiveFault(BaseModel):
    """What was sent over the socket made no sense."""

    type: Literal["error"]
    detail: str


class LiveMessage(
    RootModel[LiveEvent | LiveSubscribed | LiveResync | LiveRevoked | LiveProgress | LivePresence | LiveFault]
):
    """Anything the studio sends over `/v1/live`."""


def add_live_messages(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """A hook of drf-spectacular: the messages as components of the document."""
    _messages, schema = models_json_schema(
        [(LiveMessage, "serialization")], ref_template="#/components/schemas/{model}"
    )
    components = result.setdefault("components", {}).setdefault("schemas", {})
    components |= schema["$defs"]
    return result
