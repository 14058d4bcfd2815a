"""Where lines stand on the pages of a screenplay in any script."""

from __future__ import annotations

from collections.abc import Sequence

from renderers.screenplay.fountain import parse
from renderers.screenplay.paper import ACTION, CUE, DIALOGUE, Placed, pages_of, runs_backward

_SPEECH = "\n".join(f"سطر {number}" for number in range(80))


def by_words(text: str, points: float) -> Sequence[str]:
    """Lines of as many words as points allow, one for 36."""
    words, most = text.split(), max(1, int(points // 36))
    return [" ".join(words[at : at + most]) for at in range(0, len(words), most)]


def pages(text: str) -> list[list[Placed]]:
    return pages_of(parse(text), by_words)


def texts(page: list[Placed]) -> list[str]:
    return [placed.line.text for placed in page]


def test_a_paragraph_runs_as_its_first_letter_does() -> None:
    assert runs_backward("412 مرحبا A")
    assert not runs_backward("A مرحبا")
    assert not runs_backward("412")


def test_headings_cues_and_speeches_have_their_columns() -> None:
    (page,) = pages("INT. 東京 - 夜\n\n@花子\n雨だ。")
    assert [placed.line.column for placed in page] == [ACTION, CUE, DIALOGUE]
    assert [placed.line.backward for placed in pages("INT. A\n\n@سامي\nمرحبا")[0]] == [False, True, True]


def test_a_speech_that_goes_on_overleaf_says_so_on_both_pages_and_loses_nothing() -> None:
    first, *others = pages(f"INT. A - DAY\n\n@سامي\n{_SPEECH}")
    assert texts(first)[-1] == "(MORE)"
    assert texts(others[0])[:2] == ["2.", "سامي (CONT'D)"]
    said = [text for page in (first, *others) for text in texts(page) if text.startswith("سطر")]
    assert said == [f"سطر {number}" for number in range(80)]


def test_a_heading_is_never_left_alone_at_the_foot_of_a_page() -> None:
    for count in range(30):
        for page in pages("INT. A - DAY\n\n" + "雨。\n\n" * count + "INT. 東京 - 夜\n\n花が咲く。")[:-1]:
            assert not texts(page)[-1].startswith("INT.")


def test_every_line_is_on_the_paper() -> None:
    for page in pages("Title: 東\nContact: a@b.c\n\nINT. A\n\n" + "東 " * 3000 + "\n\n===\n\n雨。"):
        assert all(30 < placed.y <= 792 - 72 for placed in page)


def test_a_written_page_break_begins_a_page() -> None:
    assert len(pages("INT. A\n\n東。\n\n===\n\n雨。")) == 2
