"""MP4 for screens: H.264 picture copied as it is, one AAC track, captions, chapters, ready to stream."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from renderers.engine import Job, Kind
from renderers.errors import BrokenPromise
from renderers.media.cutlist import CutList
from renderers.media.delivery import AUDIO_KBIT, Mp4Settings, done, iso_639_2, write_metadata
from renderers.media.ffmpeg import ffmpeg
from renderers.media.probe import opened, video_facts
from renderers.media.process import run
from renderers.media.remux import exact_timescale
from renderers.plan import WorkerSize
from renderers.timing import sample_at


@dataclass(frozen=True, slots=True)
class Mp4:
    """Picture and sound have the same length to the sample; encoding happens once, to the sound only."""

    name: str = "mp4_h264"
    version: str = "1"
    makes: Kind = Kind.MASTER
    settings: type[Mp4Settings] = Mp4Settings
    media_type: str = "video/mp4"
    size: WorkerSize = WorkerSize.CPU
    title: str = "MP4 (H.264, AAC)"

    def render(self, job: Job[Mp4Settings]) -> None:
        """Inputs `picture`, `bed`, `timeline` and, where there are any, `captions` (WebVTT)."""
        timeline = CutList.read(job.inputs["timeline"])
        metadata = write_metadata(job.scratch / "metadata.txt", job.settings, timeline)
        progress = job.scratch / "progress.txt"
        run(_command(job, timeline, metadata, progress), tick=lambda: job.progress(done(progress, timeline)))
        job.progress(1.0)

    def facts(self, path: Path) -> dict[str, Any]:
        """Frames, size, rate, and which streams there are."""
        with opened(path) as film:
            streams = {"audio": len(film.streams.audio), "captions": len(film.streams.subtitles)}
            if streams["audio"] != 1:
                raise BrokenPromise(f"{path.name} has {streams['audio']} sound tracks instead of one")
        return video_facts(path) | streams


def _command(job: Job[Mp4Settings], timeline: CutList, metadata: Path, progress: Path) -> list[str]:
    captions = job.inputs.get("captions")
    rate, language = job.settings.rate, iso_639_2(job.settings.language)
    samples = sample_at(timeline.frames, rate)
    return [
        *(ffmpeg(), "-hide_banner", "-nostdin", "-y", "-loglevel", "error", "-progress", f"file:{progress}"),
        *("-i", f"file:{job.inputs['picture']}", "-i", f"file:{job.inputs['bed']}"),
        *("-f", "ffmetadata", "-i", f"file:{metadata}"),
        *(("-f", "webvtt", "-i", f"file:{captions}", "-map", "3:s:0") if captions else ()),
        *("-map", "0:v:0", "-map", "1:a:0", "-map_metadata", "2", "-map_chapters", "2"),
        *("-c:v", "copy", "-c:a", "aac", "-b:a", f"{AUDIO_KBIT}k", "-af", f"atrim=end_sample={samples}"),
        *("-c:s", "mov_text", "-metadata:s:s:0", f"language={language}"),
        *("-metadata:s:a:0", f"language={language}", "-threads", str(job.threads), "-fflags", "+bitexact"),
        *("-movie_timescale", str(exact_timescale(rate)), "-movflags", "+faststart", "-f", "mp4", f"file:{job.out}"),
    ]


EXPORT = Mp4()
