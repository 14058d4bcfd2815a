"""MP4 for screens: H.264 picture copied as it is, one AAC track, captions, chapters, ready to stream."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import Field

from renderers.engine import Job, Kind, Settings
from renderers.errors import BadInput, BrokenPromise
from renderers.media.aac import KBIT, write_m4a
from renderers.media.cutlist import CutList
from renderers.media.ffmpeg import ffmpeg
from renderers.media.iso639 import iso_639_2
from renderers.media.probe import packets_in, video_facts
from renderers.media.process import run
from renderers.media.reel import packets_of
from renderers.media.remux import exact_timescale
from renderers.plan import WorkerSize
from renderers.timing import SAMPLE_RATE, Rate, sample_at


class Mp4Settings(Settings):
    """What the file says of itself."""

    rate: Rate = Field(description="Frames per second")
    title: str = Field(default="", description="Title in the metadata")
    author: str = Field(default="", description="Author in the metadata")
    language: str = Field(default="en", description="Language of speech and captions")
    chapters: tuple[str, ...] = Field(default=(), description="A name per scene; none, no chapters")


@dataclass(frozen=True, slots=True)
class Mp4:
    """Picture and sound have the same length to the sample; nothing is encoded but a sound that is not yet."""

    name: str = "mp4_h264"
    version: str = "2"
    makes: Kind = Kind.MASTER
    settings: type[Mp4Settings] = Mp4Settings
    media_type: str = "video/mp4"
    size: WorkerSize = WorkerSize.CPU
    title: str = "MP4 (H.264, AAC)"

    def render(self, job: Job[Mp4Settings]) -> None:
        """Inputs `picture`, `timeline`, where there are any `captions` (WebVTT), and the sound: a `bed` to be encoded,
        or the film's reels `reel.0`, ... that are."""
        timeline = CutList.read(job.inputs["timeline"])
        if job.settings.chapters and len(job.settings.chapters) != len(timeline.scenes):
            raise BadInput(
                f"{len(job.settings.chapters)} chapters are named but there are {len(timeline.scenes)} scenes"
            )
        metadata = job.scratch / "metadata.txt"
        metadata.write_text(_metadata(job.settings, timeline), encoding="utf-8")
        progress = job.scratch / "progress.txt"
        run(
            _command(job, _sound(job, timeline), metadata, progress),
            tick=lambda: job.progress(_fraction(progress, timeline)),
        )
        job.progress(1.0)

    def facts(self, path: Path) -> dict[str, Any]:
        """Frames, size, rate, and which streams there are."""
        with packets_in(path) as film:
            streams = {"audio": len(film.streams.audio), "captions": len(film.streams.subtitles)}
            if streams["audio"] != 1:
                raise BrokenPromise(f"{path.name} has {streams['audio']} sound tracks instead of one")
        return video_facts(path) | streams


def _sound(job: Job[Mp4Settings], timeline: CutList) -> tuple[Path, list[str]]:
    """A file, and what ffmpeg does with it: copied where it is encoded already."""
    reels, samples = job.series("reel"), sample_at(timeline.frames, job.settings.rate)
    if not reels:
        encoding = ["-c:a", "aac", "-aac_coder", "fast", "-b:a", f"{KBIT}k", "-af", f"atrim=end_sample={samples}"]
        return job.inputs["bed"], encoding
    sound = job.scratch / "sound.m4a"
    write_m4a(sound, packets_of(reels), samples=samples, rate=job.settings.rate)
    return sound, ["-c:a", "copy"]


def _command(job: Job[Mp4Settings], sound: tuple[Path, list[str]], metadata: Path, progress: Path) -> list[str]:
    captions = job.inputs.get("captions")
    rate, language = job.settings.rate, iso_639_2(job.settings.language)
    return [
        *(ffmpeg(), "-hide_banner", "-nostdin", "-y", "-loglevel", "error", "-progress", f"file:{progress}"),
        *("-i", f"file:{job.inputs['picture']}", "-i", f"file:{sound[0]}"),
        *("-f", "ffmetadata", "-i", f"file:{metadata}"),
        *(("-f", "webvtt", "-i", f"file:{captions}", "-map", "3:s:0") if captions else ()),
        *("-map", "0:v:0", "-map", "1:a:0", "-map_metadata", "2", "-map_chapters", "2"),
        *("-c:v", "copy", *sound[1]),
        *("-c:s", "mov_text", "-metadata:s:s:0", f"language={language}"),
        *("-metadata:s:a:0", f"language={language}", "-threads", str(job.threads), "-fflags", "+bitexact"),
        *("-movie_timescale", str(exact_timescale(rate)), "-movflags", "+faststart", "-f", "mp4", f"file:{job.out}"),
    ]


def _metadata(settings: Mp4Settings, timeline: CutList) -> str:
    lines = [";FFMETADATA1"]
    lines += [
        f"{key}={_plain(value)}" for key, value in (("title", settings.title), ("artist", settings.author)) if value
    ]
    ends = [*timeline.scenes[1:], timeline.frames]
    for name, start, end in zip(settings.chapters, timeline.scenes, ends, strict=False):
        base = f"TIMEBASE={timeline.rate.denominator}/{timeline.rate.numerator}"
        lines += ["[CHAPTER]", base, f"START={start}", f"END={end}", f"title={_plain(name)}"]
    return "\n".join(lines) + "\n"


def _plain(value: str) -> str:
    """Text for an ffmetadata file: special characters escaped, one line."""
    flat = " ".join(value.split())
    return "".join(f"\\{letter}" if letter in "=;#\\" else letter for letter in flat)


def _fraction(progress: Path, timeline: CutList) -> float:
    try:
        times = [line for line in progress.read_text().splitlines() if line.startswith("out_time_us=")]
        done = int(times[-1].partition("=")[2]) / 1_000_000 * SAMPLE_RATE
    except (OSError, ValueError, IndexError):
        return 0.0
    return min(1.0, done / max(1, sample_at(timeline.frames, timeline.rate)))


EXPORT = Mp4()
