"""How vendors of language models are asked and how they answer, a dialect each.

Anthropic: Messages, version 2023-06-01. Servers that speak as OpenAI does: Chat Completions.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ValidationError

from renderers.errors import BrokenPromise
from renderers.runtime.vendor_calls import not_json_is
from renderers.runtime.web import Answer
from renderers.writing.asked import LETTERS_PER_TOKEN, Asked, Ended, Written

_REFUSING = ("content_policy", "content_filter", "content filtering", "moderation", "safety")


class Overloaded(BrokenPromise):
    """The vendor gave up before it wrote anything; nothing was charged."""


@dataclass(slots=True)
class Collected:
    """What has come so far."""

    parts: list[str] = field(default_factory=list)
    tokens_in: int = 0
    tokens_out: int = 0
    ended: Ended | None = None

    def written(self, asked: Asked) -> Written:
        """The whole; BrokenPromise when the reply breaks off, or is longer than what was asked for can be."""
        text = "".join(self.parts)
        if self.ended is None:
            raise BrokenPromise("the reply breaks off" if text else "the reply holds nothing that was written")
        if len(text) > 40 * asked.most_tokens:
            raise BrokenPromise(f"the reply has {len(text):,} letters, more than {asked.most_tokens:,} tokens can be")
        # servers of one's own may not count: what is charged then is as much as the text can be
        spoken = self.tokens_out or len(text.encode()) // LETTERS_PER_TOKEN
        return Written(text, self.tokens_in or asked.tokens_at_most, spoken, self.ended)


class Dialect(ABC):
    """One way to speak with a vendor."""

    path: str

    @abstractmethod
    def body(self, asked: Asked) -> dict[str, Any]:
        """What is sent."""

    @abstractmethod
    def take(self, event: dict[str, Any], into: Collected) -> None:
        """One event of the answer."""

    def read(self, events: Iterable[dict[str, Any]], asked: Asked) -> Written:
        """The answer. Raises BrokenPromise, Overloaded."""
        found = Collected()
        for event in events:
            if (fault := event.get("error")) is not None:
                said = f"the vendor gave up: {_short(fault)}"
                raise BrokenPromise(said) if found.parts else Overloaded(said)
            try:
                self.take(event, found)
            except ValidationError as error:
                raise BrokenPromise(f"the reply holds an unknown event: {error.errors()[0]['msg']}") from error
        return found.written(asked)


def _short(fault: Any) -> str:
    said = fault.get("message") if isinstance(fault, dict) else fault
    return " ".join(str(said).split())[:200]


class _Usage(BaseModel):
    input_tokens: int = 0
    output_tokens: int = 0


class _Message(BaseModel):
    usage: _Usage = _Usage()


class _Delta(BaseModel):
    text: str = ""
    stop_reason: str | None = None


class _AnthropicEvent(BaseModel):
    type: str
    message: _Message | None = None
    delta: _Delta | None = None
    usage: _Usage | None = None


class Anthropic(Dialect):
    """Messages."""

    path = "/messages"

    def body(self, asked: Asked) -> dict[str, Any]:
        """No sampling settings: the models take none."""
        sent: dict[str, Any] = {
            "model": asked.model,
            "max_tokens": asked.most_tokens,
            "messages": [{"role": "user", "content": asked.prompt}],
            "stream": True,
        }
        sent |= {"system": asked.system} if asked.system else {}
        if asked.schema is not None:
            sent["output_config"] = {"format": {"type": "json_schema", "schema": dict(asked.schema)}}
        return sent

    def take(self, event: dict[str, Any], into: Collected) -> None:
        """Text, counts, and why it ended."""
        told = _AnthropicEvent.model_validate(event)
        if told.message is not None:
            into.tokens_in = told.message.usage.input_tokens
        if told.delta is not None and told.delta.text:
            into.parts.append(told.delta.text)
        if told.usage is not None:
            into.tokens_out = max(into.tokens_out, told.usage.output_tokens)
        if told.delta is not None and told.delta.stop_reason:
            into.ended = _ended(told.delta.stop_reason)


class _Choice(BaseModel):
    class _Piece(BaseModel):
        content: str | None = None
        refusal: str | None = None

    delta: _Piece = _Piece()
    finish_reason: str | None = None


class _Counts(BaseModel):
    prompt_tokens: int = 0
    completion_tokens: int = 0


class _OpenAIEvent(BaseModel):
    choices: list[_Choice] = []
    usage: _Counts | None = None


class OpenAI(Dialect):
    """Chat Completions, as servers of one's own speak them: they know the older name for the most tokens."""

    path = "/chat/completions"

    def body(self, asked: Asked) -> dict[str, Any]:
        """With the counts at the end of the stream."""
        turns = [{"role": "system", "content": asked.system}] if asked.system else []
        sent: dict[str, Any] = {
            "model": asked.model,
            "messages": [*turns, {"role": "user", "content": asked.prompt}],
            "max_tokens": asked.most_tokens,
            "stream": True,
            "stream_options": {"include_usage": True},
        }
        if asked.schema is not None:
            wanted = {"name": "reply", "strict": True, "schema": dict(asked.schema)}
            sent["response_format"] = {"type": "json_schema", "json_schema": wanted}
        return sent

    def take(self, event: dict[str, Any], into: Collected) -> None:
        """Text, a refusal, counts, and why it ended."""
        told = _OpenAIEvent.model_validate(event)
        for choice in told.choices[:1]:
            into.parts.append(choice.delta.content or choice.delta.refusal or "")
            if choice.delta.refusal:
                into.ended = Ended.REFUSED
            elif choice.finish_reason and into.ended is None:
                into.ended = _ended(choice.finish_reason)
        if told.usage is not None:
            into.tokens_in, into.tokens_out = told.usage.prompt_tokens, told.usage.completion_tokens


def _ended(word: str) -> Ended:
    cut = ("max_tokens", "length", "model_context_window_exceeded")
    return {"refusal": Ended.REFUSED, "content_filter": Ended.REFUSED}.get(
        word, Ended.CUT if word in cut else Ended.DONE
    )


def judged(answer: Answer) -> str:
    """Why the vendor will not write it, when it says so at once."""
    told = not_json_is(answer, {})
    error = told.get("error") if isinstance(told, dict) else None
    if answer.status not in (400, 403) or not isinstance(error, dict):
        return ""
    said = " ".join(str(error.get(name) or "") for name in ("code", "type", "message")).lower()
    return str(error.get("message") or "it is against its rules") if any(word in said for word in _REFUSING) else ""
