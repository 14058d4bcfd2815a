"""What every engine and every delivery format promises."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from renderers.card import Accepts
from renderers.engine import Engine, Kind, card_of, missing_for, read_settings
from renderers.errors import BadInput, BrokenPromise, Cancelled
from renderers.plan import WorkerSize, canonical_json
from tests.contracts.jobs import job_for
from tests.models import using

LONGEST_CANCEL_SECONDS = 2.0


def has_a_card(engine: Engine) -> None:
    """It says what it is, and its settings make a form."""
    assert engine.name.isidentifier()
    assert engine.version
    assert engine.title
    assert "/" in engine.media_type
    assert engine.size in WorkerSize
    fields = engine.settings.model_json_schema().get("properties", {})
    assert fields
    assert [name for name, field in fields.items() if not field.get("description")] == []
    card = card_of(engine)
    assert all(licence.name for licence in card.licences())
    assert card.proven
    if card.weights:
        assert card.effort
        assert 0 < card.weights.part_gb <= card.weights.memory_gb
    if engine.makes is Kind.CLIP and card.weights and not card.accepts & {Accepts.SOURCE, Accepts.VOICE}:
        assert card.lengths
        assert card.frame


def says_how_to_get_its_weights(engine: Engine, folder: Path) -> None:
    """An engine with weights names what is missing and the way to it; one without is able as it stands or says why."""
    with using(folder):
        lack = missing_for(engine)
    if card_of(engine).weights:
        assert re.search("make engines|models pull|models licence", lack)


def refuses_unknown_settings(engine: Engine) -> None:
    """A setting it does not know is named."""
    with pytest.raises(BadInput, match=engine.name):
        read_settings(engine, {"no_such_setting": 1})


def keeps_its_settings_through_json(engine: Engine, folder: Path) -> None:
    """They enter digests, so they must be plain data."""
    settings = job_for(engine, folder, lambda fraction: None).settings
    again = read_settings(engine, settings.model_dump(mode="json"))
    assert again == settings
    assert canonical_json(settings.model_dump(mode="json"))


def makes_the_same_twice(engine: Engine, folder: Path) -> None:
    """A real job, two times: a whole file that its own probe accepts, byte for byte the same."""
    made = []
    for name in ("one", "two"):
        job = job_for(engine, folder / name, lambda fraction: None)
        engine.render(job)
        assert engine.facts(job.out)
        made.append(job.out.read_bytes())
    if card_of(engine).deterministic:
        assert made[0] == made[1]


def refuses_a_wrong_file(engine: Engine, folder: Path) -> None:
    """Its probe does not take garbage for its work."""
    wrong = folder / "wrong"
    wrong.write_bytes(b"\x00\xffthis is not it" * 64)
    with pytest.raises(BrokenPromise):
        engine.facts(wrong)


def works_after_a_stop(engine: Engine, folder: Path) -> None:
    """Stopped between two steps of its model it can be used again, and makes the same as before, byte for byte."""
    told: list[float] = []
    job = job_for(engine, folder / "whole", told.append)
    engine.render(job)
    whole = job.out.read_bytes()
    assert engine.facts(job.out)
    middle = next(fraction for fraction in told if 0 < fraction < 1)

    def stop(fraction: float) -> None:
        if fraction >= middle:
            raise Cancelled("the render was stopped")

    with pytest.raises(Cancelled):
        engine.render(job_for(engine, folder / "stopped", stop))
    again = job_for(engine, folder / "again", lambda fraction: None)
    engine.render(again)
    assert again.out.read_bytes() == whole


def stops_when_told(engine: Engine, folder: Path) -> None:
    """The first report of progress may be the last."""
    told: list[float] = []

    def stop(fraction: float) -> None:
        told.append(time.monotonic())
        raise Cancelled("the render was stopped")

    job = job_for(engine, folder, stop)
    with pytest.raises(Cancelled):
        engine.render(job)
    assert time.monotonic() - told[0] < LONGEST_CANCEL_SECONDS
