"""A worker that writes: the offline writer's own engine, and for vendors whatever a test puts into their mouths."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from renderers.engine import Job, read_settings
from renderers.errors import RenderError
from renderers.exports import makers
from renderers.farm import steps
from renderers.farm.lanes import Hand
from renderers.farm.models import Step
from renderers.farm.store import DjangoStore
from studio.core.clock import now
from studio.core.tenancy import system

Says = Callable[[Step], Mapping[str, Any] | RenderError]
OURS = ("offline_story", "joined_pages")


def told(text: str, *, ended: str = "done", tokens: int = 500) -> dict[str, Any]:
    """As a writer's engine stores it."""
    return {"text": text, "tokens_in": tokens, "tokens_out": tokens, "ended": ended}


def nobody(_step: Step) -> RenderError:
    """What a vendor says who was never to be asked."""
    return RenderError("nobody was to be asked")


def write(says: Says = nobody, *, at_most: int = 100) -> int:
    """Makes what is ready, and what becomes ready by it; answers how many steps were made."""
    made = 0
    while made < at_most:
        with system():
            found = (steps.claim_step(hand=_hand(size), now=now(), lease=timedelta(minutes=1)) for size in SIZES)
            claim = next(filter(None, found), None)
            if claim is None:
                return made
            step = Step.objects.get(pk=claim.step_id)
            answer = None if step.engine in OURS else says(step)
            if isinstance(answer, RenderError):
                steps.fail_step(claim=claim, error=answer, seconds=0.1, now=now())
                continue
            assert steps.finish_step(claim=claim, made=_put(step, answer), seconds=0.5, now=now())
        made += 1
    return made


SIZES = ("cpu", "cloud")


def _hand(size: str) -> Hand:
    return Hand(size, "penhand/0", [f"{name}@{engine.version}" for name, engine in makers().items()])


def _put(step: Step, answer: Mapping[str, Any] | None) -> Any:
    engine, store = makers()[step.engine], DjangoStore(step.workspace_id)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "made"
        if answer is None:
            _made(step, store, Path(folder), out)
        else:
            out.write_text(json.dumps(answer))
        return store.put(step.digest, out, media_type=engine.media_type, facts=engine.facts(out))


def _made(step: Step, store: DjangoStore, folder: Path, out: Path) -> None:
    engine, inputs = makers()[step.engine], {}
    for role, digest in step.inputs:
        with store.open_path(digest) as path:
            inputs[role] = folder / role
            inputs[role].write_bytes(path.read_bytes())
    engine.render(Job(read_settings(engine, step.settings), inputs, out, folder, lambda _: None))
