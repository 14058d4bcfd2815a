"""A slot outlives whatever happens to the step in its hands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from renderers.execute import perform
from renderers.farm.abilities import Abilities
from renderers.farm.models import Artifact, Step
from renderers.farm.worker import Slot, WorkerProcess
from renderers.runtime.host import Host, Made, Work
from renderers.store import sha256_of
from studio.core.tenancy import system
from tests.factories import a_workspace
from tests.renderers.farm.plans import a_plan, order

pytestmark = pytest.mark.django_db(transaction=True)


def _a_worker() -> WorkerProcess:
    """Able to make what the small plans ask for."""
    return WorkerProcess(size="cpu", slots=1, able=Abilities(("panel@1", "report@1"), {}, 8, 0, "code"))


class _Faulty(Host):
    """Meets a fault that nobody foresaw."""

    def run(self, *_: Any, **__: Any) -> Any:
        """Never made."""
        raise TypeError("nobody foresaw this")


def test_a_fault_nobody_foresaw_fails_the_step_in_words_and_leaves_the_slot_alive(tmp_path: Path) -> None:
    order(a_workspace(), a_plan(shots=1))
    assert Slot(_a_worker(), _Faulty(perform), tmp_path, "worker/0").work_once()
    with system():
        tried = Step.objects.get(attempts=1)
    assert (tried.state, tried.error_code) == ("ready", "worker_fault")
    assert "TypeError" in tried.error


class _Damaging(Host):
    """On a disk that does not keep what is written."""

    def run(self, work: Work, **_: Any) -> Made:
        """A file whose bytes are others by the time it is looked at."""
        work.out.write_text("made")
        as_written = sha256_of(work.out)
        work.out.write_text("mode")
        return Made("text/plain", {}, 0.1, as_written)


def test_what_a_broken_disk_made_of_a_file_is_never_kept_and_another_worker_tries(tmp_path: Path) -> None:
    order(a_workspace(), a_plan(shots=1))
    assert Slot(_a_worker(), _Damaging(perform), tmp_path, "worker/0").work_once()
    with system():
        tried = Step.objects.get(attempts=1)
        assert not Artifact.objects.exists()
    assert (tried.state, tried.error_code, tried.blamed) == ("ready", "file_corrupted", ["worker"])


class _Unwritable(Host):
    """Makes a file, and facts of it that PostgreSQL cannot keep."""

    def run(self, work: Work, **_: Any) -> Made:
        """A file and a zero byte."""
        work.out.write_text("made")
        return Made("text/plain", {"title": "Film\0"}, 0.1, sha256_of(work.out))


def test_a_result_that_the_database_refuses_fails_its_step_at_once_and_frees_the_slot(tmp_path: Path) -> None:
    render = order(a_workspace(), a_plan(shots=1))
    assert Slot(_a_worker(), _Unwritable(perform), tmp_path, "worker/0").work_once()
    with system():
        tried = Step.objects.get(error_code="result_refused")
        render.refresh_from_db()
    assert (tried.state, tried.attempts, render.state) == ("failed", 1, "failed")
    assert "panel" in tried.error
