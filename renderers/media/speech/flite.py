"""Flite in its sandbox: a text, how its words are pronounced and a voice in; samples and the end of every sound out."""

from __future__ import annotations

import atexit
import re
import tempfile
import wave
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from renderers.media.speech.flite_assets import program_path
from renderers.media.speech.model import Samples

SAMPLE_RATE = 16_000
BASES = ("slt", "rms", "awb", "kal16")
PAUSE = "pau"
_SEGMENT = re.compile(r"([a-z]+):(\d+\.\d+)")
_INSIDE = "/job"


class FliteFailed(Exception):
    """The fast voice could not say this text."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A sound of English or a pause, in the letters of CMU; start and end in seconds."""

    phone: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Said:
    """Mono samples at 16 kHz and the sounds in them, in order."""

    samples: Samples
    segments: tuple[Segment, ...]


def speak(text: str, *, sounds: Mapping[str, Sequence[str]], base: str, stretch_percent: int) -> Said:
    """A text of letters and marks said by one of `BASES`, `stretch_percent` as slow; the same samples every time.

    `sounds` are words and the CMU phones they are said with, vowels numbered by stress.
    """
    with tempfile.TemporaryDirectory(prefix="flite-") as made:
        room = Path(made)
        book = "".join(f"{word} 0 : {' '.join(phones)}\n" for word, phones in sounds.items())
        (room / "lexicon").write_text(book, "ascii")
        told = ("-add_lex", f"{_INSIDE}/lexicon", "-psdur", "--setf", f"duration_stretch={stretch_percent / 100:.2f}")
        printed = _run(room, ("flite", "-voice", base, *told, "-t", text, "-o", f"{_INSIDE}/said.wav"))
        return Said(_samples(room / "said.wav", text), _segments(printed))


def _run(room: Path, arguments: Sequence[str]) -> str:
    """What the program prints; it sees this folder and nothing else."""
    import wasmtime

    engine, module = _module(program_path())
    linker = wasmtime.Linker(engine)
    linker.define_wasi()
    store, world = wasmtime.Store(engine), wasmtime.WasiConfig()
    world.argv = list(arguments)
    world.preopen_dir(str(room), _INSIDE)
    world.stdout_file = str(room / "printed")
    store.set_wasi(world)
    start: Any = linker.instantiate(store, module).exports(store)["_start"]
    try:
        start(store)
    except wasmtime.ExitTrap as stopped:
        if stopped.code:
            raise FliteFailed(f"{FliteFailed.__doc__} (it ended with {stopped.code})") from stopped
    except (wasmtime.Trap, wasmtime.WasmtimeError) as broken:
        raise FliteFailed(f"{FliteFailed.__doc__} ({str(broken).splitlines()[0]})") from broken
    return (room / "printed").read_text("ascii", errors="replace")


@cache
def _module(program: Path) -> tuple[Any, Any]:
    import wasmtime

    engine = wasmtime.Engine()
    atexit.register(_module.cache_clear)  # freed later, it would miss the parts of wasmtime that free it
    return engine, wasmtime.Module.from_file(engine, str(program))


def _samples(path: Path, text: str) -> Samples:
    if not path.exists():
        raise FliteFailed(f"{FliteFailed.__doc__} ({text[:60]!r})")
    with wave.open(str(path)) as sound:
        raw = np.frombuffer(sound.readframes(sound.getnframes()), np.int16)
    return np.asarray(raw / 32_768, np.float32)


def _segments(printed: str) -> tuple[Segment, ...]:
    """Ends as printed; where they start anew, so does the clock."""
    found: list[Segment] = []
    base = before = 0.0
    for phone, written in _SEGMENT.findall(printed):
        end = float(written)
        if base + end < before:
            base = before
        found.append(Segment(phone, before, base + end))
        before = base + end
    return tuple(found)
