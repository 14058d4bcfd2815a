from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest

from studio.embedded.children import Book, Child, run_task
from studio.embedded.folder import ServiceError
from studio.embedded.processes import alive, wait_until
from studio.embedded.table import Process, Task


def python(code: str) -> tuple[str, ...]:
    return (sys.executable, "-u", "-c", code)


def child(data: Path, code: str, *, grace_seconds: float = 5) -> Child:
    process = Process("actor", python(code), grace_seconds=grace_seconds)
    return Child(process, environment=os.environ, book=Book(data / "children.json"))


@pytest.mark.slow
async def test_a_process_that_does_not_stay_up_is_given_up_after_five_starts(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(ServiceError, match="does not stay up"):
        await child(data, "print('curtain')").run()
    assert capsys.readouterr().out.count("actor | curtain") == 5


async def test_a_stopped_process_may_finish_what_it_does(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = (
        "import signal, sys, time\n"
        "signal.signal(signal.SIGTERM, lambda *_: (print('bow'), sys.exit(0)))\n"
        "print('up')\nwhile True: time.sleep(0.1)"
    )
    actor = child(data, code)
    running = asyncio.create_task(actor.run())
    await _until(capsys, "up")
    await actor.stop()
    await asyncio.wait_for(running, 30)
    assert "bow" in capsys.readouterr().out


async def test_a_process_that_ignores_sigterm_is_killed_with_its_own_children(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = (
        "import signal, subprocess, sys, time\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "print('extra', subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)']).pid)\n"
        "while True: time.sleep(0.1)"
    )
    actor = child(data, code, grace_seconds=0.5)
    running = asyncio.create_task(actor.run())
    said = await _until(capsys, "extra ")
    await actor.stop()
    await asyncio.wait_for(running, 30)
    extra = int(said.split("extra ")[1].split()[0])
    for _ in range(100):
        if not alive(extra, holding="sleep"):
            return
        await asyncio.sleep(0.05)
    pytest.fail(f"{extra} still runs")


async def test_a_task_answers_its_exit_code() -> None:
    assert await run_task(Task("cue", python("raise SystemExit(3)")), os.environ) == 3


def test_children_of_a_killed_supervisor_are_ended_by_the_next(data: Path) -> None:
    left = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    assert wait_until(lambda: alive(left.pid, holding=sys.executable), seconds=30)
    Book(data / "children.json").add("actor", left.pid)
    Book(data / "children.json").sweep()
    assert left.wait(30) != 0


def test_a_recycled_process_number_is_left_alone(data: Path) -> None:
    Book(data / "children.json").add("actor", 1)
    Book(data / "children.json").sweep()
    assert alive(1, holding="")


async def _until(capsys: pytest.CaptureFixture[str], word: str) -> str:
    said = ""
    for _ in range(200):
        said += capsys.readouterr().out
        if word in said and said.endswith("\n"):
            return said
        await asyncio.sleep(0.05)
    raise AssertionError(f"{word!r} was not said: {said}")
