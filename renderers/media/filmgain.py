"""By how much a film is turned up, and which of its two figures that was found by."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from renderers.errors import BrokenPromise


@dataclass(frozen=True, slots=True)
class FilmGain:
    """One gain for the whole film and the peak it is limited to, in dB; `by_dialogue` where speech is so rare that the
    dialogue alone has the film's level.

    Which figure counts is decided once: both may lie just at the bound, where another measurement decides otherwise.
    """

    gain_db: float
    ceiling_db: float
    by_dialogue: bool = False

    def figure(self, *, whole: float, dialogue: float) -> float:
        """The loudness, in LUFS, that is held against the target."""
        return dialogue if self.by_dialogue else whole

    def write(self, path: Path) -> None:
        """As JSON."""
        path.write_text(json.dumps(asdict(self)))

    @classmethod
    def read(cls, path: Path) -> FilmGain:
        """BrokenPromise when the file is none."""
        try:
            return cls(**json.loads(path.read_text()))
        except (OSError, ValueError, TypeError) as error:
            raise BrokenPromise(f"{path.name} is no level of a film") from error
