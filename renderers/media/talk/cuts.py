"""Who is in the picture while a talk goes on. Pure; positions are frames of the passage.

Whoever has the floor is always seen. A listener's word never cuts, a short turn is seen beside the one before it,
no view is shorter than `HOLD_SECONDS`, and long turns get a reaction, a wider or a closer view where a word begins.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from renderers.episode import Relation
from renderers.media.conversation import Met
from renderers.media.cutlist import CutList, SpokenLine
from renderers.timing import SAMPLE_RATE

HOLD_SECONDS = 1.6
"""Shorter than this a view is a flicker."""

SHORT_SECONDS = 2.2
"""Who speaks no longer than this is seen beside whoever spoke before."""

_EVERY, _INSERT, _APART, _TAIL = 8.0, 3.2, 5.0, 3.0
_AHEAD = 0.5


class View(StrEnum):
    """How people are shown: one, one from nearer, two beside each other, or all."""

    SOLO = "solo"
    TIGHT = "tight"
    PAIR = "pair"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Shown:
    """A view from frame `start` to `end`, and the numbers of the people in it, in their order in the picture."""

    start: int
    end: int
    view: View
    people: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Floor:
    """Who has the floor from frame `start` to `end`; `said` is their line, in the frames of its timeline."""

    start: int
    end: int
    speaker: int
    said: SpokenLine


@dataclass(frozen=True, slots=True)
class Talk:
    """A passage in frames of its picture: its length, who has the floor, when listeners speak, and who is there."""

    frames: int
    rate: Fraction
    floors: tuple[Floor, ...]
    heard: tuple[tuple[int, int], ...]
    people: int
    first: int

    def frame_of(self, seconds: float) -> int:
        """So many seconds in frames."""
        return round(seconds * self.rate)


def frames_of(timeline: CutList, rate: Fraction) -> int:
    """How many frames of a picture a passage begins at most, wherever it stands in its episode."""
    return -((-timeline.frames * rate) // timeline.rate) + 1


def talk_of(timeline: CutList, turns: Sequence[Met], *, people: int, rate: Fraction) -> Talk:
    """A timed passage as its picture needs it."""
    scale = rate / timeline.rate
    frames = frames_of(timeline, rate)
    holding = [
        (line, turn) for line, turn in zip(timeline.lines, turns, strict=True) if turn.relation != Relation.BACKCHANNEL
    ]
    starts = [round(line.start * scale) for line, _ in holding]
    ends = [*starts[1:], frames] if starts else []
    floors = tuple(
        Floor(start, end, turn.speaker, line)
        for (line, turn), start, end in zip(holding, starts, ends, strict=True)
        if end > start
    )
    heard = tuple(
        (round(line.start * scale), turn.speaker)
        for line, turn in zip(timeline.lines, turns, strict=True)
        if turn.relation == Relation.BACKCHANNEL
    )
    first = min((floor.start for floor in floors), default=frames)
    return Talk(frames, rate, floors, heard, people, first)


def shown_in(talk: Talk) -> tuple[Shown, ...]:
    """Views that cover every frame, each at least as long as `HOLD_SECONDS` where the passage is."""
    everybody = tuple(range(talk.people))
    if not talk.floors:
        return (Shown(0, talk.frames, View.ALL, everybody),)
    views = _joined(_held(list(_by_turn(talk)), talk))
    views = [part for number, view in enumerate(views) for part in _varied(view, talk, number)]
    return tuple(_joined([*_before(talk, everybody), *views]))


def active_at(talk: Talk, frame: int) -> int | None:
    """Who has the floor in a frame; nobody before the first word."""
    return next((floor.speaker for floor in reversed(talk.floors) if floor.start <= frame < floor.end), None)


def _before(talk: Talk, everybody: tuple[int, ...]) -> Iterator[Shown]:
    if talk.first:
        yield Shown(0, talk.first, View.ALL, everybody)


def _by_turn(talk: Talk) -> Iterator[Shown]:
    before: int | None = None
    for floor in talk.floors:
        short = floor.end - floor.start < talk.frame_of(SHORT_SECONDS)
        if short and before is not None and before != floor.speaker:
            yield _together(floor.start, floor.end, {before, floor.speaker}, talk)
        else:
            yield Shown(floor.start, floor.end, View.SOLO, (floor.speaker,))
        before = floor.speaker


def _together(start: int, end: int, people: set[int], talk: Talk) -> Shown:
    """One alone, two beside each other, or everybody."""
    if len(people) > 2:
        return Shown(start, end, View.ALL, tuple(range(talk.people)))
    return Shown(start, end, View.SOLO if len(people) == 1 else View.PAIR, tuple(sorted(people)))


def _held(views: list[Shown], talk: Talk) -> list[Shown]:
    """Too short a view joins a short neighbour, or borrows from a long one: it then shows whoever speaks there too."""
    least = talk.frame_of(HOLD_SECONDS)
    while len(views) > 1:
        at = min(range(len(views)), key=lambda number: _length(views[number]))
        if _length(views[at]) >= least:
            break
        other = _neighbour(views, at, least)
        first, second = sorted((at, other))
        one, two, missing = views[first], views[second], least - _length(views[at])
        both = {*one.people, *two.people}
        if _length(views[other]) < least + missing:
            views[first : second + 1] = [_together(one.start, two.end, both, talk)]
        elif other > at:
            edge = two.start + missing
            views[first : second + 1] = [_together(one.start, edge, both, talk), replace(two, start=edge)]
        else:
            edge = one.end - missing
            views[first : second + 1] = [replace(one, end=edge), _together(edge, two.end, both, talk)]
    return views


def _neighbour(views: Sequence[Shown], at: int, least: int) -> int:
    """Which view a short one turns to: another short one, else the one after it, else the one before."""
    around = [number for number in (at + 1, at - 1) if 0 <= number < len(views)]
    return next((number for number in around if _length(views[number]) < least), around[0])


def _length(view: Shown) -> int:
    return view.end - view.start


def _joined(views: Sequence[Shown]) -> list[Shown]:
    """The same picture twice is no cut."""
    made: list[Shown] = []
    for view in views:
        if made and (made[-1].view, made[-1].people) == (view.view, view.people):
            made[-1] = replace(made[-1], end=view.end)
        else:
            made.append(view)
    return made


def _varied(view: Shown, talk: Talk, number: int) -> Iterator[Shown]:
    """A long view of one person with a look at who listens, at all of them, or from nearer, now and then."""
    if view.view is not View.SOLO:
        yield view
        return
    at = view.start
    for count, start in enumerate(_insert_starts(view, talk)):
        end = _near_word(talk, start + talk.frame_of(_INSERT), view)
        yield replace(view, start=at, end=start)
        yield _insert(view, talk, start, end, number + count)
        at = end
    yield replace(view, start=at)


def _insert_starts(view: Shown, talk: Talk) -> Iterator[int]:
    """Where something else may be seen: as a listener speaks, else after some seconds; always where a word begins."""
    at, last = view.start + talk.frame_of(_APART), view.end - talk.frame_of(_INSERT + _TAIL)
    while at <= last:
        reacts = next((heard for heard, _ in talk.heard if at <= heard - talk.frame_of(_AHEAD) <= last), None)
        usual = at + talk.frame_of(_EVERY - _APART)
        wanted = usual if reacts is None or reacts > usual + talk.frame_of(_APART) else reacts - talk.frame_of(_AHEAD)
        start = _near_word(talk, min(wanted, last), view)
        if not at <= start <= last:
            return
        yield start
        at = start + talk.frame_of(_INSERT + _EVERY)


def _insert(view: Shown, talk: Talk, start: int, end: int, number: int) -> Shown:
    speaker = view.people[0]
    reacting = next((who for heard, who in talk.heard if start <= heard < end and who != speaker), None)
    if reacting is not None:
        return Shown(start, end, View.PAIR, tuple(sorted((speaker, reacting))))
    kind = (View.ALL, View.TIGHT, View.PAIR)[number % 3]
    if kind is View.ALL:
        return Shown(start, end, kind, tuple(range(talk.people)))
    if kind is View.TIGHT:
        return Shown(start, end, kind, view.people)
    return Shown(start, end, kind, tuple(sorted((speaker, _listener(talk, speaker, start)))))


def _listener(talk: Talk, speaker: int, frame: int) -> int:
    """Who spoke last before, else whoever speaks next, else somebody."""
    before = [floor.speaker for floor in talk.floors if floor.start < frame and floor.speaker != speaker]
    after = [floor.speaker for floor in talk.floors if floor.start >= frame and floor.speaker != speaker]
    return before[-1] if before else after[0] if after else (speaker + 1) % talk.people


def _near_word(talk: Talk, frame: int, view: Shown) -> int:
    """The beginning of the word nearest to a frame of a view, where there is one within a second."""
    scale = talk.rate / SAMPLE_RATE
    words = [
        floor.start + round(word.offset * scale)
        for floor in talk.floors
        if floor.start < view.end and floor.end > view.start
        for word in floor.said.words
    ]
    near = [at for at in words if abs(at - frame) <= talk.frame_of(1.0) and view.start < at < view.end]
    return min(near, key=lambda at: abs(at - frame), default=frame)
