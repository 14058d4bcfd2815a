"""Who says what in a shot, and the mouths that say it: frames pass through, faces of speakers are drawn anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any

import numpy as np
from pydantic import Field

from renderers.engine import Job
from renderers.engines.lips import SIDE, Lips, cut_of, mask
from renderers.engines.seen_faces import FaceFinder, SeenFace, cut_out, laid_over
from renderers.errors import BadInput
from renderers.media.cutlist import CutList, SpokenLine
from renderers.media.rgb import Rgb
from renderers.timing import SAMPLE_RATE

UNSEEN = -1
Place = Annotated[int, Field(ge=UNSEEN, le=99)]
_OPENS = Fraction(1, 12)
"""A drawn mouth takes over within so many seconds before the first word, and is left as long after the last."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A line in a shot: from `start` for `seconds`, said by the person at `place` from the left."""

    start: Fraction
    seconds: Fraction
    place: int
    speech: Path

    def share(self, moment: Fraction) -> float:
        """How much of the drawn mouth is seen."""
        opening, closing = moment - self.start + _OPENS, self.start + self.seconds + _OPENS - moment
        return min(1.0, max(0.0, float(min(opening, closing) / _OPENS)))


def voices_of(job: Job[Any], *, lines: str = "lines") -> list[Voice]:
    """Of people who are seen, from the inputs `lines` (a cut list), `speech.0`, ... and `guest.0`, ... . BadInput."""
    cuts, settings = CutList.read(job.inputs[lines]), job.settings
    found = []
    for role, heard, places in (
        ("speech", cuts.lines, settings.voices),
        ("guest", cuts.guests, settings.guest_voices),
    ):
        files = job.series(role)
        if not len(files) == len(heard) == len(places):
            raise BadInput(
                f"{len(files)} files of {role} were given for {len(heard)} lines by {len(places)} people; they must "
                "be as many"
            )
        found += [_voice(*each, cuts.rate) for each in zip(heard, files, places, strict=True)]
    return [voice for voice in found if voice.place != UNSEEN]


def _voice(line: SpokenLine, speech: Path, place: int, rate: Fraction) -> Voice:
    return Voice(Fraction(line.start) / rate, Fraction(line.samples, SAMPLE_RATE), place, speech)


@dataclass(slots=True)
class Talking:
    """Draws mouths into frames in their order; `people` are so many that are seen in the shot."""

    lips: Lips
    finder: FaceFinder
    people: int
    _heard: dict[Voice, Any] = field(default_factory=dict)
    _before: dict[int, SeenFace] = field(default_factory=dict)

    def through(self, frames: Iterable[Rgb], rate: Fraction, voices: Sequence[Voice]) -> Iterator[Rgb]:
        """The same frames; where somebody speaks and their face is found, it says what is heard."""
        for number, frame in enumerate(frames):
            moment = number / rate
            speaking = [voice for voice in voices if voice.share(moment)]
            self._heard = {voice: heard for voice, heard in self._heard.items() if voice in speaking}
            yield self._spoken(frame, moment, speaking) if speaking else frame

    def _spoken(self, frame: Rgb, moment: Fraction, speaking: Sequence[Voice]) -> Rgb:
        faces = self.finder.faces(frame)
        for voice in speaking:
            face = self._face(faces, voice.place, frame.shape[1])
            if face is None:
                continue
            matrix = cut_of(face)
            drawn = self.lips.redrawn(cut_out(frame, matrix, SIDE), self._hears(voice), moment - voice.start)
            frame = laid_over(frame, drawn, matrix, np.asarray(mask() * voice.share(moment), np.float32))
        return frame

    def _hears(self, voice: Voice) -> Any:
        if voice not in self._heard:
            self._heard[voice] = self.lips.hear(voice.speech)
        return self._heard[voice]

    def _face(self, faces: Sequence[SeenFace], place: int, width: int) -> SeenFace | None:
        """Of the person at this place from the left: the face nearest to where they stand."""
        if not faces:
            return None
        expected = (place + 0.5) / max(1, self.people) * width
        found = min(faces, key=lambda face: abs(face.middle - expected))
        before = self._before.get(place)
        self._before[place] = found.steadied(before) if before else found
        return self._before[place]
