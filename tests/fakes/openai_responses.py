"""A stand-in for OpenAI's Responses in the background, held to the types of OpenAI's package."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask, Response, jsonify, request
from openai.types import responses
from openai.types.responses.response_create_params import ResponseCreateParamsNonStreaming

from tests.fakes.sdk_types import held
from tests.fakes.talkers import TEXT, insisted, no_by_openai
from tests.fakes.vendor import Ending, FakeJob, FakeVendor, Unfit, line_broken, serving


@contextmanager
def fake_openai() -> Iterator[FakeVendor]:
    """Numbers at once; `result` is what stands in `output`, as JSON. `expired` looks find it gone."""
    fake = FakeVendor("openai", result=lambda job: b"")
    fake.result = lambda job: json.dumps(_output(fake, job)).encode()
    app = Flask(__name__)

    @app.post("/v1/responses")
    def _create() -> Any:
        sent = insisted(ResponseCreateParamsNonStreaming, request.get_json())
        if sent.get("background") is not True or sent.get("store") is not True or sent.get("stream"):
            raise Unfit("an answer is fetched later only of a response that is stored and made in the background")
        return fake.take(sent, lambda job: held(responses.Response, _told(job, "queued")), no_by_openai)

    @app.get("/v1/responses/<id>")
    def _get(id: str) -> Any:
        if fake.dropped:
            fake.dropped -= 1
            return line_broken()
        if fake.nonsense:
            fake.nonsense -= 1
            return Response('{"id":5,"status":"WEIRD"}', content_type="application/json")
        if (instead := fake.instead()) is not None:
            return instead
        if id not in fake.jobs:
            return jsonify(error={"message": f"Response with id '{id}' not found.", "code": None}), 404
        job = fake.jobs[id]
        return jsonify(_ended(fake, job, fake.standing(job)))

    @app.post("/v1/responses/<id>/cancel")
    def _cancel(id: str) -> Any:
        fake.jobs[id].called_off = True
        return jsonify(held(responses.Response, _told(fake.jobs[id], "cancelled")))

    @app.get("/v1/models")
    def _models() -> Any:
        return jsonify(data=[], object="list")

    with serving(fake, app, base="/v1"):
        yield fake


def _told(job: FakeJob, status: str) -> dict[str, Any]:
    named = {name: job.sent.get(name) for name in ("model", "instructions", "metadata", "max_output_tokens")}
    return {
        "id": job.id,
        "object": "response",
        "created_at": 1_790_000_000,
        "status": status,
        "background": True,
        "output": [],
        "parallel_tool_calls": True,
        "tool_choice": "auto",
        "tools": [],
        **named,
    }


def _ended(fake: FakeVendor, job: FakeJob, ending: Ending | None) -> dict[str, Any]:
    if job.called_off:
        return dict(held(responses.Response, _told(job, "cancelled")))
    if ending is None:
        return dict(held(responses.Response, _told(job, "in_progress")))
    if ending is Ending.FAILED:
        error = {"code": "server_error", "message": "Overloaded: the model gave up"}
        return dict(held(responses.Response, _told(job, "failed") | {"error": error}))
    usage = {"input_tokens": 31, "output_tokens": 17, "total_tokens": 48}
    usage |= {"input_tokens_details": {"cached_tokens": 0, "cache_write_tokens": 0}}  # type: ignore[dict-item]
    usage |= {"output_tokens_details": {"reasoning_tokens": 0}}  # type: ignore[dict-item]
    why = {"reason": fake.incomplete} if fake.incomplete else None
    told = _told(job, "incomplete" if why else "completed") | {"usage": usage, "incomplete_details": why}
    made = fake.result(job)
    try:
        return dict(held(responses.Response, told | {"output": json.loads(made)}))
    except json.JSONDecodeError:
        return told | {"output": made.decode()}


def _output(fake: FakeVendor, job: FakeJob) -> list[dict[str, Any]]:
    """What it thought, and what it says."""
    said: dict[str, Any] = {"type": "output_text", "text": _words(fake, job), "annotations": []}
    if fake.ending is Ending.REFUSED:
        said = {"type": "refusal", "refusal": "I will not write this."}
    message = {"id": "msg_1", "type": "message", "role": "assistant", "status": "completed", "content": [said]}
    return [{"id": "rs_1", "type": "reasoning", "summary": []}, message]


def _words(fake: FakeVendor, job: FakeJob) -> str:
    return fake.words(job) if fake.words is not None else TEXT
