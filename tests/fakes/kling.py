"""A stand-in for Kling, held to models written from the tables of its documentation of 20 September 2026."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any, Literal

from flask import Flask, Response, jsonify, request
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from tests.fakes.vendor import Ending, FakeJob, FakeVendor, Fault, Unfit, a_clip, held_to, serving

Words = Annotated[str, Field(min_length=1, max_length=3072)]


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _Watermark(_Closed):
    enabled: bool


class _Options(_Closed):
    external_task_id: str
    watermark_info: _Watermark
    callback_url: str | None = None


class _Settings(_Closed):
    resolution: Literal["720p", "1080p", "4k"]
    duration: Annotated[int, Field(ge=3, le=15)]
    audio: Literal["native", "off"]
    multi_shot: bool = True


class _Shaped(_Settings):
    aspect_ratio: Literal["16:9", "9:16", "1:1"]


class _FromWords(_Closed):
    prompt: Words
    settings: _Shaped
    options: _Options


class _Prompt(_Closed):
    type: Literal["prompt"]
    text: Words


class _Frame(_Closed):
    type: Literal["first_frame", "last_frame"]
    url: Annotated[str, Field(pattern=r"^(https://|[A-Za-z0-9+/=]+$)")]


class _FromPicture(_Closed):
    contents: list[Annotated[_Prompt | _Frame, Field(discriminator="type")]]
    settings: _Settings
    options: _Options


@contextmanager
def fake_kling() -> Iterator[FakeVendor]:
    """Kling, with one difference: it answers at once."""
    fake = FakeVendor("kling", result=lambda job: a_clip(job.sent["settings"]["duration"]))
    app = Flask(__name__)
    _account(app)

    def order(model: Any) -> Any:
        sent = held_to(TypeAdapter(model), request.get_json())
        ref = sent["options"]["external_task_id"]
        if any(job.sent["options"]["external_task_id"] == ref for job in fake.jobs.values()):
            return jsonify(code=1201, message="external_task_id exists", request_id="r"), 400
        return fake.take(sent, lambda job: _told(_described(fake, job, "submitted")), _refused)

    @app.post("/text-to-video/kling-3.0")
    def _from_words() -> Any:
        return order(_FromWords)

    @app.post("/image-to-video/kling-3.0")
    def _from_picture() -> Any:
        return order(_FromPicture)

    @app.get("/tasks")
    def _tasks() -> Any:
        if fake.nonsense:
            fake.nonsense -= 1
            return Response('{"code":0,"data":{"id":5}}', content_type="application/json")
        known = {"task_ids", "external_task_ids"}
        if len(request.args) != 1 or not set(request.args) <= known:
            raise Unfit("one of task_ids and external_task_ids")
        if "external_task_ids" in request.args:
            ref = request.args["external_task_ids"]
            found = [job for job in fake.jobs.values() if job.sent["options"]["external_task_id"] == ref]
            return _told([_described(fake, job, "processing") for job in found])
        job = fake.jobs.get(request.args["task_ids"])
        if job is None:
            return _told([])
        ending = fake.standing(job)
        state = "processing" if ending is None else "succeeded" if ending is Ending.DONE else "failed"
        return _told([_described(fake, job, state)])

    with serving(fake, app):
        yield fake


def _told(data: Any) -> Any:
    return jsonify(code=0, message="SUCCEED", request_id="r-1", data=data)


def _described(fake: FakeVendor, job: FakeJob, state: str) -> dict[str, Any]:
    told: dict[str, Any] = {"id": job.id, "status": state, "create_time": 1, "update_time": 2}
    told |= {"external_id": job.sent["options"]["external_task_id"], "message": ""}
    if state == "succeeded":
        film = {"type": "video", "id": "1", "url": fake.result_url(job), "duration": "5"}
        told |= {"outputs": [film], "billing": [{"charge_type": "cash", "amount": "0.56", "currency": "USD"}]}
    if state == "failed":
        told["message"] = (
            "Failure to pass the risk control system" if fake.ending is Ending.REFUSED else "Internal error"
        )
    return told


def _refused(fault: Fault) -> Response:
    status, code, message = {
        Fault.REFUSED: (400, 1301, "The prompt holds sensitive words"),
        Fault.UNSUITED: (400, 1201, "Invalid parameter: duration"),
        Fault.NO_CREDIT: (429, 1102, "Account balance not enough"),
    }[fault]
    answer = jsonify(code=code, message=message, request_id="r-1")
    answer.status_code = status
    return answer


def _account(app: Flask) -> None:
    @app.get("/account/costs")
    def _costs() -> Any:
        return _told({"code": 0, "msg": "", "resource_pack_subscribe_infos": []})
