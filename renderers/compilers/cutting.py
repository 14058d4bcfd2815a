"""How the shots of a film meet: where a voice begins before the cut to it (J), or runs on over the next face (L).

Pure. Cuts roll and voices stay: what a J-cut takes from the head of a shot it adds to the tail of the one before, an
L-cut the other way round, so no length changes. Only who interrupts somebody comes earlier than they otherwise would.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from renderers.compilers.delivery import beat_before
from renderers.compilers.fading import fades
from renderers.media.breaking import words
from renderers.sounds.perspective import Manner, manner_of
from renderers.spec import Join, LineSpec, SceneSpec, ShotSize, ShotSpec

LEAD, GAP, TAIL = Fraction(1, 4), Fraction(1, 6), Fraction(3, 10)
"""Seconds of rest before the first line of a shot, between two lines, and after the last."""

OVERLAP = Fraction(1, 6)
"""Seconds by which whoever interrupts speaks over the end of a line."""

_HELD = Fraction(3, 4)
"""Of the planned length of a shot with speech: once it is spoken the speech decides, and no gap is left behind it."""

MOST_IN_A_ROW = 2
"""A cut that is not on the turn is felt only where others are: after so many the next is straight."""

LONGEST_PRE_LAP = Fraction(1)
_LEAST_SHOT, _LEAST_PRE_LAP = Fraction(2, 3), Fraction(1, 4)
_SHORTEST_J, _LONGEST_J, _L, _GLANCE, _OFF = (Fraction(frames, 24) for frames in (6, 12, 10, 8, 12))
_ENOUGH_WORDS, _A_FEW_WORDS = 7, 5
_BROKEN_OFF = ("--", "—", "–")
_ONE_FACE = frozenset({ShotSize.OVER_SHOULDER, ShotSize.MEDIUM_CLOSE, ShotSize.CLOSE_UP, ShotSize.EXTREME_CLOSE})
_PRE_LAPS = ("PRE-LAP", "PRELAP", "PRE LAP")


class SoundCut(StrEnum):
    """Where sound changes against the picture."""

    STRAIGHT = "straight"
    J = "j"
    L = "l"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True, slots=True)
class Meeting:
    """How two shots meet: `heard` frames of a voice lie on the other side of the cut.

    The first shot ends `out` frames later than alone, the second begins `into` later; in an L-cut both are below 0.
    """

    kind: SoundCut = SoundCut.STRAIGHT
    heard: int = 0
    out: int = 0
    into: int = 0


STRAIGHT = Meeting()


@dataclass(frozen=True, slots=True)
class Meetings:
    """`inside[scene][shot]` is how a shot meets the next one, `between[scene]` how a scene meets the next."""

    inside: tuple[tuple[Meeting, ...], ...]
    between: tuple[Meeting, ...]

    def around(self, scene: int, shot: int) -> tuple[Meeting, Meeting]:
        """How the shot meets what comes before it, and what comes after it."""
        inside = self.inside[scene]
        first = self.between[scene - 1] if scene else STRAIGHT
        last = self.between[scene] if scene < len(self.between) else STRAIGHT
        return inside[shot - 1] if shot else first, inside[shot] if shot < len(inside) else last


def meetings_of(scenes: Sequence[SceneSpec], *, rate: Fraction) -> Meetings:
    """Of all shots in order, the same for the same words."""
    room = [[_room(shot, rate) for shot in scene.shots] for scene in scenes]
    between = tuple(
        _between(scene, following, (room[at], room[at + 1]), rate)
        for at, (scene, following) in enumerate(pairwise(scenes))
    )
    kept = [_kept(faded, len(scene), rate) for faded, scene in zip(fades(scenes, rate=rate), room, strict=True)]
    return Meetings(tuple(tuple(_inside(scene, room[at], kept[at], rate)) for at, scene in enumerate(scenes)), between)


def faces(shot: ShotSpec) -> tuple[str, ...]:
    """Whose mouth can be seen: a single shows one face, an over-the-shoulder the one that looks at us."""
    if shot.size in (ShotSize.INSERT, ShotSize.TITLE):
        return ()
    return shot.cast[:1] if shot.size in _ONE_FACE else shot.cast


def is_pre_lap(line: LineSpec) -> bool:
    """Whether the writer wants it heard before its scene is seen."""
    return any(word in line.extension.upper() for word in _PRE_LAPS)


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two shots of one scene that follow each other."""

    first: ShotSpec
    second: ShotSpec
    rate: Fraction

    @property
    def last_line(self) -> LineSpec | None:
        return self.first.lines[-1] if self.first.lines else None

    @property
    def next_line(self) -> LineSpec | None:
        return self.second.lines[0] if self.second.lines else None

    def is_turn(self) -> bool:
        """Somebody else answers, and is seen doing so."""
        last, coming = self.last_line, self.next_line
        return last is not None and coming is not None and last.character != coming.character and self.shows_next()

    def shows_next(self) -> bool:
        coming = self.next_line
        return coming is not None and _is_there(coming) and coming.character in faces(self.second)

    def leaves_speaker(self) -> bool:
        """Whoever spoke is seen, and is not seen in the next picture."""
        last = self.last_line
        seen = last is not None and _is_there(last) and last.character in faces(self.first)
        return seen and last is not None and last.character not in faces(self.second)

    def early(self, seconds: Fraction) -> Meeting:
        """A J-cut."""
        heard = _frames(seconds, self.rate)
        roll = _frames(LEAD, self.rate) + heard
        return Meeting(SoundCut.J, heard, roll, roll)

    def late(self, seconds: Fraction) -> Meeting:
        """An L-cut."""
        heard = _frames(seconds, self.rate)
        roll = -_frames(TAIL, self.rate) - heard
        return Meeting(SoundCut.L, heard, roll, roll)


