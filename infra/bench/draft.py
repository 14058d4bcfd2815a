"""The draft film against the clock, and one painted shot against MoviePy.

`python -m infra.bench.draft [HEIGHT ...] [--scenes N]`: film seconds made per wall second with everything included
(voices, painting, encoding, mix, assembly, captions, the report), first with nothing made before (cold), then with the
voices kept (warm), and each stage's share of the work. Then one shot's frames per CPU second, ours and MoviePy's
moving a single still, when `MOVIEPY_PYTHON` names an interpreter that has it. Figures are ratios of one run.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path
from threading import Lock

from infra.bench.synthetic import make
from renderers.compilers.film import compile_film
from renderers.execute import LocalRun
from renderers.media.cutlist import CutList, Span
from renderers.media.probe import opened
from renderers.plan import Plan, Step
from renderers.presets import DRAFT
from renderers.screenplay.film import film_spec
from renderers.screenplay.fountain import parse
from renderers.screenplay.sample import sample_text
from renderers.spec import FilmSpec
from renderers.store import FolderStore

RATE = Fraction(24)
FRAMES = 96


@dataclass(slots=True)
class Clock:
    """Wall seconds each step took, by what it is."""

    seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    begun: dict[str, float] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def on_step(self, step: Step, state: str, fraction: float) -> None:  # noqa: ARG002 - the runner's shape
        """Told by the runner."""
        with self.lock:
            if state == "running":
                self.begun.setdefault(step.digest, time.monotonic())
            elif state == "done":
                self.seconds[step.engine] += time.monotonic() - self.begun[step.digest]


def main(arguments: list[str] | None = None) -> int:
    """Prints the figures."""
    parser = argparse.ArgumentParser(prog="python -m infra.bench.draft")
    parser.add_argument("heights", nargs="*", type=int, default=[720, 1080])
    parser.add_argument("--scenes", type=int, default=99, help="only the first so many scenes of the sample film")
    given = parser.parse_args(arguments)
    spec = film_spec(parse(sample_text()), rate=RATE, aspect="16:9")
    spec = spec.model_copy(update={"scenes": spec.scenes[: given.scenes]})
    for height in given.heights:
        _film(spec, height)
        _against_moviepy(spec, height)
    return 0


def _film(spec: FilmSpec, height: int) -> None:
    plan = compile_film(spec, replace(DRAFT, height=height))
    with tempfile.TemporaryDirectory() as folder:
        store = FolderStore(Path(folder) / "cold")
        for name in ("cold", "warm (voices kept)"):
            spent = _cpu()
            seconds, film, clock = _made(plan, store)
            spent = _cpu() - spent
            total = sum(clock.seconds.values())
            shares = sorted(clock.seconds.items(), key=lambda pair: -pair[1])
            said = ", ".join(f"{engine} {part / total:.0%}" for engine, part in shares[:7])
            print(f"{height}p {name}: {film / seconds:.2f} film seconds per second ({film:.0f} s in {seconds:.0f} s)")
            cores = os.cpu_count() or 1
            most = cores * film / spent
            print(f"  {spent / film:.2f} CPU seconds per film second, so at most {most:.1f} on {cores} cores")
            print(f"  shares of the work: {said}")
            store = _kept(plan, store, Path(folder) / "warm", engine="kokoro")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"  largest child process {peak:.0f} MB, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


def _made(plan: Plan, store: FolderStore) -> tuple[float, float, Clock]:
    clock = Clock()
    began = time.monotonic()
    report = LocalRun(plan=plan, store=store, workers=os.cpu_count() or 1, on_step=clock.on_step).run()
    return time.monotonic() - began, float(report.facts["frames"] / RATE), clock


def _kept(plan: Plan, store: FolderStore, folder: Path, *, engine: str) -> FolderStore:
    """A new store that holds what one engine made, and nothing else."""
    kept = FolderStore(folder)
    for step in plan:
        known = store.get(step.digest)
        if step.engine == engine and known is not None:
            with store.open_path(step.digest) as made:
                copy = shutil.copy(made, folder.with_suffix(".copy"))
            kept.put(step.digest, Path(copy), media_type=known.media_type, facts=known.facts)
    return kept


def _against_moviepy(spec: FilmSpec, height: int) -> None:
    plan = compile_film(spec, replace(DRAFT, height=height))
    clips = (step for step in plan if step.engine == "draft_animatic")
    clip = next(step for step in clips if len(step.settings["picture"].get("cast", ())) == 2)
    with tempfile.TemporaryDirectory() as folder:
        ours = _painted_shot(clip, Path(folder))
        print(f"{height}p one painted two-shot: {ours:.0f} frames per CPU second, painting included")
        peer = os.environ.get("MOVIEPY_PYTHON")
        if not peer:
            print("  no MOVIEPY_PYTHON, so nothing to compare with")
            return
        theirs = _moved_still(Path(folder), peer, height)
        print(f"  MoviePy moving one still: {theirs:.0f} frames per CPU second; ours is {ours / theirs:.1f} times that")


def _painted_shot(clip: Step, folder: Path) -> float:
    timing = folder / "timing"
    CutList(rate=RATE, frames=FRAMES, parts=(Span(start=0, frames=FRAMES),), cuts=(0,)).write(timing)
    settings = dict(clip.settings) | {"speakers": [], "movement": "push_in"}
    began = _cpu()
    make("draft_animatic", settings, {"timing": timing}, folder / "clip")
    return FRAMES / (_cpu() - began)


_MOVIEPY = """
import sys
from moviepy import CompositeVideoClip, ImageClip
still, out, width, height, seconds = sys.argv[1], sys.argv[2], *map(float, sys.argv[3:])
clip = ImageClip(still, duration=seconds).resized(lambda t: 1 + 0.1 * t / seconds).with_position("center")
CompositeVideoClip([clip], size=(int(width), int(height))).write_videofile(
    out, fps=24, codec="libx264", preset="veryfast", logger=None, audio=False, ffmpeg_params=["-crf", "20"]
)
"""


def _moved_still(folder: Path, python: str, height: int) -> float:
    """The first frame of our clip, pushed in on for as long, by an interpreter of its own."""
    with opened(folder / "clip") as film:
        still = next(film.decode(video=0)).to_image()
    still.save(folder / "still.png")
    sizes = [str(still.width), str(height), str(FRAMES / 24)]
    began = _cpu()
    subprocess.run([python, "-c", _MOVIEPY, str(folder / "still.png"), str(folder / "theirs.mp4"), *sizes], check=True)
    return FRAMES / (_cpu() - began)


def _cpu() -> float:
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


if __name__ == "__main__":
    sys.exit(main())
