"""A short screenplay of our own, about two minutes: three characters, five scenes."""

from __future__ import annotations

from importlib.resources import files

TITLE = "The Last Lamp"
LOGLINE = "On the last night of a lighthouse its keeper, an engineer and a girl keep the beam turning by hand."


def sample_text() -> str:
    """Its Fountain."""
    return files(__package__ or __name__).joinpath("the-last-lamp.fountain").read_text(encoding="utf-8")
