"""A stand-in for Luma's Agents API, held to the types of its SDK."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask, Response, jsonify, request
from luma_agents.types import FileList, Generation, GenerationCreateParams

from tests.fakes.sdk_types import closed, held
from tests.fakes.vendor import Ending, FakeJob, FakeVendor, Fault, Unfit, a_clip, held_to, serving


@contextmanager
def fake_luma() -> Iterator[FakeVendor]:
    """Luma, with one difference: it answers at once."""
    fake = FakeVendor("luma", result=lambda job: a_clip(int(job.sent["video"]["duration"].removesuffix("s"))))
    app = Flask(__name__)

    @app.post("/v1/generations")
    def _create() -> Any:
        sent = held_to(closed(GenerationCreateParams), request.get_json())
        video = sent["video"]
        if len(video.get("keyframes", [])) != len(video.get("keyframe_indexes", [])):
            raise Unfit("every keyframe has its place")
        return fake.take(sent, lambda job: held(Generation, _described(fake, job, "queued")), _refused)

    @app.get("/v1/generations/<id>")
    def _get(id: str) -> Any:
        if fake.nonsense:
            fake.nonsense -= 1
            return Response('{"id":5,"state":"WEIRD"}', content_type="application/json")
        if id not in fake.jobs:
            return jsonify(detail="not found"), 404
        job = fake.jobs[id]
        ending = fake.standing(job)
        state = "processing" if ending is None else "completed" if ending is Ending.DONE else "failed"
        return held(Generation, _described(fake, job, state))

    @app.get("/v1/files")
    def _files() -> Any:
        return held(FileList, {"data": [], "has_more": False})

    with serving(fake, app, base="/v1"):
        yield fake


def _described(fake: FakeVendor, job: FakeJob, state: str) -> dict[str, Any]:
    told: dict[str, Any] = {"id": job.id, "created_at": "2026-11-25T12:00:00Z", "model": "ray-3.2", "type": "video"}
    told["state"] = state
    if state == "completed":
        told["output"] = [{"type": "video", "url": fake.result_url(job)}]
    if state == "failed":
        code = "content_moderated" if fake.ending is Ending.REFUSED else "generation_failed"
        told |= {"failure_code": code, "failure_reason": "This cannot be shown."}
    return told


def _refused(fault: Fault) -> Response:
    status, told = {
        Fault.REFUSED: (400, {"detail": {"failure_code": "content_moderated", "message": "not this"}}),
        Fault.UNSUITED: (422, {"detail": [{"loc": ["body", "aspect_ratio"], "msg": "not valid for ray-3.2"}]}),
        Fault.NO_CREDIT: (402, {"detail": "budget exhausted"}),
    }[fault]
    answer = jsonify(told)
    answer.status_code = status
    return answer
