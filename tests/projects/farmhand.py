"""A worker that makes every step in an instant: a small real file in the real store, finished by the real farm.

What it makes is no film, so it is for tests of what stands around the engines; those have tests of their own.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from renderers.engine import Kind
from renderers.errors import RenderError
from renderers.exports import makers
from renderers.farm import steps
from renderers.farm.lanes import Hand
from renderers.farm.models import Step
from renderers.farm.store import DjangoStore
from renderers.timing import SAMPLE_RATE
from studio.core.clock import now
from studio.core.tenancy import system
from tests.projects.sounding import SOUNDING, real

FACTS: dict[Kind, dict[str, Any]] = {
    Kind.MASTER: {"frames": 480, "width": 1280, "height": 720, "header": 10, "fragments": [[10, 40, 120]] * 4},
    Kind.TIMING: {"frames": 480},
}


def work(
    *,
    refuse: Callable[[Step], bool] = lambda _: False,
    at_most: int = 10_000,
    sizes: Sequence[str] = ("cpu",),
    percent: int = 80,
    lasting: Callable[[Step], float] = lambda _: 0.0,
) -> int:
    """Makes what is ready, and what becomes ready by it; answers how many steps were made. `refuse` makes one fail.

    Everybody is found to look like their pictures by so many `percent`; a line is `lasting` so many seconds.
    """
    made = 0
    while made < at_most:
        with system():
            found = (steps.claim_step(hand=_hand(size), now=now(), lease=timedelta(minutes=1)) for size in sizes)
            claim = next(filter(None, found), None)
            if claim is None:
                return made
            step = Step.objects.get(pk=claim.step_id)
            if refuse(step):
                error = RenderError("the paper jammed")
                steps.fail_step(claim=claim, error=error, seconds=0.1, now=now())
                continue
            artifact = _put(step, percent, lasting(step))
            assert steps.finish_step(claim=claim, made=artifact, seconds=0.5, now=now())
        made += 1
    return made


def _hand(size: str) -> Hand:
    return Hand(size, "farmhand/0", [f"{name}@{engine.version}" for name, engine in makers().items()])


def _put(step: Step, percent: int, seconds: float) -> Any:
    engine = makers()[step.engine]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "made"
        facts: Mapping[str, Any] = _facts(step, percent, seconds)
        if step.engine in SOUNDING:
            content, measured = real(step.engine)
            facts = dict(measured)
            file.write_bytes(content)
        else:
            file.write_text(json.dumps({"engine": step.engine, "digest": step.digest, "frames": 480}))
        return DjangoStore(step.workspace_id).put(step.digest, file, media_type=engine.media_type, facts=facts)


def _facts(step: Step, percent: int, seconds: float) -> dict[str, Any]:
    if step.stage == "voices" and seconds:
        return {"samples": round(seconds * SAMPLE_RATE), "sample_rate": SAMPLE_RATE}
    if step.engine in ("drawn_likeness", "face_likeness"):
        people = [{"percent": percent, "why": ""} for _ in step.settings["people"]]
        return {"by": step.engine.removesuffix("_likeness"), "people": people}
    return FACTS.get(makers()[step.engine].makes, {})
