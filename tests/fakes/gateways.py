"""Stand-ins for gateways to makers of songs, held to models written from their documents. All answers are 200."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any, Literal

from flask import Flask, Response, jsonify, request
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from tests.fakes.vendor import Ending, FakeJob, FakeVendor, Fault, a_sound, held_to, serving

SONG_SECONDS = 6.0


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _Suno(_Closed):
    custom_mode: bool = Field(alias="customMode")
    instrumental: bool
    model: Literal["V4", "V4_5", "V4_5PLUS", "V4_5ALL", "V5", "V5_5"]
    style: Annotated[str, Field(min_length=1, max_length=1000)]
    title: Annotated[str, Field(min_length=1, max_length=80)]
    call_back_url: Annotated[str, Field(pattern="^https://")] = Field(alias="callBackUrl")
    negative_tags: str | None = Field(default=None, alias="negativeTags")


class _Udio(_Closed):
    model: str
    gpt_description_prompt: Annotated[str, Field(min_length=1)]
    make_instrumental: bool
    duration: int | None = None


@contextmanager
def fake_suno() -> Iterator[FakeVendor]:
    """A gateway that speaks as those for Suno do."""
    fake = _gateway("suno_gateway")
    app = Flask(__name__)

    @app.post("/api/v1/generate")
    def _create() -> Any:
        sent = held_to(TypeAdapter(_Suno), request.get_json())
        return fake.take(sent, lambda job: _said({"taskId": job.id}), _refused)

    @app.get("/api/v1/generate/record-info")
    def _ask() -> Any:
        if fake.nonsense:
            fake.nonsense -= 1
            return _said({"status": {"x": 1}})
        job = fake.jobs[request.args["taskId"]]
        ending = fake.standing(job)
        state = {None: "TEXT_SUCCESS", Ending.DONE: "SUCCESS", Ending.FAILED: "GENERATE_AUDIO_FAILED"}
        songs = [{"id": "s1", "audioUrl": fake.result_url(job, "mp3"), "duration": SONG_SECONDS}] * 2
        found = songs if ending is Ending.DONE else []
        status = state.get(ending, "SENSITIVE_WORD_ERROR")
        return _said({"taskId": job.id, "status": status, "response": {"sunoData": found}, "errorMessage": None})

    @app.get("/api/v1/generate/credit")
    def _credit() -> Any:
        return _said(100)

    with serving(fake, app):
        yield fake


@contextmanager
def fake_udio() -> Iterator[FakeVendor]:
    """A gateway that speaks as those named after Udio do."""
    fake = _gateway("udio_gateway")
    app = Flask(__name__)

    @app.post("/api/v2/generate")
    def _create() -> Any:
        sent = held_to(TypeAdapter(_Udio), request.get_json())
        return fake.take(sent, lambda job: jsonify(code=200, message="success", workId=job.id), _refused)

    @app.get("/api/v2/feed")
    def _ask() -> Any:
        if fake.nonsense:
            fake.nonsense -= 1
            return _said({"response_data": {"x": 1}})
        job = fake.jobs.get(request.args["workId"])
        if job is None:
            return _said({"response_data": []})
        return _said({"response_data": _songs(fake, job)})

    with serving(fake, app):
        yield fake


def _songs(fake: FakeVendor, job: FakeJob) -> list[dict[str, Any]]:
    ending = fake.standing(job)
    if ending is None:
        return [{"extra_message": "in progress"}]
    if ending is Ending.DONE:
        return [{"audio_url": fake.result_url(job, "mp3"), "extra_message": "All generated successfully."}] * 2
    said = "sensitive words in the description" if ending is Ending.REFUSED else "the generation failed"
    return [{"fail_message": said, "extra_message": None}]


def _gateway(name: str) -> FakeVendor:
    return FakeVendor(
        name, media_type="audio/mpeg", result=lambda job: a_sound(SONG_SECONDS, form="mp3"), told_by_code=True
    )


def _said(data: Any) -> Any:
    return jsonify(code=200, msg="success", data=data)


def _refused(fault: Fault) -> Response:
    code, words = {
        Fault.REFUSED: (400, "SENSITIVE_WORD_ERROR: not these words"),
        Fault.UNSUITED: (413, "style: at most 1000 characters"),
        Fault.NO_CREDIT: (429, "The current credits are insufficient"),
    }[fault]
    return jsonify(code=code, msg=words, data=None)
