"""What deliveries as MP4 have in common: what the file says of itself, its chapters, and how far it is written."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field

from renderers.engine import Settings
from renderers.errors import BadInput
from renderers.media.cutlist import CutList
from renderers.timing import SAMPLE_RATE, Rate, sample_at

AUDIO_KBIT = 192


class Mp4Settings(Settings):
    """What the file says of itself."""

    rate: Rate = Field(description="Frames per second")
    title: str = Field(default="", description="Title in the metadata")
    author: str = Field(default="", description="Author in the metadata")
    language: str = Field(default="en", description="Language of speech and captions")
    chapters: tuple[str, ...] = Field(default=(), description="A name per scene; none, no chapters")


def write_metadata(path: Path, settings: Mp4Settings, timeline: CutList) -> Path:
    """Title, author and chapters for ffmpeg, in `path`; BadInput when the chapters are not one a scene."""
    if settings.chapters and len(settings.chapters) != len(timeline.scenes):
        raise BadInput(f"{len(settings.chapters)} chapters are named but there are {len(timeline.scenes)} scenes")
    path.write_text(_metadata(settings, timeline), encoding="utf-8")
    return path


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


def iso_639_2(language: str) -> str:
    """The code an MP4 has for a language, `und` for one it is not told."""
    return {"en": "eng", "de": "deu", "fr": "fra", "es": "spa", "it": "ita", "pt": "por", "ja": "jpn", "zh": "zho"}.get(
        language.split("-", maxsplit=1)[0].lower(), "und"
    )


def done(progress: Path, timeline: CutList) -> float:
    """How much of the film ffmpeg says it has written, 0..1."""
    try:
        times = [line for line in progress.read_text().splitlines() if line.startswith("out_time_us=")]
        written = int(times[-1].partition("=")[2]) / 1_000_000 * SAMPLE_RATE
    except (OSError, ValueError, IndexError):
        return 0.0
    return min(1.0, written / max(1, sample_at(timeline.frames, timeline.rate)))