def _interrupted(pair: _Pair) -> Meeting | None:
    """A line that breaks off: the other is in it before it ends, and seen a moment later."""
    if not pair.is_turn() or pair.last_line is None or _waits(pair.next_line):
        return None
    if not is_broken_off(pair.last_line.text):
        return None
    spare = max(0, least_frames(pair.second, rate=pair.rate) - _frames(_LEAST_SHOT, pair.rate))
    heard = min(_frames(_SHORTEST_J, pair.rate), spare)
    return Meeting(SoundCut.INTERRUPTED, heard, heard - _frames(OVERLAP, pair.rate), heard)


def _asked(pair: _Pair) -> Meeting | None:
    """A question ends on the face of whoever has to answer it."""
    asked = pair.last_line is not None and pair.last_line.text.rstrip("\"'”’)").endswith("?")
    return pair.late(_L) if asked and pair.is_turn() and pair.leaves_speaker() else None


def _answered(pair: _Pair) -> Meeting | None:
    """Somebody with more than a word to say is heard first; the longer they speak the longer."""
    if not pair.is_turn() or pair.next_line is None or _waits(pair.next_line):
        return None
    more = len(words(pair.next_line.text)) - _ENOUGH_WORDS
    return None if more < 0 else pair.early(min(_LONGEST_J, _SHORTEST_J + Fraction(more, 24)))


def _listened(pair: _Pair) -> Meeting | None:
    """A long speech goes on over whoever listens; the cut does not wait for the end of the sentence."""
    last, coming = pair.last_line, pair.next_line
    same = last is not None and coming is not None and last.character == coming.character
    return pair.late(_GLANCE) if same and pair.second.cast and pair.leaves_speaker() else None


def _reacted(pair: _Pair) -> Meeting | None:
    """What is done while the last words are still in the air, by somebody else or somewhere else."""
    silent = pair.next_line is None and (pair.second.cast or pair.second.size is ShotSize.INSERT)
    return pair.late(_L) if silent and pair.leaves_speaker() else None


def _entered(pair: _Pair) -> Meeting | None:
    """After something was done, a voice draws the cut to itself."""
    coming = pair.next_line
    comes = pair.last_line is None and coming is not None and pair.shows_next() and not _waits(coming)
    return pair.early(_L) if comes and coming is not None and len(words(coming.text)) >= _A_FEW_WORDS else None


_RULES: tuple[Callable[[_Pair], Meeting | None], ...] = (
    _interrupted, _asked, _listened, _reacted, _answered, _entered,
)  # fmt: skip
"""The first that has something to say decides."""


def _inside(scene: SceneSpec, room: list[int], kept: list[int], rate: Fraction) -> Iterator[Meeting]:
    row = 0
    for at, (first, second) in enumerate(pairwise(scene.shots)):
        meeting = _meeting(_Pair(first, second, rate))
        if row >= MOST_IN_A_ROW and meeting.kind is not SoundCut.INTERRUPTED:
            meeting = STRAIGHT
        if not _leaves_fades(meeting, room, kept, at) or not _spend(meeting, room, room, at, at + 1):
            meeting = STRAIGHT
        row = 0 if meeting is STRAIGHT else row + 1
        yield meeting


def _meeting(pair: _Pair) -> Meeting:
    if not (_rolls(pair.first) and _rolls(pair.second)):
        return STRAIGHT
    return next((found for rule in _RULES if (found := rule(pair)) is not None), STRAIGHT)


