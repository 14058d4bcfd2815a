"""Who is seen while a talk goes on, where in the frame, and where passages of it are joined."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest

from renderers.episode import Relation
from renderers.media.conversation import Met, laid_out, last_frame
from renderers.media.cutlist import CutList, Span, SpokenLine, SpokenWord
from renderers.media.talk import layout
from renderers.media.talk.cuts import HOLD_SECONDS, Talk, View, active_at, shown_in, talk_of
from renderers.media.talk.faces import wanders
from renderers.media.talk.joining import pieces_of
from renderers.timing import SAMPLE_RATE

PACKETS, RATE = Fraction(375, 8), Fraction(24)
SAID = tuple[int, float, Relation]
ANSWER, LISTENS, INTERRUPTS = Relation.ANSWER, Relation.BACKCHANNEL, Relation.INTERRUPT


def passage(said: Sequence[SAID], *, people: int = 4, lead_seconds: float = 0.0, gap: int = 0) -> Talk:
    """(speaker, seconds, how) one after the other, a word every third of a second but at second `gap`."""
    lines = []
    for _, seconds, _ in said:
        samples = round(seconds * SAMPLE_RATE)
        words = tuple(
            SpokenWord(text="w", offset=at, length=SAMPLE_RATE // 4)
            for at in range(0, samples, SAMPLE_RATE // 3)
            if not at or at != gap * SAMPLE_RATE
        )
        frames = -((-samples * PACKETS) // SAMPLE_RATE)
        lines.append(SpokenLine(start=0, frames=frames, samples=samples, words=words))
    turns = [
        Met(relation=how, speaker=speaker, pause_ms=200 if number else 0, over_ms=300)
        for number, (speaker, _, how) in enumerate(said)
    ]
    lead = round(lead_seconds * PACKETS)
    placed = laid_out(lines, turns, lead=lead, rate=PACKETS)
    frames = last_frame(placed, lead=lead)
    timeline = CutList(
        rate=PACKETS, frames=frames, parts=(Span(start=0, frames=frames),), cuts=(0,), lines=tuple(placed)
    )
    return talk_of(timeline, turns, people=people, rate=RATE)


LIVELY: tuple[SAID, ...] = (
    (0, 7.0, ANSWER),
    (1, 30.0, ANSWER),
    (2, 0.5, LISTENS),
    (2, 0.8, ANSWER),
    (3, 0.7, ANSWER),
    (0, 0.6, ANSWER),
    (3, 6.0, INTERRUPTS),
    (1, 2.0, ANSWER),
    (0, 9.0, ANSWER),
)


def test_views_follow_each_other_without_a_gap() -> None:
    talk = passage(LIVELY, lead_seconds=5.0)
    views = shown_in(talk)
    assert views[0].start == 0
    assert views[-1].end == talk.frames
    assert all(one.end == two.start for one, two in pairwise(views))


def test_whoever_has_the_floor_is_always_seen() -> None:
    talk = passage(LIVELY)
    for view in shown_in(talk):
        for frame in range(view.start, view.end):
            assert active_at(talk, frame) in view.people


@pytest.mark.parametrize("short", [0.3, 0.9, 1.5, 2.1])
def test_no_view_is_a_flicker(short: float) -> None:
    talk = passage([(number % 3, short if number % 4 else 5.0, ANSWER) for number in range(24)])
    views = shown_in(talk)
    assert len(views) > 3
    assert min(view.end - view.start for view in views) >= round(HOLD_SECONDS * RATE)


def test_a_listeners_word_does_not_take_the_picture_from_whoever_speaks() -> None:
    with_it = passage([(0, 4.0, ANSWER), (1, 0.4, LISTENS), (2, 4.0, ANSWER)])
    assert [(view.view, view.people) for view in shown_in(with_it)] == [(View.SOLO, (0,)), (View.SOLO, (2,))]


def test_a_listener_is_seen_reacting_in_a_long_turn() -> None:
    talk = passage([(0, 24.0, ANSWER), (2, 0.4, LISTENS), (1, 4.0, ANSWER)], gap=12)
    [(heard, _)] = talk.heard
    view = next(view for view in shown_in(talk) if view.start <= heard < view.end)
    assert (view.view, view.people) == (View.PAIR, (0, 2))


def test_a_long_turn_is_seen_wide_now_and_then() -> None:
    views = shown_in(passage([(0, 60.0, ANSWER), (1, 4.0, ANSWER)]))
    assert {View.SOLO, View.ALL, View.TIGHT} <= {view.view for view in views}


def test_a_cut_inside_a_turn_falls_on_a_word() -> None:
    talk = passage([(0, 60.0, ANSWER)])
    words = {round(Fraction(at, 3) * RATE) for at in range(181)}
    assert {view.start for view in shown_in(talk)} <= words


def test_music_alone_shows_everybody() -> None:
    timeline = CutList(rate=PACKETS, frames=200, parts=(Span(start=0, frames=200),), cuts=(0,))
    [view] = shown_in(talk_of(timeline, (), people=3, rate=RATE))
    assert (view.view, view.people) == (View.ALL, (0, 1, 2))


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1080), (1080, 1920)])
@pytest.mark.parametrize("people", [2, 3, 4, 5, 6])
def test_cells_are_even_apart_and_inside(size: tuple[int, int], people: int) -> None:
    frame = layout.Frame(*size, below=size[1] // 5)
    boxes = layout.cells(frame, people)
    assert len(boxes) == people
    for left, top, right, bottom in boxes:
        assert [edge % 2 for edge in (left, top, right, bottom)] == [0, 0, 0, 0]
        assert 0 <= left < right <= size[0]
        assert 0 <= top < bottom <= size[1] - frame.below
        assert 0.4 < (right - left) / (bottom - top) < 2.6
    for number, one in enumerate(boxes):
        for other in boxes[:number]:
            assert one[0] >= other[2] or other[0] >= one[2] or one[1] >= other[3] or other[1] >= one[3]


@pytest.mark.parametrize("cell", [(900, 500), (340, 860), (520, 520)])
def test_a_cell_shows_the_whole_head(cell: tuple[int, int]) -> None:
    head = layout.Head(960, 405, 389, (1920, 1080))
    left, top, width, height = layout.crop(head, *cell)
    assert width / height == pytest.approx(cell[0] / cell[1], rel=0.02)
    assert top <= head.y - head.height / 2
    assert top + height >= head.y + head.height / 2
    assert left <= head.x - head.height * 0.38
    assert left + width >= head.x + head.height * 0.38


def test_heads_are_at_rest_where_a_passage_begins_and_ends() -> None:
    moved = wanders([0.7] * 240, rate=24.0, seed=3)
    assert moved[0] == moved[-1] == (0.0, 0.0)
    assert max(abs(down) for _, down in moved) > 0.004


def test_passages_stand_on_frames_counted_once_from_the_start() -> None:
    lengths = [101, 333, 57, 1024, 9] * 40
    starts = [sum(lengths[:number]) for number in range(len(lengths))]
    parts = tuple(Span(start=start, frames=frames) for start, frames in zip(starts, lengths, strict=True))
    timeline = CutList(rate=PACKETS, frames=sum(lengths), parts=parts, cuts=tuple(starts))
    pieces = pieces_of([Path("clip")] * len(lengths), timeline, RATE)
    assert all(one.start + one.frames == two.start for one, two in pairwise(pieces))
    assert all(
        abs(piece.start / RATE - start / PACKETS) <= 1 / RATE / 2 for piece, start in zip(pieces, starts, strict=True)
    )
    end = Fraction(pieces[-1].start + pieces[-1].frames)
    assert 0 <= end / RATE - Fraction(sum(lengths)) / PACKETS < 1 / RATE
