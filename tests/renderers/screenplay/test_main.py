"""Screenplays converted and broken down in the shell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from renderers.screenplay import fdx
from renderers.screenplay.__main__ import BAD_INPUT, main
from renderers.screenplay.files import read_script
from renderers.screenplay.sample import sample_text


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """The sample in a file."""
    path = tmp_path / "lamp.fountain"
    path.write_text(sample_text(), encoding="utf-8")
    return path


def test_a_screenplay_is_converted_there_and_back(sample: Path) -> None:
    final_draft, again, paper = (sample.with_name(name) for name in ("lamp.fdx", "again.fountain", "lamp.pdf"))
    assert [main(["convert", str(sample), str(final_draft)]), main(["convert", str(final_draft), str(again)])] == [0, 0]
    assert main(["convert", str(sample), str(paper)]) == 0
    before, after = read_script(sample), read_script(again)
    assert [(each.kind, each.text, each.speech) for each in after.elements] == [
        (each.kind, each.text, each.speech) for each in before.elements
    ]
    assert after.title_page == before.title_page
    assert fdx.read(final_draft.read_bytes()).title == "The Last Lamp"
    assert paper.read_bytes().startswith(b"%PDF-")


def test_a_breakdown_is_printed(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["breakdown", str(sample)]) == 0
    printed = capsys.readouterr().out
    assert "The Last Lamp: 5 scenes" in printed
    assert "NORA" in printed


def test_elements_are_printed_as_json(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parse", str(sample)]) == 0
    assert json.loads(capsys.readouterr().out)["elements"][0]["heading"]["location"] == "LIGHTHOUSE, LAMP ROOM"


@pytest.mark.parametrize(
    ("name", "data", "out", "said"),
    [
        ("a.fountain", b"INT. A\n\nx\x00y", "b.fdx", "line 3 holds a zero byte"),
        ("a.fdx", b"<FinalDraft>\n<Content>", "b.fountain", "line 2 is not well-formed"),
        ("a.fountain", b"INT. A", "b.docx", ".docx is no format"),
    ],
)
def test_what_cannot_be_used_is_said_in_a_sentence(
    tmp_path: Path, name: str, data: bytes, out: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(data)
    assert main(["convert", str(tmp_path / name), str(tmp_path / out)]) == BAD_INPUT
    assert said in capsys.readouterr().err
    assert not (tmp_path / out).exists()


def test_a_file_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["breakdown", str(tmp_path / "none.fountain")]) == BAD_INPUT
    assert "none.fountain" in capsys.readouterr().err
