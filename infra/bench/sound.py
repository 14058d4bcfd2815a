"""The sound of a film of so many minutes: CPU seconds per film minute for each engine, the film's levels, peak memory.

`python -m infra.bench.sound [MINUTES]`; speech is noise of the length it would have, so that no voice is measured.
The exit code is 1 when music, effects, dialogue and mix together cost more than 5 CPU seconds per film minute.
"""

from __future__ import annotations

import resource
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import numpy as np

from infra.bench.synthetic import make
from infra.yard.cores import cpu_seconds
from renderers.compilers.film import FILM, compile_film
from renderers.compilers.film_sound import with_stems
from renderers.media import loudness
from renderers.media.cutlist import CutList
from renderers.media.wav import Mark, write_speech
from renderers.plan import Plan, Step
from renderers.presets import DRAFT
from renderers.screenplay.film import film_spec
from renderers.screenplay.fountain import parse
from renderers.spec import FilmSpec

MOST_CPU_PER_MINUTE = 5.0
_RATE = Fraction(24)
_ENGINES = (
    "shot_timing",
    "timeline",
    "composer",
    "effects",
    "scene_dialogue",
    "film_stem",
    "scene_sound",
    "film_level",
    "film_reel",
)
_SCENES = (
    "INT. KITCHEN {n} - DAY\n\nShe pours tea and opens the door.\n\n{talk}",
    "EXT. CITY STREET {n} - NIGHT\n\nRain. He runs, cars honk. A siren. The crowd scatters!\n\nHe crashes down.\n\n",
    "INT. CHURCH {n} - DAY\n\nThe coffin stands alone. Anna weeps.\n\n{talk}Bells toll. She walks out, crying.\n\n",
    "EXT. FOREST {n} - NIGHT\n\nStars over the vast, quiet wood. They gaze in wonder at the moon.\n\n{talk}",
)
_TALK = "ANNA\nI thought you would come earlier, before the rain and all the others.\n\nBEN\nThe road was closed.\n\n"


def main(minutes: int) -> int:
    """Prints the figures; 1 when the sound of a minute costs too much."""
    spec = film_spec(parse(_screenplay(minutes)), rate=_RATE, aspect="16:9")
    plan = with_stems(compile_film(spec, DRAFT), spec)
    with tempfile.TemporaryDirectory() as folder:
        spent, files = _made(plan, Path(folder))
        frames = CutList.read(files[plan.wanted[FILM]["timeline"]]).frames
        length = float(frames / _RATE / 60)
        _levels(plan, spec, files)
    costs = {engine: spent[engine] / length for engine in _ENGINES[2:]}
    for engine, cost in costs.items():
        print(f"{engine}: {cost:.2f} CPU seconds per film minute")
    whole = sum(cost for engine, cost in costs.items() if engine != "film_stem")
    print(f"sound of {length:.1f} minutes: {whole:.2f} CPU seconds per film minute, stems of the film not counted")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    return 0 if whole <= MOST_CPU_PER_MINUTE else 1


def _screenplay(minutes: int) -> str:
    scenes = (_SCENES[n % len(_SCENES)].format(n=n, talk=_TALK * 2) for n in range(minutes * 3))
    return "Title: Bench\nAuthor: Nobody\n\n" + "".join(scenes)


def _made(plan: Plan, folder: Path) -> tuple[dict[str, float], dict[str, Path]]:
    """CPU seconds by engine, and files by digest."""
    spent: dict[str, float] = defaultdict(float)
    files: dict[str, Path] = {}
    for step in plan.by_digest().values():
        out = folder / step.digest
        if step.engine == "kokoro":
            files[step.digest] = _speech(out, str(step.settings["text"]))
        elif step.engine in _ENGINES:
            before = cpu_seconds()
            files[step.digest] = make(step.engine, step.settings, _inputs(step, files), out)
            spent[step.engine] += cpu_seconds() - before
    return spent, files


def _inputs(step: Step, files: dict[str, Path]) -> dict[str, Path]:
    return {role: files[digest] for role, digest in step.inputs}


def _speech(path: Path, text: str) -> Path:
    words = text.split()
    rng = np.random.default_rng(len(text))
    samples = (0.1 * rng.normal(0, 1, 8000 * len(words))).clip(-0.5, 0.5).astype(np.float32)
    write_speech(path, samples, 24_000, [Mark("word", word, 8000 * at, 8000) for at, word in enumerate(words)])
    return path


def _levels(plan: Plan, spec: FilmSpec, files: dict[str, Path]) -> None:
    for kind in _kinds(plan):
        level = loudness.measure(files[plan.wanted[FILM][kind]])
        print(f"{kind}: {level.lufs:.1f} LUFS, {level.peak_dbtp:.1f} dBTP")
    scored = sum("music" in plan.wanted[scene.key] for scene in spec.scenes)
    print(f"{scored} of {len(spec.scenes)} scenes have music")


def _kinds(plan: Plan) -> Iterator[str]:
    return (kind for kind in ("dialogue", "effects", "music", "bed") if kind in plan.wanted[FILM])


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 3))
