"""Lines of the processes, one after the other, each with the name of who says it."""

from __future__ import annotations

import sys

_COLOURS = (36, 33, 35, 32, 34, 31)


def say(name: str, line: str) -> None:
    """Prints a line; a reader that went away does not keep the studio from stopping cleanly."""
    colour = _COLOURS[sum(map(ord, name)) % len(_COLOURS)]
    label = f"\x1b[{colour}m{name:>9} |\x1b[0m" if sys.stdout.isatty() else f"{name:>9} |"
    try:
        sys.stdout.write(f"{label} {line.rstrip()}\n")
        sys.stdout.flush()
    except BrokenPipeError:
        return
