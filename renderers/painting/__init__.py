"""The draft painter: pure drawing code; places, light and film look as layered sheets.

Plans are compiled on machines that never paint: where Skia cannot be loaded, everything that reads words into pictures
still works, and the first stroke says what is missing.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any, NoReturn

from renderers.errors import ToolMissing

LIBRARIES = (
    "the painter cannot start: {fault}. Skia needs the system libraries libEGL and libGL; install them with "
    "`sudo apt-get install libegl1 libgl1` (Debian, Ubuntu) or `sudo dnf install mesa-libEGL mesa-libGL` (Fedora)"
)


class Absent(ModuleType):
    """Stands where a library would be: it has any name, and raises ToolMissing for whoever calls one."""

    def __init__(self, fault: str) -> None:
        super().__init__("skia")
        self.__dict__["fault"] = fault

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __call__(self, *_: object, **__: object) -> NoReturn:
        raise ToolMissing(LIBRARIES.format(fault=self.__dict__["fault"]))


try:
    import skia  # noqa: F401 - the one place that knows what to do without it
except ImportError as error:
    sys.modules["skia"] = Absent(str(error))


def absence() -> str:
    """Why nothing can be painted on this machine, in words; nothing when it can be."""
    library = sys.modules["skia"]
    return LIBRARIES.format(fault=library.__dict__["fault"]) if isinstance(library, Absent) else ""
