"""What a finished file really holds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import av
from av.error import FFmpegError

from renderers.errors import BrokenPromise


@contextmanager
def opened(path: Path) -> Iterator[Any]:
    """The file for reading; BrokenPromise when it is not a film or a sound."""
    try:
        container = av.open(str(path))
    except (FFmpegError, OSError) as error:
        raise BrokenPromise(f"{path.name} cannot be read as a film: {error}") from error
    with container:
        yield container


def video_facts(path: Path) -> dict[str, Any]:
    """`frames`, `width`, `height`, `rate` (a fraction as text) of the first picture stream."""
    with opened(path) as film:
        if not film.streams.video:
            raise BrokenPromise(f"{path.name} has no picture")
        video = film.streams.video[0]
        if not video.frames:
            raise BrokenPromise(f"{path.name} has no frames")
        return {
            "frames": video.frames,
            "width": video.codec_context.width,
            "height": video.codec_context.height,
            "rate": str(video.average_rate),
        }
