"""A stand-in for Runway, held to the types of its SDK."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask, Response, jsonify, request
from runwayml.types import (
    ImageToVideoCreateResponse,
    TaskRetrieveResponse,
    TextToVideoCreateResponse,
    image_to_video_create_params,
    text_to_video_create_params,
)
from runwayml.types.organization_retrieve_response import OrganizationRetrieveResponse

from tests.fakes.sdk_types import closed, held
from tests.fakes.vendor import Ending, FakeJob, FakeVendor, Fault, Unfit, a_clip, held_to, serving

_BORN = "2026-11-25T12:00:00Z"
_COSTS = {Ending.DONE: 12, Ending.REFUSED: 0, Ending.FAILED: 0}


@contextmanager
def fake_runway() -> Iterator[FakeVendor]:
    """Runway, with one difference: it answers at once."""
    fake = FakeVendor("runway", result=lambda job: a_clip(job.sent["duration"]))
    app = Flask(__name__)
    _account(app)

    def order(model: Any, reply: Any) -> Any:
        sent = held_to(closed(model), request.get_json())
        if request.headers.get("x-runway-version") != "2024-11-06":
            raise Unfit("no version")
        if not 2 <= sent["duration"] <= 10 or len(sent["promptText"].encode("utf-16-le")) > 2000:
            raise Unfit("out of its limits")
        return fake.take(sent, lambda job: held(reply, {"id": job.id, "estimatedCost": {"credits": 12}}), _refused)

    @app.post("/v1/text_to_video")
    def _from_words() -> Any:
        return order(text_to_video_create_params.Gen4_5, TextToVideoCreateResponse)

    @app.post("/v1/image_to_video")
    def _from_picture() -> Any:
        return order(image_to_video_create_params.Gen4_5, ImageToVideoCreateResponse)

    @app.get("/v1/tasks/<id>")
    def _task(id: str) -> Any:
        if fake.nonsense:
            fake.nonsense -= 1
            return Response('{"id":5,"status":"WEIRD"}', content_type="application/json")
        if id not in fake.jobs:
            return jsonify(error="not found"), 404
        return held(TaskRetrieveResponse, _described(fake, fake.jobs[id]))

    @app.delete("/v1/tasks/<id>")
    def _cancel(id: str) -> Any:
        fake.jobs[id].called_off = True
        return "", 204

    with serving(fake, app, base="/v1"):
        yield fake


def _described(fake: FakeVendor, job: FakeJob) -> dict[str, Any]:
    known: dict[str, Any] = {"id": job.id, "createdAt": _BORN}
    ending = fake.standing(job)
    if ending is None:
        states: list[dict[str, Any]] = [{"status": "THROTTLED"}, {"status": "RUNNING", "progress": 0.5}]
        return known | {"estimatedCost": {"credits": 12}} | states[min(job.looks - 1, 1)]
    known["cost"] = {"credits": _COSTS[ending]}
    if ending is Ending.DONE:
        return known | {"status": "SUCCEEDED", "output": [fake.result_url(job)]}
    code = "SAFETY.INPUT.TEXT" if ending is Ending.REFUSED else "INTERNAL.BAD_OUTPUT.CODE01"
    return known | {"status": "FAILED", "failure": "This cannot be shown.", "failureCode": code}


def _refused(fault: Fault) -> Response:
    status, words = {
        Fault.REFUSED: (400, "SAFETY.INPUT.TEXT: not this"),
        Fault.UNSUITED: (400, "Validation of body failed"),
        Fault.NO_CREDIT: (400, "You do not have enough credits to run this task."),
    }[fault]
    answer = jsonify(error=words)
    answer.status_code = status
    return answer


def _account(app: Flask) -> None:
    @app.get("/v1/organization")
    def _organization() -> Any:
        told = {"creditBalance": 100, "tier": {"maxMonthlyCreditSpend": 1000, "models": {}}, "usage": {"models": {}}}
        return held(OrganizationRetrieveResponse, told)