def _between(scene: SceneSpec, following: SceneSpec, room: tuple[list[int], list[int]], rate: Fraction) -> Meeting:
    """A pre-lap, where it is written, or where the first voice of the next scene comes from off the picture."""
    pair = _Pair(scene.shots[-1], following.shots[0], rate)
    if not (_rolls(pair.first) and _rolls(pair.second)):
        return STRAIGHT
    meeting = _spoken_before(pair) or _led_in(pair, scene, following)
    return meeting if meeting is not None and _spend(meeting, *room, -1, 0) else STRAIGHT


def _spoken_before(pair: _Pair) -> Meeting | None:
    """The writer put the line at the end of the scene before: it runs on over the cut for its last second."""
    last = pair.last_line
    if last is None or not is_pre_lap(last):
        return None
    spare = least_frames(pair.first, rate=pair.rate) / pair.rate - TAIL - _LEAST_SHOT
    return pair.late(min(LONGEST_PRE_LAP, spare)) if spare >= _LEAST_PRE_LAP else None


def _led_in(pair: _Pair, scene: SceneSpec, following: SceneSpec) -> Meeting | None:
    coming = pair.next_line
    if coming is None or _waits(coming):
        return None
    asked = Fraction(following.pre_lap_frames) / pair.rate or (LONGEST_PRE_LAP if is_pre_lap(coming) else Fraction(0))
    fades = Join.FADE_OUT is scene.leave or Join.FADE_IN is following.join
    if not asked and not fades and manner_of(coming.extension) is Manner.OFF:
        asked = _OFF
    spare = least_frames(pair.second, rate=pair.rate) / pair.rate - LEAD - _LEAST_SHOT
    seconds = min(asked, LONGEST_PRE_LAP, spare)
    return pair.early(seconds) if seconds >= _LEAST_PRE_LAP else None


def is_broken_off(text: str) -> bool:
    """Whether a line ends in a dash."""
    return text.rstrip("\"'”’) ").endswith(_BROKEN_OFF)


def _is_there(line: LineSpec) -> bool:
    return manner_of(line.extension) is Manner.DIRECT and not is_pre_lap(line)


def _waits(line: LineSpec | None) -> bool:
    """Whether its speaker is silent for a beat first."""
    return line is not None and beat_before(line) > 0


def _rolls(shot: ShotSpec) -> bool:
    """A length that a person set stays as it is; so do cards, and voices that speak together."""
    return shot.size is not ShotSize.TITLE and not shot.tight and not any(line.dual for line in shot.lines)


def least_frames(shot: ShotSpec, *, rate: Fraction) -> int:
    """The least a shot lasts before its cuts roll: as planned where nobody speaks or a person set it.

    What is planned for speech is a guess by the number of words.
    """
    if shot.tight or not shot.lines:
        return shot.frames
    return min(shot.frames, max(_frames(Fraction(1), rate), _frames(_HELD * shot.frames / rate, rate)))


def _room(shot: ShotSpec, rate: Fraction) -> int:
    """Frames that cuts may take from a shot, whatever its voices turn out to last."""
    return least_frames(shot, rate=rate) - _frames(_LEAST_SHOT, rate)


def _kept(faded: tuple[int, int], shots: int, rate: Fraction) -> list[int]:
    """Frames of every shot of a scene that its fades need beyond the least of a shot."""
    fading = [0] * shots
    fading[0] += faded[0]
    fading[-1] += faded[1]
    return [max(0, frames + 1 - _frames(_LEAST_SHOT, rate)) if frames else 0 for frames in fading]


def _leaves_fades(meeting: Meeting, room: list[int], kept: list[int], at: int) -> bool:
    """Whether the fades still fit into two shots of a scene: a shot held longer for them would move what follows.

    What is written comes first: for a voice that interrupts a shot is held until its fades are through.
    """
    first, second = -min(0, meeting.out), max(0, meeting.into)
    fits = [not taken or room[shot] - taken >= kept[shot] for taken, shot in ((first, at), (second, at + 1))]
    return meeting.kind is SoundCut.INTERRUPTED or all(fits)


def _spend(meeting: Meeting, first: list[int], second: list[int], at: int, following: int) -> bool:
    """Whether both shots have the frames; if so they are gone."""
    if first[at] + min(0, meeting.out) < 0 or second[following] - max(0, meeting.into) < 0:
        return meeting is STRAIGHT
    first[at] += min(0, meeting.out)
    second[following] -= max(0, meeting.into)
    return True


def _frames(seconds: Fraction, rate: Fraction) -> int:
    return round(seconds * rate)
