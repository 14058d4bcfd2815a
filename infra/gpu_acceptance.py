"""Every engine with weights, once, on this machine's real weights and graphics card: `make gpu-acceptance`.

Says for each how long it took, with the model loaded and without, and how much of the card it filled; engines that lack
something say what. Pictures, clips and lines stay in the folder, to be looked at and listened to.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from renderers.card import Accepts
from renderers.engine import Engine, Job, Kind, card_of, missing_for, read_settings
from renderers.engines import engines
from renderers.errors import RenderError
from renderers.media.cutlist import CutList, Span
from renderers.media.encode import SegmentWriter
from renderers.media.rgb import planes_of
from renderers.runtime.pipelines import release

RATE, _SLOW = Fraction(24), Fraction(16)
SECONDS = 5
WORDS = "Wide shot. A fishing boat leaves a harbour at dawn, gulls above it, mist on the water. Cinematic film still."
SAYS = "Nobody is coming. We wait until the light is back, and then we row."
MANNER, OTHER = "am_michael", "bf_emma"
"""A voice of the catalogue, and another in whose voice a cloned line is to be heard."""

TRAINED = "trained.pth"
"""Where the operator puts a voice that was trained, to hear the engines that speak in one."""


@dataclass(frozen=True, slots=True)
class Result:
    """Of one engine. `fault` is empty when it made what it says; then `first` and `again` are seconds."""

    engine: str
    fault: str = ""
    first: float = 0.0
    again: float = 0.0
    peak_gb: float = 0.0


@dataclass(frozen=True, slots=True)
class Asked:
    """What every engine is to make; on a real machine a picture as large as the film's, and five seconds."""

    width: int = 1280
    height: int = 720
    frames: int = int(SECONDS * RATE)
    steps: int = 0

    def settings(self, engine: Engine) -> dict[str, Any]:
        """Those that the engine has; its own number of steps unless said."""
        all_of_them = {"prompt": WORDS, "width": self.width, "height": self.height, "rate": str(RATE), "seed": 7}
        all_of_them |= {"text": SAYS, "voice": _voice_of(engine)}
        all_of_them |= {"side": min(self.width, self.height) // 64 * 64}
        all_of_them |= {"steps": self.steps} if self.steps else {}
        all_of_them |= {"people": [1]} if engine.makes is Kind.REPORT else {}  # one person, known by one picture
        all_of_them |= {"soundscape": {"beds": [{"sound": "rain"}], "spots": [{"sound": "knock", "shot": 0}]}}
        return {name: value for name, value in all_of_them.items() if name in engine.settings.model_fields}


def accepted(folder: Path, asked: Asked, clock: Callable[[], float] = time.monotonic) -> Iterator[Result]:
    """One result for every engine with weights; what it made is `<folder>/<engine>.png` and so on."""
    folder.mkdir(parents=True, exist_ok=True)
    first = _first(folder, asked)
    for name, engine in sorted(engines().items()):
        if card_of(engine).weights:
            yield _tried(name, engine, folder, first, asked, clock)


def _tried(name: str, engine: Engine, folder: Path, first: Path, asked: Asked, clock: Callable[[], float]) -> Result:
    if lack := missing_for(engine) or _not_brought(engine, folder):
        return Result(name, f"not tried: {lack}")
    release()
    seconds = []
    try:
        for _ in range(2):
            began = clock()
            _made(engine, folder / f"{name}.{_ending(engine)}", folder, first, asked)
            seconds.append(clock() - began)
    except RenderError as error:
        return Result(name, f"failed: {error}")
    first_time, again = seconds
    return Result(name, first=first_time, again=again, peak_gb=_peak_gb())


def _made(engine: Engine, out: Path, folder: Path, first: Path, asked: Asked) -> None:
    timing = folder / "timing.json"
    CutList(rate=RATE, frames=asked.frames, parts=(Span(start=0, frames=asked.frames),), cuts=(0,)).write(timing)
    people = ("reference.0", "face.0", "picture.0", "picture")
    inputs = {"timing": timing, "timeline": timing, "lines": timing} | dict.fromkeys(("first", *people), first)
    inputs |= {"voice.0": _recording(folder)} if card_of(engine).clones else {}
    inputs |= {"trained.0": folder / TRAINED} if card_of(engine).trained else {}
    if Accepts.SOURCE in card_of(engine).accepts:
        inputs["source"] = _half_as_large(first, folder / "source.mp4", asked)
    job = Job(read_settings(engine, asked.settings(engine)), inputs, out, folder, _nobody_waits)
    engine.render(job)
    engine.facts(out)


def _half_as_large(picture: Path, path: Path, asked: Asked) -> Path:
    """A clip to be finished: the picture half as large, moving sideways, at sixteen frames a second."""
    width, height = asked.width // 4 * 2, asked.height // 4 * 2
    with Image.open(picture) as whole:
        still = np.asarray(whole.convert("RGB").resize((width, height)), np.uint8)
    with SegmentWriter(path, width=width, height=height, rate=_SLOW) as segment:
        for number in range(ceil((asked.frames - 1) * _SLOW / RATE) + 1):
            segment.write_planes(*planes_of(np.roll(still, 2 * number, axis=1)))
    return path


def _voice_of(engine: Engine) -> str:
    """The first of its own, or one of the catalogue."""
    speaks = card_of(engine).speaks
    return speaks.voices[0].name if speaks and speaks.voices else MANNER


def _not_brought(engine: Engine, folder: Path) -> str:
    """A voice is trained on somebody: the operator brings one they may use."""
    if card_of(engine).trained and not (folder / TRAINED).exists():
        return f"it speaks in a trained voice; put one that you may use into {folder} as {TRAINED}"
    return ""


def _recording(folder: Path) -> Path:
    """Somebody to be cloned: another of the studio's own voices, so that a good clone is heard at once."""
    path, own = folder / "recording.wav", engines()["kokoro"]
    if not path.exists():
        own.render(Job(read_settings(own, {"text": SAYS, "voice": OTHER}), {}, path, folder, _nobody_waits))
    return path


def _nobody_waits(fraction: float) -> None:
    del fraction


def _first(folder: Path, asked: Asked) -> Path:
    """A sky over water, so that models of video have something to move."""
    rows = np.linspace(0, 1, asked.height)[:, None, None]
    sky, sea = np.array([250, 200, 150]), np.array([30, 60, 90])
    picture = np.broadcast_to(sky * (1 - rows) + sea * rows, (asked.height, asked.width, 3))
    path = folder / "first.png"
    Image.fromarray(picture.astype(np.uint8)).save(path)
    return path


def _ending(engine: Engine) -> str:
    return {Kind.PANEL: "png", Kind.CLIP: "mp4", Kind.LORA: "safetensors", Kind.REPORT: "json"}.get(engine.makes, "wav")


def _peak_gb() -> float:
    import torch

    if not torch.cuda.is_available():
        return 0.0
    peak = torch.cuda.max_memory_allocated() / (1 << 30)
    torch.cuda.reset_peak_memory_stats()
    return float(peak)


def main(folder: Path) -> int:
    """Prints a line for each engine; 1 when one failed."""
    failed = 0
    for result in accepted(folder, Asked()):
        failed += result.fault.startswith("failed")
        good = f"{result.first:7.1f} s first, {result.again:7.1f} s again, {result.peak_gb:5.1f} GB of the card"
        print(f"{result.engine:14} {result.fault or good}", flush=True)
    print(f"what was made is in {folder}: look at it")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "gpu-acceptance")))
