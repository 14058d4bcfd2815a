"""The cut list: how long a shot, a scene or a film is, where it is cut and where its lines are heard.

Every timing step writes one; picture, sound, captions and the report follow it. Positions are frames from the start
of what the list describes; words are placed inside their line in samples at 48 kHz, so nothing is converted twice. A
voice need not keep to its picture: in a J-cut it begins before frame 0, in an L-cut it is heard beyond the last.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from renderers.errors import BadInput, BrokenPromise
from renderers.media.wav import WavReader, read_marks
from renderers.spec import Frozen
from renderers.timing import SAMPLE_RATE, Rate, cut_points, frames_covering, sample_at


class Span(Frozen):
    """`frames` frames from `start`."""

    start: int
    frames: int

    @property
    def end(self) -> int:
        """The first frame after it."""
        return self.start + self.frames


class SpokenWord(Frozen):
    """A word inside its line, in samples at 48 kHz from the line's start."""

    text: str
    offset: int
    length: int


class SpokenLine(Frozen):
    """A line in place: it starts on frame `start` and is heard for `samples` at 48 kHz; wordless lines are pauses."""

    start: int
    frames: int
    samples: int
    words: tuple[SpokenWord, ...] = ()

    @property
    def end(self) -> int:
        """The first frame after it."""
        return self.start + self.frames

    def moved(self, frames: int) -> SpokenLine:
        """The same line so many frames later."""
        return self.model_copy(update={"start": self.start + frames})

    @classmethod
    def measured(cls, speech: Path, *, start: int, rate: Fraction) -> SpokenLine:
        """A spoken file with the times of its words, put on frame `start`."""
        with WavReader(speech) as sound:
            scale = Fraction(SAMPLE_RATE, sound.sample_rate)
            samples = round(sound.frames * scale)
        words = tuple(
            SpokenWord(text=mark.text, offset=round(mark.start * scale), length=round(mark.length * scale))
            for mark in read_marks(speech)
            if mark.kind == "word"
        )
        frames = frames_covering(Fraction(samples, SAMPLE_RATE), rate)
        return cls(start=start, frames=frames, samples=samples, words=words)


class CutList(Frozen):
    """`parts` are the direct pieces in order, `cuts` the start of every shot, `scenes` of every scene.

    `lines` belong to it, wherever they are heard; `guests` belong to a neighbour and are heard in it. `black` are
    stretches in which the picture fades from or to black.
    """

    rate: Rate
    frames: int
    parts: tuple[Span, ...]
    cuts: tuple[int, ...]
    scenes: tuple[int, ...] = ()
    lines: tuple[SpokenLine, ...] = ()
    guests: tuple[SpokenLine, ...] = ()
    black: tuple[Span, ...] = ()

    @classmethod
    def read(cls, path: Path) -> CutList:
        """From the JSON file a timing step wrote; BadInput when it is none."""
        try:
            return _parsed(path.read_bytes())
        except ValidationError as error:
            raise BadInput(f"{path.name} is not a cut list: {error.errors()[0]['msg']}") from error

    def write(self, path: Path) -> None:
        """As JSON."""
        path.write_text(self.model_dump_json())

    def brightness(self) -> list[float]:
        """1 for every frame but those of a fade, which start or end at black."""
        shade = [1.0] * self.frames
        for span in self.black:
            rising = span.start == 0
            for frame in range(span.start, span.end):
                part = (frame - span.start) / span.frames
                shade[frame] = min(shade[frame], part if rising else 1 - (frame - span.start + 1) / span.frames)
        return shade


@lru_cache(maxsize=2)
def _parsed(told: bytes) -> CutList:
    """Step after step of a film reads the same one, which nobody can change."""
    return CutList.model_validate_json(told)


def join(pieces: Sequence[CutList], *, scenes: tuple[int, ...] | None = None) -> CutList:
    """Pieces one after the other, everything moved to absolute frames; `scenes` replaces their scene starts.

    Guests of a piece are lines of another one, so they are not counted again.
    """
    starts = cut_points([piece.frames for piece in pieces])
    placed = list(zip(starts, pieces, strict=False))
    return CutList(
        rate=pieces[0].rate,
        frames=starts[-1],
        parts=tuple(Span(start=start, frames=piece.frames) for start, piece in placed),
        cuts=tuple(start + cut for start, piece in placed for cut in piece.cuts),
        scenes=tuple(start + cut for start, piece in placed for cut in piece.scenes) if scenes is None else scenes,
        lines=tuple(line.moved(start) for start, piece in placed for line in piece.lines),
        black=tuple(
            Span(start=start + span.start, frames=span.frames) for start, piece in placed for span in piece.black
        ),
    )


def spoken_spans(cuts: CutList) -> list[tuple[int, int]]:
    """(first, end) samples at 48 kHz of every line and guest in which something is said, in order of their start."""
    starts = [(sample_at(line.start, cuts.rate), line) for line in (*cuts.lines, *cuts.guests) if line.words]
    return sorted((start, start + line.samples) for start, line in starts)


def facts_of(path: Path) -> dict[str, Any]:
    """Length, rate and counts of a cut list file; BrokenPromise when it is none."""
    try:
        cuts = CutList.read(path)
    except (BadInput, OSError) as error:
        raise BrokenPromise(f"{path.name} is not a cut list") from error
    counts = {"shots": len(cuts.cuts), "scenes": len(cuts.scenes), "lines": len(cuts.lines)}
    return {"frames": cuts.frames, "rate": str(cuts.rate)} | counts
