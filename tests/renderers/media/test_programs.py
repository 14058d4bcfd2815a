"""Programs the studio starts can be stopped, and what goes wrong with them is said in words."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from renderers.errors import Cancelled, OutOfSpace, ToolMissing
from renderers.media import ffmpeg, process
from renderers.runtime.host import Host, Work

SLEEP = "import os, sys, time, pathlib; pathlib.Path(sys.argv[1]).write_text(str(os.getpid())); time.sleep(60)"


def sleeper(pid_file: Path) -> list[str]:
    """A program that says who it is and would run for a minute."""
    return [sys.executable, "-c", SLEEP, str(pid_file)]


def run_sleeper(work: Work, progress: Any) -> tuple[str, Mapping[str, Any]]:
    """An engine job that waits for its program."""
    process.run(sleeper(work.out), tick=lambda: progress(0.5))
    return "text/plain", {}


def alive(pid: int) -> bool:
    """Running, and not only waiting to be counted."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def said(pid_file: Path) -> int:
    """The program's number, once it has said it."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        if pid_file.exists() and (text := pid_file.read_text()):
            return int(text)
        time.sleep(0.02)
    raise AssertionError("the program never started")


def gone(pid: int, *, within: float) -> bool:
    """Whether the program ends in time."""
    deadline = time.monotonic() + within
    while alive(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not alive(pid)


def test_a_tick_that_raises_stops_the_program_at_once(tmp_path: Path) -> None:
    def tick() -> None:
        if (tmp_path / "pid").exists():
            raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        process.run(sleeper(tmp_path / "pid"), tick=tick)
    assert not alive(said(tmp_path / "pid"))


def test_a_program_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    with pytest.raises(process.ProgramFailed, match="did not finish in time"):
        process.run(sleeper(tmp_path / "pid"), timeout_seconds=0.3)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_cancelling_a_host_ends_the_program_its_engine_waits_for(tmp_path: Path) -> None:
    host, pid_file = Host(perform=run_sleeper), tmp_path / "pid"
    work = Work("sleeper", {}, {}, pid_file, tmp_path)
    with pytest.raises(Cancelled):
        host.run(work, on_progress=lambda part: None, cancelled=pid_file.exists)
    assert gone(said(pid_file), within=0.5)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_program_does_not_outlive_a_killed_worker(tmp_path: Path) -> None:
    pid_file = tmp_path / "pid"
    code = f"from pathlib import Path; from renderers.media import process; process.run({sleeper(pid_file)!r})"
    worker = subprocess.Popen([sys.executable, "-c", code], cwd=Path(__file__).parents[3])
    pid = said(pid_file)
    reaper = Thread(target=worker.wait)
    reaper.start()
    worker.kill()
    reaper.join()
    assert gone(pid, within=2)


def test_a_failing_program_is_quoted() -> None:
    with pytest.raises(process.ProgramFailed, match="ended with 3: no such filter"):
        process.run([sys.executable, "-c", "import sys; sys.stderr.write('no such filter'); sys.exit(3)"])


def test_a_full_disk_is_called_that() -> None:
    with pytest.raises(OutOfSpace, match="the disk is full"):
        process.run([sys.executable, "-c", "import sys; sys.exit('av_write_frame: No space left on device')"])


def test_a_missing_program_is_named_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(ToolMissing, match="make setup"):
        process.run([str(tmp_path / "nothing")])


@pytest.fixture
def choice(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Chooses an ffmpeg by the environment, and forgets it afterwards."""
    asked = (ffmpeg.ffmpeg, ffmpeg.ffmpeg_that_draws_captions)
    for found in asked:
        found.cache_clear()
    yield lambda path: monkeypatch.setenv("STUDIO_FFMPEG", str(path))
    for found in asked:
        found.cache_clear()


def test_an_ffmpeg_that_cannot_draw_captions_is_refused_only_where_they_are_drawn(tmp_path: Path, choice: Any) -> None:
    plain = tmp_path / "ffmpeg"
    names = "\n".join(f" A {name} x" for name in ("aac", "mov_text", "libx264", "ebur128"))
    plain.write_text(f"#!/bin/sh\necho '{names}'\n")
    plain.chmod(0o755)
    choice(plain)
    assert ffmpeg.ffmpeg() == str(plain)
    with pytest.raises(ToolMissing, match="lacks the filters ass; unset STUDIO_FFMPEG"):
        ffmpeg.ffmpeg_that_draws_captions()


def test_an_ffmpeg_without_what_films_need_is_refused_with_what_it_lacks(tmp_path: Path, choice: Any) -> None:
    poor = tmp_path / "ffmpeg"
    poor.write_text("#!/bin/sh\necho ' A....D aac  AAC'\n")
    poor.chmod(0o755)
    choice(poor)
    with pytest.raises(ToolMissing, match="lacks the encoders mov_text, libx264"):
        ffmpeg.ffmpeg()


def test_an_ffmpeg_that_is_not_there_is_said_with_the_variable_to_mend(tmp_path: Path, choice: Any) -> None:
    choice(tmp_path / "gone")
    with pytest.raises(ToolMissing, match="STUDIO_FFMPEG"):
        ffmpeg.ffmpeg()


def test_the_system_ffmpeg_must_be_on_the_path(tmp_path: Path, choice: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    choice("system")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ToolMissing, match="no ffmpeg on the PATH"):
        ffmpeg.ffmpeg()


def test_the_studio_brings_its_own_ffmpeg(choice: Any) -> None:
    choice("")
    assert os.access(ffmpeg.ffmpeg(), os.X_OK)
