"""The draft painter: pure drawing code; places, light and film look as layered sheets."""

from __future__ import annotations

from renderers.errors import ToolMissing

LIBRARIES = (
    "the painter cannot start: {fault}. Skia needs the system libraries libEGL and libGL; install them with "
    "`sudo apt-get install libegl1 libgl1` (Debian, Ubuntu) or `sudo dnf install mesa-libEGL mesa-libGL` (Fedora)"
)

try:
    import skia  # noqa: F401 - whoever paints needs it; its absence is said here, once, in words
except ImportError as error:
    raise ToolMissing(LIBRARIES.format(fault=error)) from error
