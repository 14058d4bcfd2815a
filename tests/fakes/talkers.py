"""Stand-ins for Anthropic and servers that speak as OpenAI does: held to the types of the vendors' packages."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from anthropic.types import Message, RawMessageStreamEvent
from anthropic.types.message_create_params import MessageCreateParamsStreaming
from flask import Flask, Response, jsonify, request
from openai.types.chat import ChatCompletionChunk
from openai.types.chat.completion_create_params import CompletionCreateParamsStreaming
from pydantic import TypeAdapter

from tests.fakes.sdk_types import held
from tests.fakes.vendor import Ending, FakeJob, FakeVendor, Fault, Unfit, serving

TEXT = "INT. LANTERN ROOM - NIGHT\n\nThe light turns. Nobody is there."
OVERLOADED = b'data: {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}\n\n'
Events = Callable[[FakeVendor, FakeJob], Iterable[str]]


def _members(kind: Any) -> set[str]:
    return set(kind.__required_keys__) | set(kind.__optional_keys__)


def insisted(kind: Any, sent: dict[str, Any]) -> dict[str, Any]:
    """No member the vendor does not know, and all it needs."""
    if not set(sent) <= _members(kind) or not set(kind.__required_keys__) <= set(sent):
        raise Unfit(f"{sorted(sent)} is not what {kind.__name__} has")
    return sent


def prompt_of(job: FakeJob) -> str:
    """What a language model was asked, whoever was."""
    return str(job.sent["input"] if "input" in job.sent else job.sent["messages"][-1]["content"])


@contextmanager
def _talker(
    name: str, kind: Any, path: str, events: Events, refused: Callable[[Fault], Response]
) -> Iterator[FakeVendor]:
    fake = FakeVendor(name)
    fake.result = lambda job: OVERLOADED if fake.ending is Ending.FAILED else "".join(events(fake, job)).encode()
    app = Flask(__name__)

    @app.post(f"/v1{path}")
    def _create() -> Any:
        sent = insisted(kind, request.get_json())
        if sent.get("stream") is not True:
            raise Unfit("what is not streamed would be cut off after a minute")
        return fake.take(sent, lambda job: _streamed(fake.result(job)), refused)

    @app.get("/v1/models")
    def _models() -> Any:
        return jsonify(data=[], object="list")

    with serving(fake, app, base="/v1"):
        yield fake


def _streamed(body: bytes) -> Response:
    size = 97 if len(body) < 1 << 20 else 1 << 20
    pieces = [body[at : at + size] for at in range(0, len(body), size)]
    return Response(iter(pieces), content_type="text/event-stream", headers={"request-id": "req_1"})


def _sent(event: dict[str, Any]) -> str:
    kind = f"event: {event['type']}\n" if "type" in event else ""
    return f"{kind}data: {json.dumps(event)}\n\n"


def _text(fake: FakeVendor, job: FakeJob) -> str:
    return fake.words(job) if fake.words is not None else TEXT


def _by_claude(fake: FakeVendor, job: FakeJob) -> Iterator[str]:
    checked: TypeAdapter[Any] = TypeAdapter(RawMessageStreamEvent)
    usage = {"input_tokens": 31, "output_tokens": 1}
    message = {"id": job.id, "type": "message", "role": "assistant", "content": [], "model": job.sent["model"]}
    message |= {"stop_reason": None, "stop_sequence": None, "usage": usage}
    held(Message, message)
    reason = "refusal" if fake.ending is Ending.REFUSED else "end_turn"
    events: list[dict[str, Any]] = [{"type": "message_start", "message": message}]
    events += [{"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}}]
    for word in _text(fake, job).split(" "):
        events.append({"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": f"{word} "}})
    events += [{"type": "content_block_stop", "index": 0}]
    events += [
        {
            "type": "message_delta",
            "delta": {"stop_reason": reason, "stop_sequence": None},
            "usage": {"output_tokens": 17},
        },
        {"type": "message_stop"},
    ]
    for event in events:
        checked.validate_python(event)
        yield _sent(event)
    yield 'event: ping\ndata: {"type":"ping"}\n\n'


def _by_gpt(fake: FakeVendor, job: FakeJob) -> Iterator[str]:
    head = {"id": job.id, "object": "chat.completion.chunk", "created": 1, "model": job.sent["model"]}
    reason = "content_filter" if fake.ending is Ending.REFUSED else "stop"
    said: list[tuple[dict[str, str], str | None]] = [
        ({"content": f"{word} "}, None) for word in _text(fake, job).split(" ")
    ]
    for delta, finish in [*said, ({}, reason)]:
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        yield _sent(held(ChatCompletionChunk, head | {"choices": [choice]}))
    usage = {"prompt_tokens": 31, "completion_tokens": 17, "total_tokens": 48}
    yield _sent(held(ChatCompletionChunk, head | {"choices": [], "usage": usage}))
    yield "data: [DONE]\n\n"


def _no_by_anthropic(fault: Fault) -> Response:
    status, kind, message = {
        Fault.REFUSED: (400, "invalid_request_error", "Output blocked by content filtering policy"),
        Fault.UNSUITED: (400, "invalid_request_error", "max_tokens: too large for the model"),
        Fault.NO_CREDIT: (402, "billing_error", "Your credit balance is too low"),
    }[fault]
    answer = jsonify(type="error", error={"type": kind, "message": message})
    answer.status_code = status
    return answer


def no_by_openai(fault: Fault) -> Response:
    """Why OpenAI takes no order."""
    status, code, message = {
        Fault.REFUSED: (400, "content_policy_violation", "The request was rejected by the safety system"),
        Fault.UNSUITED: (400, "invalid_value", "max_output_tokens is too large"),
        Fault.NO_CREDIT: (429, "insufficient_quota", "You exceeded your current quota"),
    }[fault]
    answer = jsonify(error={"message": message, "type": "invalid_request_error", "code": code, "param": None})
    answer.status_code = status
    return answer


@contextmanager
def fake_anthropic() -> Iterator[FakeVendor]:
    """Anthropic's Messages, streamed."""
    with _talker("anthropic", MessageCreateParamsStreaming, "/messages", _by_claude, _no_by_anthropic) as fake:
        yield fake


@contextmanager
def fake_openai_writing() -> Iterator[FakeVendor]:
    """A server of one's own that speaks the same."""
    kind = CompletionCreateParamsStreaming
    with _talker("openai_writing", kind, "/chat/completions", _by_gpt, no_by_openai) as fake:
        yield fake
