"""MP4 with the captions in the picture, for where no player shows a track: encoded again, once, only here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from renderers.engine import Job, Kind
from renderers.errors import BadInput, BrokenPromise
from renderers.exports.mp4_h264 import EXPORT as PLAIN
from renderers.exports.mp4_h264 import Mp4Settings
from renderers.media.burning import lay_out_fonts, read_web_vtt, sub_station, subtitles_filter
from renderers.media.cutlist import CutList
from renderers.media.encode import CODEC, OPTIONS
from renderers.media.ffmpeg import ffmpeg_that_draws_captions
from renderers.media.probe import opened
from renderers.media.process import run
from renderers.media.remux import join_segments
from renderers.plan import WorkerSize

_CRF = "16"
"""Finer than the picture it is made of, so that the second encoding is not seen."""

_ENCODING = 0.95  # of the work; the rest is copying


@dataclass(frozen=True, slots=True)
class BurnedMp4:
    """The master as it is to the frame and the sample, captions drawn over its picture."""

    name: str = "mp4_burned"
    version: str = "3"
    makes: Kind = Kind.MASTER
    settings: type[Mp4Settings] = Mp4Settings
    media_type: str = "video/mp4"
    size: WorkerSize = WorkerSize.CPU
    title: str = "MP4 with captions in the picture (H.264, AAC)"

    def render(self, job: Job[Mp4Settings]) -> None:
        """Inputs `picture`, `bed`, `timeline` and `captions` (WebVTT), without which nothing is drawn."""
        timeline = CutList.read(job.inputs["timeline"])
        drawn, picture = job.scratch / "drawn.mp4", job.scratch / "picture.mp4"
        said, progress = job.scratch / "captions.ass", job.scratch / "drawn.txt"
        said.write_text(_captions(job), encoding="utf-8")
        tick = partial(_report, job, progress, timeline.frames)
        run(_command(job, said, drawn, progress), tick=tick)
        rest = _after(job.progress, _ENCODING)
        # frames are stamped anew, so that picture and sound meet as they do in the master
        join_segments([(drawn, timeline.frames)], picture, rate=job.settings.rate, progress=lambda _: rest(0))
        drawn.unlink()
        plain = {role: path for role, path in job.inputs.items() if role != "captions"} | {"picture": picture}
        PLAIN.render(replace(job, inputs=plain, progress=rest))

    def facts(self, path: Path) -> dict[str, Any]:
        """Frames, size, rate; there is one sound track, and no captions track beside the drawn ones."""
        found = PLAIN.facts(path)
        if found["captions"]:
            raise BrokenPromise(f"{path.name} has a captions track beside the captions in its picture")
        return found


def _captions(job: Job[Mp4Settings]) -> str:
    """As SubStation, for pictures of the film's size."""
    captions = job.inputs.get("captions")
    with opened(job.inputs["picture"]) as film:
        size = {"width": film.streams.video[0].width, "height": film.streams.video[0].height}
    try:
        return sub_station(read_web_vtt(captions.read_text("utf-8")) if captions else [], **size)
    except UnicodeDecodeError as error:
        raise BadInput("the captions are not UTF-8 text") from error


def _command(job: Job[Mp4Settings], said: Path, drawn: Path, progress: Path) -> list[str]:
    rate = job.settings.rate
    encoder = {"-preset": OPTIONS["preset"], "-crf": _CRF, "-x264-params": OPTIONS["x264-params"]}
    return [
        *(
            ffmpeg_that_draws_captions(),
            "-hide_banner",
            "-nostdin",
            "-y",
            "-loglevel",
            "error",
            "-progress",
            f"file:{progress}",
        ),
        *("-i", f"file:{job.inputs['picture']}", "-map", "0:v:0", "-vf", _drawing(job, said)),
        *("-fps_mode", "passthrough", "-enc_time_base", str(1 / rate), "-pix_fmt", "yuv420p"),
        *("-c:v", CODEC, *(part for option in encoder.items() for part in option), "-threads", str(job.threads)),
        *("-fflags", "+bitexact", "-video_track_timescale", str(rate.numerator), "-f", "mp4", f"file:{drawn}"),
    ]


def _drawing(job: Job[Mp4Settings], said: Path) -> str:
    return subtitles_filter(said, fonts=lay_out_fonts(job.scratch / "fonts"))


def _report(job: Job[Mp4Settings], progress: Path, frames: int) -> None:
    """How far ffmpeg says it is."""
    try:
        seen = [line for line in progress.read_text().splitlines() if line.startswith("frame=")]
        job.progress(_ENCODING * min(1.0, int(seen[-1].partition("=")[2]) / max(1, frames)))
    except (OSError, ValueError, IndexError):
        job.progress(0.0)


def _after(progress: Callable[[float], None], done: float) -> Callable[[float], None]:
    """Progress of what follows when so much is done."""
    return lambda fraction: progress(done + (1 - done) * fraction)


EXPORT = BurnedMp4()
