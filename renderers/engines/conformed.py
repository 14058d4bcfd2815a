"""What engines share whose clips are made elsewhere: a vendor, a server of workflows, a program of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from renderers.engine import Job
from renderers.media.conform import conform
from renderers.media.cutlist import CutList
from renderers.media.encode import SegmentWriter
from renderers.runtime.shots import colour_match

_CAME = 0.95
"""So much of the work is done when the clips are here."""


def write_conformed(job: Job[Any], parts: list[Path], timing: CutList) -> None:
    """The clips as the shot: its frames, the size and rate of the settings, colours matched where two clips meet.

    Raises BrokenPromise when a clip has no frames.
    """
    settings = job.settings
    size = (settings.width, settings.height)
    with SegmentWriter(job.out, width=size[0], height=size[1], rate=settings.rate, threads=job.threads) as segment:
        conform(
            parts,
            segment,
            size,
            timing,
            match=colour_match,
            tick=lambda part: job.progress(_CAME + (1 - _CAME) * part),
        )
