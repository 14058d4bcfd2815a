"""The host process: it reports, it can be stopped, it can die, and it lives on."""

from __future__ import annotations

import errno
import hashlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from renderers.errors import BadInput, Cancelled, OutOfSpace, WorkerDied
from renderers.execute import disk_full_said
from renderers.runtime.host import Host, Work


def perform(work: Work, progress: Callable[[float], None]) -> tuple[str, Mapping[str, Any]]:
    """What the tests' child does, by the name of the engine."""
    match work.engine:
        case "quick":
            progress(0.3)
            work.out.write_text("made")
        case "slow":
            work.out.write_text("made")
            time.sleep(0.26)
            progress(0.5)
        case "refuse":
            raise BadInput("no such voice; choose another")
        case "crash":
            raise ZeroDivisionError("by accident")
        case "die":
            os.kill(os.getpid(), signal.SIGKILL)
        case "sleep":
            subprocess.run([sys.executable, "-c", "import time; time.sleep(60)"], check=False)
        case "tell":
            work.out.write_text("told")
            return "text/plain", {"told": os.environ.get("TOLD_TO_HOSTS", "")}
        case "full":
            with disk_full_said():
                raise OSError(errno.ENOSPC, "No space left on device")
    return "text/plain", {"process": os.getpid()}


@pytest.fixture
def host() -> Iterator[Host]:
    made = Host(perform)
    yield made
    made.close()


def _run(host: Host, engine: str, folder: Path, cancelled: Callable[[], bool] = lambda: False) -> Any:
    told: list[float] = []
    work = Work(engine, {}, {}, folder / "out", folder)
    return host.run(work, on_progress=told.append, cancelled=cancelled)


def test_it_stays_warm_from_step_to_step(host: Host, tmp_path: Path) -> None:
    first, second = _run(host, "quick", tmp_path), _run(host, "quick", tmp_path)
    assert first.facts == second.facts
    assert first.facts["process"] != os.getpid()
    assert (tmp_path / "out").read_text() == "made"


def test_the_checksum_is_taken_where_the_file_was_written(host: Host, tmp_path: Path) -> None:
    assert _run(host, "quick", tmp_path).sha256 == hashlib.sha256(b"made").hexdigest()


def test_a_job_that_is_over_in_a_moment_tells_of_no_progress(host: Host, tmp_path: Path) -> None:
    told: list[float] = []
    for engine in ("quick", "slow"):
        host.run(Work(engine, {}, {}, tmp_path / "out", tmp_path), on_progress=told.append, cancelled=lambda: False)
    assert told == [0.5], "the slow one's alone"


def test_an_engines_refusal_arrives_as_itself_and_the_host_lives(host: Host, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no such voice"):
        _run(host, "refuse", tmp_path)
    assert _run(host, "quick", tmp_path).media_type == "text/plain"


def test_a_job_left_by_an_accident_of_the_listener_never_answers_for_the_next(host: Host, tmp_path: Path) -> None:
    def stumble(_fraction: float) -> None:
        raise LookupError("the listener stumbled")

    work = Work("slow", {}, {}, tmp_path / "first", tmp_path)
    with pytest.raises(LookupError, match="stumbled"):
        host.run(work, on_progress=stumble, cancelled=lambda: False)
    with pytest.raises(BadInput, match="no such voice"):
        _run(host, "refuse", tmp_path)


def test_an_accident_is_said_with_the_engines_name(host: Host, tmp_path: Path) -> None:
    with pytest.raises(Exception, match="crash failed: ZeroDivisionError") as caught:
        _run(host, "crash", tmp_path)
    assert caught.value.retryable  # type: ignore[attr-defined]  # every render error says so


def test_a_child_that_dies_is_replaced(host: Host, tmp_path: Path) -> None:
    with pytest.raises(WorkerDied, match="die ended unexpectedly"):
        _run(host, "die", tmp_path)
    assert _run(host, "quick", tmp_path).media_type == "text/plain"


def test_a_full_disk_is_said_in_words(host: Host, tmp_path: Path) -> None:
    with pytest.raises(OutOfSpace, match="the disk is full"):
        _run(host, "full", tmp_path)


def test_stopping_ends_the_child_and_what_it_started_within_two_seconds(host: Host, tmp_path: Path) -> None:
    stop = threading.Event()
    threading.Timer(1.5, stop.set).start()
    with pytest.raises(Cancelled):
        _run(host, "sleep", tmp_path, stop.is_set)
    _until(lambda: not _sleepers(), seconds=2)


def test_whoever_ordered_the_work_takes_it_along_when_killed(tmp_path: Path) -> None:
    orders = "import sys; from pathlib import Path; import tests.renderers.runtime.test_host as here; "
    orders += "here._run(here.Host(here.perform), 'sleep', Path(sys.argv[1]))"
    with subprocess.Popen([sys.executable, "-c", orders, str(tmp_path)]) as who:
        _until(lambda: bool(_sleepers()), seconds=30)
        who.kill()
    _until(lambda: not _sleepers(), seconds=2)


def test_a_child_has_the_environment_of_whoever_orders_now(
    host: Host, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _run(host, "tell", tmp_path).facts == {"told": ""}
    host.close()
    monkeypatch.setenv("TOLD_TO_HOSTS", "later")
    assert _run(host, "tell", tmp_path).facts == {"told": "later"}


def test_a_long_name_of_the_temporary_folder_only_makes_the_start_slower(tmp_path: Path) -> None:
    deep = tmp_path / ("d" * 60) / ("e" * 60)
    deep.mkdir(parents=True)
    orders = "import sys; from pathlib import Path; import tests.renderers.runtime.test_host as here; "
    orders += "print(here._run(here.Host(here.perform), 'quick', Path(sys.argv[1])).media_type)"
    command = [sys.executable, "-c", orders, str(tmp_path)]
    told = subprocess.run(command, env=os.environ | {"TMPDIR": str(deep)}, capture_output=True, text=True, check=True)
    assert told.stdout == "text/plain\n"


def _until(true: Callable[[], bool], *, seconds: float) -> None:
    asked = time.monotonic()
    while not true():
        assert time.monotonic() - asked < seconds
        time.sleep(0.05)


def _sleepers() -> list[str]:
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            line = (folder / "cmdline").read_bytes().decode(errors="replace")
        except OSError:
            continue
        if "time.sleep(60)" in line and "import time" in line:
            found.append(line)
    return found
