"""Which ffmpeg the studio uses, and whether it can do what films need.

The one inside the package imageio-ffmpeg by default, so every machine makes the same pictures;
`STUDIO_FFMPEG=system` or a path chooses another.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from functools import cache

from renderers.errors import ToolMissing

NEEDED = {"encoders": ("aac", "mov_text", "libx264"), "filters": ("ebur128",)}


@cache
def ffmpeg() -> str:
    """Path of an ffmpeg that has everything needed; ToolMissing names what is lacking and how to mend it."""
    path = _find(os.environ.get("STUDIO_FFMPEG", ""))
    for what, names in NEEDED.items():
        _insist(path, what, names)
    return path


@cache
def ffmpeg_that_draws_captions() -> str:
    """The same, with libass; asked for only where captions are drawn, since not every ffmpeg has it."""
    path = ffmpeg()
    _insist(path, "filters", ("ass",))
    return path


def _insist(path: str, what: str, names: Sequence[str]) -> None:
    listed = _listed(path, what)
    lacking = [name for name in names if name not in listed]
    if lacking:
        raise ToolMissing(f"{path} lacks the {what} {', '.join(lacking)}; unset STUDIO_FFMPEG to use the studio's own")


def _find(choice: str) -> str:
    if choice == "system":
        found = shutil.which("ffmpeg")
        if found is None:
            raise ToolMissing(
                "STUDIO_FFMPEG=system, but there is no ffmpeg on the PATH; install it or unset the variable"
            )
        return found
    if choice:
        if not os.access(choice, os.X_OK):
            raise ToolMissing(f"STUDIO_FFMPEG names {choice}, which cannot be run; correct or unset the variable")
        return choice
    import imageio_ffmpeg

    try:
        return str(imageio_ffmpeg.get_ffmpeg_exe())
    except RuntimeError as error:
        raise ToolMissing(
            "the package imageio-ffmpeg has no ffmpeg for this machine; run `make setup` again"
        ) from error


def _listed(path: str, what: str) -> set[str]:
    try:
        done = subprocess.run(
            [path, "-hide_banner", f"-{what}"],
            capture_output=True,
            text=True,
            check=True,
            timeout=30,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise ToolMissing(f"{path} does not run ({error}); set STUDIO_FFMPEG to a working ffmpeg") from error
    return {word for line in done.stdout.splitlines() for word in line.split()[1:2]}
