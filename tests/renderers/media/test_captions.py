"""Captions can be read: short lines, apart from each other, on the words."""

from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from renderers.media.captions import LINE_CHARACTERS, Cue, cues, sub_rip, web_vtt, width
from renderers.media.cutlist import SpokenLine, SpokenWord

RATE = Fraction(24)
WORD = st.text(st.sampled_from("abcdefghij,.!?"), min_size=1, max_size=14).filter(lambda word: word[0].isalpha())


def spoken(text: str, start: int) -> tuple[SpokenLine, str, str]:
    """A line at three words a second, every word where it is heard."""
    words = tuple(SpokenWord(text=word, offset=16_000 * at, length=14_000) for at, word in enumerate(text.split()))
    samples = 16_000 * len(words)
    return SpokenLine(start=start, frames=-(-samples * 24 // 48_000), samples=samples, words=words), text, ""


@st.composite
def lines(draw: st.DrawFn) -> list[tuple[SpokenLine, str, str]]:
    made: list[tuple[SpokenLine, str, str]] = []
    start = 0
    for words in draw(st.lists(st.lists(WORD, min_size=1, max_size=60), min_size=1, max_size=6)):
        start += draw(st.integers(4, 60))
        made.append(spoken(" ".join(words), start))
        start += made[-1][0].frames
    return made


@given(made=lines())
def test_no_cue_overlaps_the_next_and_no_word_is_lost(made: list[tuple[SpokenLine, str, str]]) -> None:
    found = cues(made, rate=RATE)
    assert all(first.end <= second.start for first, second in pairwise(found))
    assert all(cue.end > cue.start for cue in found)
    said = " ".join(text for _, text, _ in made).split()
    assert " ".join(cue.text for cue in found).replace("\n", " ").split() == said


@given(made=lines())
def test_cues_have_two_short_lines_and_begin_on_their_first_word(made: list[tuple[SpokenLine, str, str]]) -> None:
    starts = {(line.start * 2000 + word.offset) * 1000 // 48_000 for line, _, _ in made for word in line.words}
    for cue in cues(made, rate=RATE):
        rows = cue.text.split("\n")
        assert len(rows) <= 2
        assert max(map(width, rows)) <= LINE_CHARACTERS
        assert cue.start in starts


def test_scripts_without_spaces_are_broken_by_width() -> None:
    found = cues([spoken("这是一句没有空格的很长的话" * 6, 10)], rate=RATE)
    assert max(width(row) for cue in found for row in cue.text.split("\n")) <= LINE_CHARACTERS


def test_lines_spoken_together_share_a_cue_with_dashes() -> None:
    together = cues([spoken("To the sea.", 10), spoken("To the hills.", 10)], rate=RATE)
    assert [cue.text for cue in together] == ["- To the sea.\n- To the hills."]


def test_formats_are_what_players_read() -> None:
    cue = Cue(3_661_250, 3_662_000, "A < B & C")
    assert web_vtt([cue]) == "WEBVTT\n\n01:01:01.250 --> 01:01:02.000\nA &lt; B &amp; C\n"
    assert sub_rip([cue]) == "1\n01:01:01,250 --> 01:01:02,000\nA < B & C\n"
