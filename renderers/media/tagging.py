"""What a sound file says of itself: title, show, people, chapters, cover; in M4A by FFmpeg, in MP3 by `id3`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from renderers.errors import BadInput
from renderers.media.cutlist import CutList
from renderers.media.ffmpeg import ffmpeg
from renderers.media.id3 import Chapter, tag
from renderers.media.iso639 import iso_639_2
from renderers.media.process import run
from renderers.timing import frames_to_seconds

_GENRE = "Podcast"


@dataclass(frozen=True, slots=True)
class Tags:
    """Title of the episode, the show, who speaks, what it is about, the language."""

    title: str = ""
    album: str = ""
    artist: str = ""
    summary: str = ""
    language: str = "en"

    def chapters(self, names: Sequence[str], timeline: CutList) -> list[Chapter]:
        """Named stretches of the timeline; BadInput when there are more or fewer names than chapters."""
        if names and len(names) != len(timeline.scenes):
            raise BadInput(f"{len(names)} chapters are named but there are {len(timeline.scenes)}")
        edges = [round(frames_to_seconds(frame, timeline.rate) * 1000) for frame in (*timeline.scenes, timeline.frames)]
        return [Chapter(name, edges[at], edges[at + 1]) for at, name in enumerate(names)]

    def id3(self, chapters: Sequence[Chapter], cover: Path | None) -> bytes:
        """As an ID3 tag."""
        texts = (
            ("TIT2", self.title),
            ("TALB", self.album),
            ("TPE1", self.artist),
            ("TCON", _GENRE),
            ("TLAN", iso_639_2(self.language)),
            ("COMM", self.summary),
        )
        return tag(texts, chapters, cover.read_bytes() if cover else b"", language=iso_639_2(self.language))


def boxed(
    sound: Path,
    out: Path,
    *,
    tags: Tags,
    chapters: Sequence[Chapter],
    cover: Path | None,
    scratch: Path,
    tick: Callable[[], None],
) -> None:
    """The same packets in an M4A file with all that is said of it."""
    written = scratch / "metadata.txt"
    written.write_text(_metadata(tags, chapters), "utf-8")
    picture = ("-f", "image2", "-c:v", "mjpeg", "-i", f"file:{cover}") if cover else ()
    shown = ("-map", "2:v:0", "-c:v", "copy", "-disposition:v:0", "attached_pic") if cover else ()
    run(
        [
            *(ffmpeg(), "-hide_banner", "-nostdin", "-y", "-loglevel", "error"),
            *("-i", f"file:{sound}", "-f", "ffmetadata", "-i", f"file:{written}", *picture),
            *("-map", "0:a:0", *shown, "-map_metadata", "1", "-map_chapters", "1", "-c:a", "copy"),
            *("-metadata:s:a:0", f"language={iso_639_2(tags.language)}"),
            *("-fflags", "+bitexact", "-movflags", "+faststart", "-f", "ipod", f"file:{out}"),
        ],
        tick=tick,
    )


def _metadata(tags: Tags, chapters: Sequence[Chapter]) -> str:
    said = (
        ("title", tags.title),
        ("album", tags.album),
        ("artist", tags.artist),
        ("genre", _GENRE),
        ("comment", tags.summary),
        ("description", tags.summary),
    )
    lines = [";FFMETADATA1", *(f"{name}={plain(value)}" for name, value in said if value)]
    for chapter in chapters:
        times = (f"START={chapter.start_ms}", f"END={chapter.end_ms}")
        lines += ["[CHAPTER]", "TIMEBASE=1/1000", *times, f"title={plain(chapter.title)}"]
    return "\n".join(lines) + "\n"


def plain(value: str) -> str:
    """Text for an ffmetadata file: special characters escaped, one line."""
    flat = " ".join(value.split())
    return "".join(f"\\{letter}" if letter in "=;#\\" else letter for letter in flat)
