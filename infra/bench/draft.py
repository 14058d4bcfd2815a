"""The draft film against the clock, and one painted shot against MoviePy.

`python -m infra.bench.draft [HEIGHT ...] [--scenes N]`: film seconds made per wall second with everything included
(voices, painting, encoding, mix, assembly, captions, the report), first with nothing made before (cold), then with the
voices kept (warm), and each stage's share of the work. Then one two-shot's frames per CPU second: ours, and MoviePy's
given the same layers, moves and encoder, when `MOVIEPY_PYTHON` names an interpreter that has it. Figures are ratios of
one run.
"""

from __future__ import annotations

import argparse
import json
import os
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

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from infra.yard.cores import cpu_seconds, largest_child_mb
from renderers.compilers.film import compile_film
from renderers.engines.video.draft_animatic import DraftAnimaticSettings
from renderers.execute import LocalRun
from renderers.media.encode import OPTIONS, SegmentWriter
from renderers.painting.camera import placed, through
from renderers.painting.compositor import Layer, one_thread
from renderers.painting.planes import Planes, to_rgb
from renderers.painting.puppet import Puppet
from renderers.painting.shot import Lens, PaintedShot, paint_shot
from renderers.plan import Plan, Step
from renderers.presets import DRAFT
from renderers.screenplay.film import film_spec
from renderers.screenplay.fountain import parse
from renderers.screenplay.sample import sample_text
from renderers.spec import FilmSpec, Movement
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
            spent = cpu_seconds()
            seconds, film, clock = _made(plan, store)
            spent = cpu_seconds() - spent
            total = sum(clock.seconds.values())
            shares = sorted(clock.seconds.items(), key=lambda pair: -pair[1])
            said = ", ".join(f"{engine} {part / total:.0%}" for engine, part in shares[:7])
            print(f"{height}p {name}: {film / seconds:.2f} film seconds per second ({film:.0f} s in {seconds:.0f} s)")
            cores = os.cpu_count() or 1
            most = cores * film / spent
            print(f"  {spent / film:.2f} CPU seconds per film second, so at most {most:.1f} on {cores} cores")
            print(f"  shares of the work: {said}")
            store = _kept(plan, store, Path(folder) / "warm", engine="kokoro")
    print(
        f"  largest child process {largest_child_mb():.0f} MB, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    )


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
    """The same two-shot by both: the layers the painter made, moved, laid on each other, encoded alike."""
    plan = compile_film(spec, replace(DRAFT, height=height))
    clips = (step for step in plan if step.engine == "draft_animatic")
    clip = next(step for step in clips if len(step.settings["picture"].get("cast", ())) == 2)
    one_thread()
    with tempfile.TemporaryDirectory() as folder:
        began = cpu_seconds()
        shot = _painted(clip)
        painted = cpu_seconds() - began
        ours = FRAMES / _encoded(shot, Path(folder) / "ours.mp4")
        alone = FRAMES / (painted + FRAMES / ours)
        print(f"{height}p one two-shot: {ours:.0f} frames per CPU second, {alone:.0f} with the painting of the layers")
        peer = os.environ.get("MOVIEPY_PYTHON")
        if not peer:
            print("  no MOVIEPY_PYTHON, so nothing to compare with")
            return
        theirs = FRAMES / _by_moviepy(shot, Path(folder), peer)
        print(
            f"  MoviePy with the same layers: {theirs:.0f} frames per CPU second, ours {ours / theirs:.1f} times that"
        )


def _painted(clip: Step) -> PaintedShot:
    settings = DraftAnimaticSettings.model_validate(dict(clip.settings))
    lens = Lens(settings.width, settings.height, float(RATE), FRAMES, Movement.PUSH_IN)
    return paint_shot(settings.picture, lens, shapes={})


def _encoded(shot: PaintedShot, out: Path) -> float:
    began = cpu_seconds()
    with SegmentWriter(out, width=shot.lens.width, height=shot.lens.height, rate=RATE) as segment:
        for frame in shot.frames():
            segment.write_planes(frame.y, frame.u, frame.v)
    return cpu_seconds() - began


_MOVIEPY = """
import json, sys
from moviepy import CompositeVideoClip, ImageClip
told = json.load(open(sys.argv[1]))
width, height, rate, frames = told["width"], told["height"], told["rate"], told["frames"]
seconds = frames / rate

def moved(layer):
    def at(t):
        return layer["moves"][min(frames - 1, round(t * rate))]
    clip = ImageClip(layer["picture"], duration=seconds)
    return clip.resized(lambda t: at(t)[0]).with_position(lambda t: tuple(at(t)[1:]))

CompositeVideoClip([moved(layer) for layer in told["layers"]], size=(width, height)).write_videofile(
    sys.argv[2], fps=rate, codec="libx264", preset=told["preset"], logger=None, audio=False, threads=1,
    ffmpeg_params=["-crf", told["crf"], "-x264-params", told["x264"], "-pix_fmt", "yuv420p"],
)
"""


def _by_moviepy(shot: PaintedShot, folder: Path, python: str) -> float:
    """CPU seconds of an interpreter of its own: each layer a picture, sized and placed as ours on every frame."""
    lens = shot.lens
    layers = [_told(shot, number, folder / f"{number}.png") for number in range(len(shot.behind) + len(shot.stage))]
    told = {"width": lens.width, "height": lens.height, "rate": int(RATE), "frames": FRAMES, "layers": layers}
    told |= {"preset": OPTIONS["preset"], "crf": OPTIONS["crf"], "x264": OPTIONS["x264-params"]}
    (folder / "told.json").write_text(json.dumps(told))
    began = cpu_seconds()
    subprocess.run([python, "-c", _MOVIEPY, str(folder / "told.json"), str(folder / "theirs.mp4")], check=True)
    return cpu_seconds() - began


def _told(shot: PaintedShot, number: int, out: Path) -> dict[str, object]:
    """A layer's picture in a file, and for every frame its enlargement and corner."""
    moves = []
    for frame in range(FRAMES):
        layer = _layer(shot, number, frame)
        camera = through(
            shot.camera.view(frame), nearness=layer.nearness, width=shot.lens.width, height=shot.lens.height
        )
        if layer.own is not None:
            camera = camera @ np.vstack([layer.own, [0.0, 0.0, 1.0]])
        matrix = placed(camera, left=layer.left, top=layer.top, scale=layer.scale)
        moves.append([float(matrix[0, 0]), float(matrix[0, 2]), float(matrix[1, 2])])
    layer = _layer(shot, number, 0)
    Image.fromarray(_pixels(layer.planes)).save(out)
    return {"picture": str(out), "moves": moves}


def _layer(shot: PaintedShot, number: int, frame: int) -> Layer:
    thing = (*shot.behind, *shot.stage)[number]
    return thing.layer(frame) if isinstance(thing, Puppet) else thing


def _pixels(planes: Planes) -> NDArray[np.uint8]:
    """RGB, or RGBA with alpha apart, as MoviePy reads pictures."""
    shown = to_rgb(planes)
    if planes.clear is None:
        return shown
    alpha = 255 - planes.clear
    full = np.clip(shown / np.maximum(alpha, 1)[..., None] * 255.0, 0, 255).astype(np.uint8)
    return np.dstack([full, alpha])


if __name__ == "__main__":
    sys.exit(main())
