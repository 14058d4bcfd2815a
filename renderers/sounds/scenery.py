"""A soundscape becomes sound: beds that go on without a seam, spots on their moment in the place they happen in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from zlib import crc32

import numpy as np

from renderers.media.wav import BLOCK, Samples
from renderers.sounds.dsp import add, band, convolved, decibels, eased, panned, peak, rise, seconds
from renderers.sounds.soundscape import HeardBed, HeardSpot, Soundscape
from renderers.sounds.source import Bed, Spot, Take
from renderers.sounds.sources import beds, spots
from renderers.sounds.spaces import SPACES, response
from renderers.timing import SAMPLE_RATE

RING = seconds(2.5)
"""No spot rings on for longer after the scene."""

_TURN = seconds(1.2)
_SHORTEST = 0.35
_STRETCHES = 5
"""Nobody tells more stretches of rain apart, and what is made once is used again."""

_ROOM_DB = 4.0  # a step sends more into a room than a voice that is recorded close


@dataclass(frozen=True, slots=True)
class Stage:
    """A scene in samples: `cuts` are the starts of its shots, beds melt over `head` before and `tail` after it.

    `fade_in` and `fade_out` samples where it comes from black and goes to black.
    """

    samples: int
    cuts: tuple[int, ...]
    head: int = 0
    tail: int = 0
    fade_in: int = 0
    fade_out: int = 0

    def shot(self, number: int) -> tuple[int, int]:
        """First sample and end of a shot; one that is not there is the last."""
        at = min(number, len(self.cuts) - 1)
        return self.cuts[at], self.cuts[at + 1] if at + 1 < len(self.cuts) else self.samples


@dataclass(frozen=True, slots=True)
class Kit:
    """Where sounds come from, by name: our own, or what was recorded or bought under the same names."""

    beds: Mapping[str, Bed]
    spots: Mapping[str, Spot]


@cache
def synthesised() -> Kit:
    """Every sound made here."""
    return Kit(beds(), spots())


def scenery(
    soundscape: Soundscape, stage: Stage, tick: Callable[[], None] = lambda: None, kit: Kit | None = None
) -> Iterator[Samples]:
    """Blocks of (n, 2) from `head` samples before the scene to its tail or last ring; `tick` while they are made."""
    made = kit or synthesised()
    waiting = sorted(_moments(soundscape, stage), key=lambda moment: -moment[0])
    ringing: list[tuple[int, Samples]] = []
    last = stage.samples + max(stage.tail, RING if waiting else 0)
    for start in range(-stage.head, last, BLOCK):
        end = min(start + BLOCK, last)
        block = np.zeros((end - start, 2), np.float32)
        for bed in soundscape.beds:
            _lay(block, bed, made.beds[bed.sound], stage, start, soundscape.seed)
            tick()
        while waiting and waiting[-1][0] < end:
            at, left, heard = waiting.pop()
            ringing.append((at, _struck(heard, made.spots[heard.sound], soundscape, left)))
            tick()
        for at, sound in ringing:
            add(block, sound, at - start)
        ringing = [(at, sound) for at, sound in ringing if at + len(sound) > end]
        yield block


def _lay(block: Samples, heard: HeardBed, bed: Bed, stage: Stage, start: int, seed: int) -> None:
    """Adds a bed to a block that starts on sample `start` of the scene."""
    shape = _shape(heard, stage, start, start + len(block))
    if not shape.any():
        return
    for loop in _loops(bed, heard.muffled, seed % _STRETCHES):
        at = np.arange(start, start + len(block)) % len(loop)
        block += loop[at] * (shape * decibels(heard.gain_db))[:, None]


def _shape(heard: HeardBed, stage: Stage, start: int, end: int) -> Samples:
    """Equal power over the cuts of the scene, easing where the bed begins or ends inside it."""
    at = np.arange(start, end, dtype=np.float32)
    first = stage.shot(heard.first)[0] if heard.first else 0
    until = stage.shot(heard.until)[0] if heard.until is not None and heard.until < len(stage.cuts) else stage.samples
    shape = _ramp(at, first - _TURN, first) if heard.first else _ramp(at, -stage.head, max(stage.head, stage.fade_in))
    if until < stage.samples:
        return shape * _ramp(-at, -until - _TURN, -until)
    return shape * _ramp(-at, -stage.samples - stage.tail, -stage.samples + max(stage.tail, stage.fade_out))


def _ramp(at: Samples, low: int, high: int) -> Samples:
    if high <= low:
        return (at >= low).astype(np.float32)
    made: Samples = np.sin(np.pi / 2 * np.clip((at - low) / (high - low), 0, 1)).astype(np.float32)
    return made


@lru_cache(maxsize=8)
def _loops(bed: Bed, muffled: bool, seed: int) -> tuple[Samples, ...]:  # noqa: FBT001  one of two sides of a wall
    made = bed.loops(np.random.default_rng([seed, crc32(bed.name.encode())]))
    level = np.sqrt(sum(float(np.square(loop, dtype=np.float64).mean()) for loop in made))
    scaled = tuple((loop * np.float32(10 ** (bed.level_dbfs / 20) / level)).astype(np.float32) for loop in made)
    return tuple(_through_a_wall(loop) for loop in scaled) if muffled else scaled


def _through_a_wall(loop: Samples) -> Samples:
    """Darker, and still without a seam."""
    gain = band(20, 520, 1.2)(np.fft.rfftfreq(len(loop), 1 / SAMPLE_RATE)).astype(np.float32)
    made = np.fft.irfft(np.fft.rfft(loop, axis=0) * gain[:, None], len(loop), axis=0)
    return made.astype(np.float32)


def _moments(soundscape: Soundscape, stage: Stage) -> Iterator[tuple[int, float, HeardSpot]]:
    """When each spot is heard, and how many seconds its shot has left then."""
    for heard in soundscape.spots:
        first, end = stage.shot(heard.shot)
        at = first + (end - first) * heard.at // 1000
        yield at, max(_SHORTEST, (end - at) / SAMPLE_RATE), heard


def _struck(heard: HeardSpot, spot: Spot, soundscape: Soundscape, left: float) -> Samples:
    """A spot in its space; what goes on, like steps, ends with its shot."""
    rng = np.random.default_rng([soundscape.seed, heard.shot, crc32(heard.sound.encode())])
    take = Take(rng, min(spot.lasts, left) if spot.lasts > 2 else spot.lasts, heard.ground)
    sound = eased(peak(spot.strike(take), spot.peak_dbfs + min(heard.gain_db, 3)), start=0.0008, end=0.02)
    space = SPACES[soundscape.space]
    placed = panned(sound, float(rng.uniform(-0.35, 0.35)))
    if not space.ring:
        return placed
    wet = space.wet_db + _ROOM_DB + (6.0 if spot.distant else 0.0)
    room = convolved(sound, response(soundscape.space)) * decibels(wet)
    add(room, placed, 0)
    return room * rise(len(room), 0.05)[::-1, None]
