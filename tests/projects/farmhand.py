"""A worker that makes every step in an instant: a small real file in the real store, finished by the real farm.

What it makes is no film, so it is for tests of what stands around the engines; those have tests of their own.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
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
from studio.core.clock import now
from studio.core.tenancy import system

FACTS: dict[Kind, dict[str, Any]] = {
    Kind.MASTER: {"frames": 480, "width": 1280, "height": 720, "header": 10, "fragments": [[10, 40, 120]] * 4},
    Kind.TIMING: {"frames": 480},
}


def work(*, refuse: Callable[[Step], bool] = lambda _: False, at_most: int = 10_000) -> int:
    """Makes what is ready, and what becomes ready by it; answers how many steps were made. `refuse` makes one fail."""
    made = 0
    while made < at_most:
        with system():
            claim = steps.claim_step(hand=_hand(), now=now(), lease=timedelta(minutes=1))
            if claim is None:
                return made
            step = Step.objects.get(pk=claim.step_id)
            if refuse(step):
                error = RenderError("the paper jammed")
                steps.fail_step(claim=claim, error=error, seconds=0.1, now=now())
                continue
            artifact = _put(step)
            assert steps.finish_step(claim=claim, made=artifact, seconds=0.5, now=now())
        made += 1
    return made


def _hand() -> Hand:
    return Hand("cpu", "farmhand/0", [f"{name}@{engine.version}" for name, engine in makers().items()])


def _put(step: Step) -> Any:
    engine = makers()[step.engine]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "made"
        content = {"engine": step.engine, "digest": step.digest, "frames": 480}
        file.write_text(json.dumps(content))
        return DjangoStore(step.workspace_id).put(
            step.digest, file, media_type=engine.media_type, facts=FACTS.get(engine.makes, {})
        )
