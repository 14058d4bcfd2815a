"""MP4 with the captions in the picture, for where no player shows a track: encoded again, once, only here."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from renderers.engine import Job, Kind
from renderers.errors import BadInput, BrokenPromise
from renderers.media.burning import read_web_vtt, sub_station, subtitles_filter
from renderers.media.cutlist import CutList
from renderers.media.delivery import AUDIO_KBIT, Mp4Settings, done, iso_639_2, write_metadata
from renderers.media.encode import CODEC, OPTIONS
from renderers.media.ffmpeg import ffmpeg
from renderers.media.probe import opened, video_facts
from renderers.media.process import run
from renderers.media.remux import exact_timescale
from renderers.plan import WorkerSize
from renderers.timing import sample_at

_CRF = "18"
"""Finer than the picture it is made of, so that the second encoding is not seen."""


@dataclass(frozen=True, slots=True)
class BurnedMp4:
    """The master as it is to the frame and the sample, captions drawn over its picture."""

    name: str = "mp4_burned"
    version: str = "1"
    makes: Kind = Kind.MASTER
    settings: type[Mp4Settings] = Mp4Settings
    media_type: str = "video/mp4"
    size: WorkerSize = WorkerSize.CPU
    title: str = "MP4 with captions in the picture (H.264, AAC)"

    def render(self, job: Job[Mp4Settings]) -> None:
        """Inputs `picture`, `bed`, `timeline` and `captions` (WebVTT), without which nothing is drawn."""
        timeline = CutList.read(job.inputs["timeline"])
        metadata = write_metadata(job.scratch / "metadata.txt", job.settings, timeline)
        drawn = job.scratch / "captions.ass"
        drawn.write_text(_drawn(job), encoding="utf-8")
        progress = job.scratch / "progress.txt"
        command = _command(job, timeline, metadata, drawn, progress)
        run(command, tick=lambda: job.progress(done(progress, timeline)))
        frames = video_facts(job.out)["frames"]
        if frames != timeline.frames:
            raise BrokenPromise(f"the film with captions has {frames} frames instead of {timeline.frames}")
        job.progress(1.0)

    def facts(self, path: Path) -> dict[str, Any]:
        """Frames, size, rate; there is one sound track and no captions track beside the drawn ones."""
        with opened(path) as film:
            audio, captions = len(film.streams.audio), len(film.streams.subtitles)
        if (audio, captions) != (1, 0):
            raise BrokenPromise(f"{path.name} has {audio} sound and {captions} captions tracks instead of one and none")
        return video_facts(path) | {"audio": audio, "captions": captions}


def _drawn(job: Job[Mp4Settings]) -> str:
    """The captions as SubStation, for pictures of the film's size."""
    captions = job.inputs.get("captions")
    with opened(job.inputs["picture"]) as film:
        size = {"width": film.streams.video[0].width, "height": film.streams.video[0].height}
    try:
        return sub_station(read_web_vtt(captions.read_text("utf-8")) if captions else [], **size)
    except UnicodeDecodeError as error:
        raise BadInput("the captions are not UTF-8 text") from error


def _command(job: Job[Mp4Settings], timeline: CutList, metadata: Path, drawn: Path, progress: Path) -> list[str]:
    rate, language = job.settings.rate, iso_639_2(job.settings.language)
    encoder = {"-preset": OPTIONS["preset"], "-crf": _CRF, "-x264-params": OPTIONS["x264-params"]}
    return [
        *(ffmpeg(), "-hide_banner", "-nostdin", "-y", "-loglevel", "error", "-progress", f"file:{progress}"),
        *("-i", f"file:{job.inputs['picture']}", "-i", f"file:{job.inputs['bed']}"),
        *("-f", "ffmetadata", "-i", f"file:{metadata}"),
        *("-map", "0:v:0", "-map", "1:a:0", "-map_metadata", "2", "-map_chapters", "2"),
        *("-vf", subtitles_filter(drawn), "-fps_mode", "passthrough", "-pix_fmt", "yuv420p"),
        *("-c:v", CODEC, *(part for option in encoder.items() for part in option), "-enc_time_base", str(1 / rate)),
        *("-c:a", "aac", "-b:a", f"{AUDIO_KBIT}k", "-af", f"atrim=end_sample={sample_at(timeline.frames, rate)}"),
        *("-metadata:s:a:0", f"language={language}", "-threads", str(job.threads)),
        *("-fflags", "+bitexact", "-flags:v", "+bitexact", "-video_track_timescale", str(rate.numerator)),
        *("-movie_timescale", str(exact_timescale(rate)), "-movflags", "+faststart", "-f", "mp4", f"file:{job.out}"),
    ]


EXPORT = BurnedMp4()
