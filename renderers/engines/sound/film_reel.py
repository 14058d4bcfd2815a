"""Film reel: the sound of some scenes as it is delivered, levelled, limited, encoded, and heard once it is decoded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from renderers.engine import Job, Kind, Settings
from renderers.errors import BadInput, BrokenPromise
from renderers.media import aac
from renderers.media.cutlist import CutList, spoken_spans
from renderers.media.filmgain import FilmGain
from renderers.media.reel import Piece, heard_in, make_piece, pieces, write_reel
from renderers.media.scenesound import Placed, read_levels
from renderers.plan import WorkerSize
from renderers.runtime.kept import kept, key_of, tidied
from renderers.timing import Rate, sample_at

_VERSION = 1
"""Of the pieces that are kept."""


class FilmReelSettings(Settings):
    """Which scenes it is of, and from which scene on sounds were given."""

    rate: Rate = Field(description="Frames per second")
    first: Annotated[int, Field(ge=0)] = Field(default=0, description="Its first scene, from 0")
    scenes: Annotated[int, Field(ge=1)] = Field(default=1, description="How many scenes it is of")
    given: Annotated[int, Field(ge=0)] = Field(default=0, description="The scene of the first sound")


@dataclass(frozen=True, slots=True)
class FilmReel:
    """A piece sounds the same in whatever reel and film it is made: it and what is around it decide its packets."""

    name: str = "film_reel"
    version: str = "1"
    makes: Kind = Kind.BED
    settings: type[FilmReelSettings] = FilmReelSettings
    media_type: str = "application/octet-stream"
    size: WorkerSize = WorkerSize.CPU
    title: str = "Reel of a film's sound"

    def render(self, job: Job[FilmReelSettings]) -> None:
        """Inputs `timeline` (the film's), `level`, and `sound.0`, ...: its scenes' and those around them."""
        timeline = CutList.read(job.inputs["timeline"])
        if job.settings.first + job.settings.scenes > len(timeline.parts):
            raise BadInput(f"the reel ends with scene {job.settings.first + job.settings.scenes}, the film before it")
        found = FilmGain.read(job.inputs["level"])
        level: dict[str, Any] = {"gain_db": found.gain_db, "ceiling_db": found.ceiling_db}
        sounds = _placed(job, timeline)
        wanted = list(_pieces(job.settings, timeline))
        folder, made = job.kept or job.scratch / "kept", []
        for number, piece in enumerate(wanted):
            around = [sound for sound in sounds if _is_heard(sound, piece)]
            make = partial(make_piece, piece=piece, sounds=around, scratch=job.scratch, **level)
            made.append((kept(folder, key_of(_known(piece, around, level)), make), piece))
            job.progress(0.9 * (number + 1) / len(wanted))
        write_reel(job.out, made, tick=lambda part: job.progress(0.9 + 0.1 * part))
        tidied(folder)

    def facts(self, path: Path) -> dict[str, Any]:
        """Its samples, and its loudest true peak."""
        try:
            heard = heard_in(path)
        except (BadInput, KeyError) as error:
            raise BrokenPromise(f"{path.name} is no reel of sound") from error
        peak = max(each.peak_dbtp for each in heard)
        return {"samples": sum(each.samples for each in heard), "true_peak_dbtp": round(peak, 1)}


def _placed(job: Job[FilmReelSettings], timeline: CutList) -> list[Placed]:
    rate, paths = job.settings.rate, job.series("sound")
    parts = timeline.parts[job.settings.given : job.settings.given + len(paths)]
    if len(parts) != len(paths):
        raise BadInput(f"{len(paths)} sounds were given from scene {job.settings.given + 1} on, the film ends before")
    return [
        Placed(path, sample_at(part.start, rate), sample_at(part.end, rate))
        for path, part in zip(paths, parts, strict=True)
    ]


def _pieces(settings: FilmReelSettings, timeline: CutList) -> Iterator[Piece]:
    rate, total = settings.rate, sample_at(timeline.frames, settings.rate)
    spans = spoken_spans(timeline)
    starts = sorted({first for first, _ in spans} | {sample_at(cut, rate) for cut in timeline.cuts})
    for part in timeline.parts[settings.first : settings.first + settings.scenes]:
        for first, end in pieces(sample_at(part.start, rate), sample_at(part.end, rate)):
            yield Piece(
                first=first,
                end=end,
                opens=first == 0,
                ends=end == total,
                starts=tuple(start for start in starts if first <= start < end),
                spans=tuple(span for span in spans if first <= span[0] < end),
            )


def _is_heard(sound: Placed, piece: Piece) -> bool:
    around = 3 * aac.WARM * aac.PACKET
    return sound.end > piece.first - around and sound.start < piece.end + around


def _known(piece: Piece, around: list[Placed], level: dict[str, Any]) -> list[Any]:
    """All that decides a piece: what is heard in and around it, where it lies on the grid, and how loud it is."""
    sounds = [
        [read_levels(sound.path).checksum, sound.start - piece.first, sound.end - piece.first] for sound in around
    ]
    return ["piece", _VERSION, aac.KBIT, sounds, piece.relative(), {name: str(value) for name, value in level.items()}]


ENGINE = FilmReel()
