"""A stand-in for Stability AI, held to what its clients and the schemas of resellers say of Stable Audio 2.5."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask, Response, jsonify, request

from tests.fakes.vendor import FakeJob, FakeVendor, Fault, Unfit, a_sound, serving

MEMBERS = {"prompt", "model", "duration", "seed", "steps", "cfg_scale", "output_format"}


@contextmanager
def fake_stability() -> Iterator[FakeVendor]:
    """Stability AI, with one difference: it hums."""
    fake = FakeVendor("stability", media_type="audio/mpeg")
    app = Flask(__name__)

    @app.post("/v2beta/audio/stable-audio-2/text-to-audio")
    def _compose() -> Any:
        form = request.form.to_dict()
        whole = set(form) <= MEMBERS and form["model"] in ("stable-audio-2", "stable-audio-2.5")
        if not whole or not (request.content_type or "").startswith("multipart/form-data"):
            raise Unfit(f"unknown members {sorted(form)} as {request.content_type}")
        if not 1 <= int(form["duration"]) <= 190 or not 0 <= int(form["seed"]) <= 4_294_967_294:
            raise Unfit("out of its limits")
        return fake.take(form, lambda job: _made(fake, job), _refused)

    @app.get("/v1/user/balance")
    def _balance() -> Any:
        return jsonify(credits=12.5)

    with serving(fake, app):
        yield fake


def _made(fake: FakeVendor, job: FakeJob) -> Response:
    sound = fake.result(job) or a_sound(float(job.sent["duration"]), form="mp3")
    return Response(sound, headers={"finish-reason": "SUCCESS", "seed": "1"}, content_type="audio/mpeg")


def _refused(fault: Fault) -> Response:
    status, name, words = {
        Fault.REFUSED: (403, "content_moderation", "Your request was flagged"),
        Fault.UNSUITED: (422, "validation", "duration: must be at most 190"),
        Fault.NO_CREDIT: (402, "payment_required", "You lack sufficient credits"),
    }[fault]
    answer = jsonify(id="e1", name=name, errors=[words])
    answer.status_code = status
    return answer
