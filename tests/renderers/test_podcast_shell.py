"""`python -m renderers episode.yaml`: an episode with no server, edited, and refused in plain words."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import av
import pytest

from studio.embedded.folder import PROJECT

pytestmark = pytest.mark.slow

EPISODE = """title: Small
show: Slow Questions
minutes: 0.5
people:
  - {name: Ada, role: host}
  - {name: Ben, role: expert}
sources:
  - {key: lens, title: The Lens, text: A lens bends light.}
segments:
  - title: One
    script: |
      ADA
      Hello. What does a lens do to the light that passes through it, in one sentence?

      BEN
      A lens bends light, and it does so only at its surface, so the middle may as well be empty. [@lens]

      ADA (listening)
      Mm-hm.

      ADA (interrupting)
      Empty?
  - title: Two
    script: |
      BEN
      Nearly. And that is all there is to say about it today.

      ADA
      Then thank you, and good night.
"""


def _shell(folder: Path, *arguments: str, text: str = EPISODE) -> subprocess.CompletedProcess[str]:
    (folder / "small.yaml").write_text(text, "utf-8")
    command = [sys.executable, "-m", "renderers", str(folder / "small.yaml"), "--preset", "rough"]
    command += ["--store", str(folder / "store"), *arguments]
    return subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)


def _kept(folder: Path) -> dict[str, str]:
    cards = [json.loads(path.read_text()) for path in (folder / "store").glob("??/*.json")]
    return {card["digest"]: card["sha256"] for card in cards}


def test_an_episode_is_made_and_an_edited_turn_leaves_the_rest(tmp_path: Path) -> None:
    out = tmp_path / "small.m4a"
    first = _shell(tmp_path, "-o", str(out), "--extras", str(tmp_path / "extras"), "--voices", str(tmp_path / "voices"))
    assert first.returncode == 0, first.stderr
    assert "heard again and checked; spoken by Flite" in first.stderr
    with av.open(str(out)) as file:
        assert len(file.streams.audio) == 1
        seconds = (file.duration or 0) / av.time_base
    assert {path.name for path in (tmp_path / "extras").iterdir()} == {
        f"small.{role}"
        for role in ("transcript.vtt", "transcript.srt", "transcript.json", "transcript.txt", "notes.md", "notes.html",
                     "cover.jpg")
    }  # fmt: skip
    with av.open(str(tmp_path / "voices" / "small.ben.wav")) as file:
        assert (file.duration or 0) / av.time_base == pytest.approx(seconds, abs=0.03)
    before = _kept(tmp_path)
    again = _shell(tmp_path, "-o", str(out), text=EPISODE.replace("Nearly.", "Very nearly, yes."))
    assert again.returncode == 0, again.stderr
    after = _kept(tmp_path)
    assert before.items() <= after.items()
    assert 0 < len(after) - len(before) <= 16


def test_an_mp3_is_as_loud_as_it_should_be(tmp_path: Path) -> None:
    made = _shell(tmp_path, "-o", str(tmp_path / "small.mp3"), text=EPISODE.replace("show:", "channels: mono\nshow:"))
    assert made.returncode == 0, made.stderr
    assert "LUFS in mono" in made.stderr


def test_a_script_is_written_down_and_is_an_episode_itself(tmp_path: Path) -> None:
    sample = PROJECT / "renderers/podcast/sample/the-light.yaml"
    script = tmp_path / "script.yaml"
    command = [sys.executable, "-m", "renderers", str(sample), "--script", str(script)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "nothing is made up" in done.stderr
    again = tmp_path / "again.yaml"
    command = [sys.executable, "-m", "renderers", str(script), "--script", str(again)]
    assert subprocess.run(command, cwd=PROJECT, capture_output=True, check=False).returncode == 0
    assert again.read_text("utf-8") == script.read_text("utf-8")


def test_what_cannot_be_used_is_named(tmp_path: Path) -> None:
    wrong = _shell(tmp_path, text=EPISODE.replace("BEN\n      Nearly", "BOB\n      Nearly"))
    assert wrong.returncode == 2
    assert "small.yaml: line 25: 'BOB' is not one of the people" in wrong.stderr
    assert "Traceback" not in wrong.stderr


def test_a_passage_becomes_a_clip_of_its_own(tmp_path: Path) -> None:
    out = tmp_path / "clip.mp4"
    told = ("--look", "audiogram", "--aspect", "1:1", "--from-turn", "5", "--to-turn", "5")
    done = _shell(tmp_path, "-o", str(out), *told)
    assert done.returncode == 0, done.stderr
    with av.open(str(out)) as clip:
        assert clip.duration is not None
        assert 2 < clip.duration / 1e6 < 9
        assert [chapter["metadata"]["title"] for chapter in clip.chapters()] == ["Two"]
    refused = _shell(tmp_path, "-o", str(out), "--from-turn", "9")
    assert refused.returncode == 2
    assert "--from-turn 9 is no turn of the episode; it has turns 1 to 6" in refused.stderr
