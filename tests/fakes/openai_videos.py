"""A stand-in for a server that speaks OpenAI's Videos API, held to the types of OpenAI's SDK."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask, Response, jsonify, request
from openai.types import Video

from tests.fakes.sdk_types import held
from tests.fakes.vendor import Ending, FakeJob, FakeVendor, Fault, Unfit, a_clip, serving

MEMBERS = {"prompt", "model", "seconds", "size", "input_reference"}


@contextmanager
def fake_openai_videos() -> Iterator[FakeVendor]:
    """A self-hosted server, with one difference: it answers at once."""
    fake = FakeVendor("openai_videos", result=lambda job: a_clip(int(job.sent["seconds"])))
    app = Flask(__name__)
    born: dict[str, int] = {}

    @app.post("/v1/videos")
    def _create() -> Any:
        sent = dict(request.get_json()) if request.is_json else request.form.to_dict() | dict.fromkeys(request.files)
        if not set(sent) <= MEMBERS or not isinstance(sent["seconds"], str) or not sent["prompt"]:
            raise Unfit(f"unknown members {sorted(sent)}")
        return fake.take(sent, lambda job: held(Video, _described(fake, job, "queued", born)), _refused)

    @app.get("/v1/videos")
    def _list() -> Any:
        newest = [held(Video, _described(fake, job, "queued", born)) for job in reversed(fake.jobs.values())]
        return jsonify(object="list", data=newest, has_more=False)

    @app.get("/v1/videos/<id>")
    def _get(id: str) -> Any:
        if fake.nonsense:
            fake.nonsense -= 1
            return Response('{"id":5,"status":"WEIRD"}', content_type="application/json")
        if id not in fake.jobs:
            return jsonify(error={"message": "not found", "code": "not_found"}), 404
        job = fake.jobs[id]
        ending = fake.standing(job)
        state = "in_progress" if ending is None else "completed" if ending is Ending.DONE else "failed"
        answer = jsonify(held(Video, _described(fake, job, state, born)))
        answer.headers["openai-poll-after-ms"] = "20"
        return answer

    @app.get("/v1/videos/<id>/content")
    def _content(id: str) -> Any:
        if (instead := fake.instead()) is not None:
            return instead
        return Response(fake.result(fake.jobs[id]), content_type="video/mp4")

    @app.delete("/v1/videos/<id>")
    def _delete(id: str) -> Any:
        fake.jobs[id].called_off = True
        return jsonify(id=id, deleted=True, object="video.deleted")

    with serving(fake, app, base="/v1"):
        yield fake


def _described(fake: FakeVendor, job: FakeJob, state: str, born: dict[str, int]) -> dict[str, Any]:
    told: dict[str, Any] = {"id": job.id, "object": "video", "status": state, "progress": 40, "model": "wan"}
    told |= {"created_at": born.setdefault(job.id, int(time.time())), "error": None}
    told |= {"prompt": job.sent["prompt"], "seconds": job.sent["seconds"], "size": job.sent["size"]}
    if state == "failed":
        code = "moderation_blocked" if fake.ending is Ending.REFUSED else "server_error"
        told["error"] = {"code": code, "message": "This cannot be shown."}
    return told


def _refused(fault: Fault) -> Response:
    status, code, message = {
        Fault.REFUSED: (400, "moderation_blocked", "not this"),
        Fault.UNSUITED: (400, "invalid_value", "seconds must be one of 4, 8, 12"),
        Fault.NO_CREDIT: (429, "insufficient_quota", "You exceeded your current quota: insufficient quota"),
    }[fault]
    answer = jsonify(error={"message": message, "code": code, "type": "invalid_request_error", "param": None})
    answer.status_code = status
    return answer
