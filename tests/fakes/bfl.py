"""A stand-in for Black Forest Labs, held to models written from its documentation of FLUX.2."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Annotated, Any, Literal

from flask import Flask, Response, jsonify, request
from PIL import Image
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from tests.fakes.vendor import Ending, FakeJob, FakeVendor, Fault, Unfit, held_to, serving

Grid = Annotated[int, Field(ge=64, le=4096, multiple_of=16)]


class _Flux2(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    prompt: Annotated[str, Field(min_length=1)]
    width: Grid
    height: Grid
    seed: int | None = None
    safety_tolerance: Annotated[int, Field(ge=0, le=5)] = 2
    output_format: Literal["jpeg", "png"] = "jpeg"
    input_image: str | None = None
    webhook_url: str | None = None


@contextmanager
def fake_bfl() -> Iterator[FakeVendor]:
    """Black Forest Labs, with one difference: it answers at once."""
    fake = FakeVendor("bfl", result=_painted, media_type="image/png")
    app = Flask(__name__)

    @app.post("/v1/flux-2-pro")
    def _create() -> Any:
        sent = held_to(TypeAdapter(_Flux2), request.get_json())
        if sent["width"] * sent["height"] > 4_000_000:
            raise Unfit("more than four million pixels")
        return fake.take(sent, lambda job: _created(fake, job), _refused)

    @app.get("/v1/get_result")
    def _ask() -> Any:
        if fake.nonsense:
            fake.nonsense -= 1
            return Response('{"status":{"x":1}}', content_type="application/json")
        job = fake.jobs.get(request.args["id"])
        if job is None:
            return jsonify(id=request.args["id"], status="Task not found")
        ending = fake.standing(job)
        told: dict[str, Any] = {"id": job.id, "status": "Pending", "progress": 0.5, "result": None}
        if ending is Ending.DONE:
            told |= {"status": "Ready", "result": {"sample": fake.result_url(job, "png"), "seed": 1}}
        if ending is Ending.REFUSED:
            told |= {"status": "Request Moderated"}
        if ending is Ending.FAILED:
            told |= {"status": "Error"}
        return jsonify(told)

    @app.get("/v1/credits")
    def _credits() -> Any:
        return jsonify(credits=100.0)

    with serving(fake, app, base="/v1"):
        yield fake


def _created(fake: FakeVendor, job: FakeJob) -> Response:
    return jsonify(id=job.id, polling_url=f"{fake.url}/get_result?id={job.id}", cost=3.0, input_mp=0, output_mp=0.25)


def _painted(job: FakeJob) -> bytes:
    file = BytesIO()
    Image.new("RGB", (job.sent["width"], job.sent["height"]), (40, 60, 120)).save(file, "PNG")
    return file.getvalue()


def _refused(fault: Fault) -> Response:
    status, told = {
        Fault.REFUSED: (403, {"detail": "Request Moderated"}),
        Fault.UNSUITED: (422, {"detail": [{"loc": ["body", "width"], "msg": "must be a multiple of 16"}]}),
        Fault.NO_CREDIT: (402, {"detail": "Insufficient credits"}),
    }[fault]
    answer = jsonify(told)
    answer.status_code = status
    return answer
