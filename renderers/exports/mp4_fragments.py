"""MP4 in fragments: a scene that plays by itself, and whose pieces are the segments of the film while it is made.

The file has an ordinary index, by whose edit list it begins at 0 in every reader; the fragments lie in its data with a
header of their own, for players of the stream (`media.hybrid`). The picture is copied. The sound is FLAC: unlike AAC
it has no lead-in and no filling at the end, so scenes follow each other to the sample. Each piece begins a group of
pictures.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from math import ceil
from pathlib import Path
from typing import Any

from pydantic import Field

from renderers.engine import Job, Kind, Settings
from renderers.errors import BrokenPromise
from renderers.media.cutlist import CutList
from renderers.media.encode import GROUP_OF_PICTURES
from renderers.media.ffmpeg import ffmpeg
from renderers.media.fragments import read_fragments
from renderers.media.hybrid import join
from renderers.media.probe import packets_in
from renderers.media.process import run
from renderers.media.remux import exact_timescale
from renderers.plan import WorkerSize
from renderers.timing import Rate, sample_at

SHORTEST_SECONDS = 4
"""Pieces end with the first group of pictures after this: few enough for long films, short enough to come soon."""

_FLAGS = "frag_keyframe+empty_moov+negative_cts_offsets+default_base_moof+dash+global_sidx"
"""Pictures are shown from 0 on without an edit list, which players read in different ways; and an index."""


class FragmentsSettings(Settings):
    """How long a frame is."""

    rate: Rate = Field(description="Frames per second")


@dataclass(frozen=True, slots=True)
class FragmentedMp4:
    """Picture and sound of one scene in pieces of some seconds."""

    name: str = "mp4_fragments"
    version: str = "2"
    makes: Kind = Kind.MASTER
    settings: type[FragmentsSettings] = FragmentsSettings
    media_type: str = "video/mp4"
    size: WorkerSize = WorkerSize.CPU
    title: str = "MP4 in fragments (H.264, FLAC)"

    def render(self, job: Job[FragmentsSettings]) -> None:
        """Inputs `picture`, `bed` and `timeline`."""
        timeline = CutList.read(job.inputs["timeline"])
        # nothing is encoded that takes longer than a moment: it is asked only whether to stop
        run(_command(job, timeline), tick=partial(job.progress, 0.0))
        join(index=_index(job), fragments=_fragments(job), out=job.out)
        found = read_fragments(job.out).frames
        if found != timeline.frames:
            raise BrokenPromise(f"the fragments hold {found} frames where the cut list says {timeline.frames}")
        job.progress(1.0)

    def facts(self, path: Path) -> dict[str, Any]:
        """Frames, size, rate; first byte and end of the header; offset, bytes and frames of every piece."""
        found = read_fragments(path)
        with packets_in(path) as film:
            if (len(film.streams.video), len(film.streams.audio)) != (1, 1):
                raise BrokenPromise(f"{path.name} is not one picture with one sound track")
            video = film.streams.video[0]
            shown = {"width": video.codec_context.width, "height": video.codec_context.height}
            rate = str(video.average_rate)
        pieces = [[piece.offset, piece.size, piece.frames] for piece in found.pieces]
        header = {"header_from": found.header.start, "header": found.header.stop}
        return {"frames": found.frames, **shown, "rate": rate, **header, "fragments": pieces}


def _command(job: Job[FragmentsSettings], timeline: CutList) -> list[str]:
    """Both files in one go: the index of the first and the fragments of the second hold the same packets."""
    rate = job.settings.rate
    each = [
        *("-map", "0:v:0", "-map", "1:a:0", "-c:v", "copy", "-c:a", "flac", "-sample_fmt", "s16"),
        *("-af", f"atrim=end_sample={sample_at(timeline.frames, rate)}", "-threads", str(job.threads)),
        *("-video_track_timescale", str(rate.numerator), "-fflags", "+bitexact"),
    ]
    return [
        *(ffmpeg(), "-hide_banner", "-nostdin", "-y", "-loglevel", "error"),
        *("-i", f"file:{job.inputs['picture']}", "-i", f"file:{job.inputs['bed']}"),
        *(*each, "-movie_timescale", str(exact_timescale(rate)), "-f", "mp4", f"file:{_index(job)}"),
        *(*each, "-movflags", _FLAGS, "-min_frag_duration", str(SHORTEST_SECONDS * 1_000_000)),
        *("-f", "mp4", f"file:{_fragments(job)}"),
    ]


def _index(job: Job[FragmentsSettings]) -> Path:
    return job.scratch / "index.mp4"


def _fragments(job: Job[FragmentsSettings]) -> Path:
    return job.scratch / "fragments.mp4"


def longest_seconds(rate: Fraction) -> int:
    """What no piece exceeds, in whole seconds."""
    return ceil(SHORTEST_SECONDS + GROUP_OF_PICTURES / rate)


EXPORT = FragmentedMp4()
