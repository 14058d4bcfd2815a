"""`python -m renderers`: a film with no server, and plain words when there is none."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import av
import pytest
from PIL import Image

from studio.embedded.folder import PROJECT

pytestmark = pytest.mark.slow

SCRIPT = """Title: Small

INT. ROOM - DAY

A clock.

MARA
Not yet.
"""


def _shell(folder: Path, *arguments: str, text: str = SCRIPT) -> subprocess.CompletedProcess[str]:
    script = folder / "small.fountain"
    script.write_text(text, "utf-8")
    command = [sys.executable, "-m", "renderers", str(script), "--store", str(folder / "store"), *arguments]
    return subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)


@pytest.mark.slow
def test_a_screenplay_becomes_a_film_and_the_second_time_at_once(tmp_path: Path) -> None:
    film = tmp_path / "small.mp4"
    same = ("--rate", "24000/1001", "--aspect", "1:1")
    first = _shell(tmp_path, "-o", str(film), *same)
    assert first.returncode == 0, first.stderr
    assert "checked against its plan" in first.stderr
    with av.open(str(film)) as opened:
        video = opened.streams.video[0]
        assert (video.codec_context.width, video.codec_context.height) == (720, 720)
        assert len(opened.streams.audio) == len(opened.streams.subtitles) == 1
    film.unlink()
    began = time.monotonic()
    assert _shell(tmp_path, "-o", str(film), *same).returncode == 0
    assert film.stat().st_size > 0
    assert time.monotonic() - began < 30
    assert _shell(tmp_path, "-o", str(film), *same, "--captions", "burn").returncode == 0
    with av.open(str(film)) as opened:
        assert (len(opened.streams.video), len(opened.streams.audio), len(opened.streams.subtitles)) == (1, 1, 0)


def test_a_storyboard_shows_every_shot_and_makes_nothing_else(tmp_path: Path) -> None:
    board = tmp_path / "boards" / "small.png"
    done = _shell(tmp_path, "--storyboard", str(board), "--aspect", "1:1")
    assert done.returncode == 0, done.stderr
    assert re.search(r"small\.png: [3-9] shots", done.stderr)
    assert [path.name for path in board.parent.iterdir()] == ["small.png"]
    with Image.open(board) as picture:
        assert picture.width > 1600
        assert picture.convert("RGB").getcolors(1000) is None, "it is painted, not blank"
    assert not list(tmp_path.glob("*.mp4"))


@pytest.mark.parametrize(
    ("arguments", "text", "said"),
    [
        ((), "Once upon a time.", "no line is a scene heading"),
        ((), "INT. A - DAY\n\nx\x00", "line 3 holds a zero byte"),
        (("--rate", "fast"), SCRIPT, "--rate fast is not a frame rate"),
        (("--aspect", "wide"), SCRIPT, "--aspect wide is not a picture shape"),
        (("--language", "fi"), SCRIPT, "speak English and Spanish, not 'fi'"),
        (("--height", "4320"), SCRIPT, "--height 4320 cannot be made: pictures have 144 to 2160 lines"),
        (("--storyboard", "board.docx"), SCRIPT, "a storyboard cannot be a .docx"),
        (
            ("--captions", "burn"),
            SCRIPT.replace("Not yet", "Not 𓀀 yet"),
            "no letters for 𓀀, so captions cannot be burned in",
        ),
    ],
    ids=["no scenes", "binary", "rate", "aspect", "language", "8K", "storyboard", "captions"],
)
def test_bad_input_is_said_and_exits_with_2(tmp_path: Path, arguments: tuple[str, ...], text: str, said: str) -> None:
    done = _shell(tmp_path, *arguments, text=text)
    assert said in done.stderr
    assert done.returncode == 2
    assert not list(tmp_path.glob("*.mp4"))


def test_a_store_that_cannot_be_written_is_said_and_exits_with_1(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("not a folder")
    done = _shell(tmp_path)
    assert done.returncode == 1
    assert "the film was not made: " in done.stderr
    assert "the store could not be used" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "renderers", str(tmp_path / "none.fountain")]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert (done.returncode, "check the path" in done.stderr) == (2, True)


def test_ctrl_c_stops_it_and_keeps_what_is_made(tmp_path: Path) -> None:
    (tmp_path / "small.fountain").write_text(SCRIPT)
    command = [
        sys.executable,
        "-m",
        "renderers",
        "small.fountain",
        "--store",
        str(tmp_path / "store"),
        "-o",
        "small.mp4",
    ]
    running = subprocess.Popen(command, cwd=tmp_path, env={"PYTHONPATH": str(PROJECT), "PATH": "/usr/bin:/bin"})
    deadline = time.monotonic() + 60
    while not list(tmp_path.glob("store/*/*.json")) and time.monotonic() < deadline:
        time.sleep(0.05)
    running.send_signal(signal.SIGINT)
    assert running.wait(60) == 130
    assert not (tmp_path / "small.mp4").exists()
    assert list(tmp_path.glob("store/*/*.json"))
