"""A film of feature length: one changed line to a new master, the share of each step, and memory at 10 and 180 minutes.

`python -m infra.bench.long [MINUTES] [--height 720]`: a film of four distinct scenes, each of which comes again and
again, is made through the studio's own plan; shots of one length are painted once and stand for each other. What it
would cost were every scene its own is added up from its steps. Then one line in its middle is changed, and only what is
missing is made. `python -m infra.bench.long --memory` makes films of 10 and of 180 minutes at a low height. Figures are
ratios of one run.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path
from threading import Lock

from infra.yard.cores import cpu_seconds, largest_child_mb
from renderers.compilers.film import FILM, compile_film
from renderers.execute import LocalRun
from renderers.plan import Plan, Step
from renderers.presets import DRAFT
from renderers.screenplay.film import film_spec
from renderers.screenplay.fountain import parse
from renderers.spec import FilmSpec
from renderers.store import FolderStore

RATE = Fraction(24)
_PARTS = ("painted", "joined")
_PAINTED = ("draft_animatic", "draft_panel")
MOST_SECONDS, MOST_SHARE, MOST_GROWTH = 20.0, 0.005, 1.1
_OLD, _NEW = "I thought you would be here before the rain began.", "I was sure you would be here long before this rain."
_SCENES = (
    "INT. KITCHEN - DAY\n\nAnna pours tea. Ben looks out of the window.\n\n{talk}\n\nShe puts the cup down.\n",
    "EXT. CITY STREET - NIGHT\n\nRain. Ben runs. Cars honk. A siren.\n\n{talk}\n\nHe turns up his collar.\n",
    "INT. CHURCH - DAY\n\nAnna stands alone. Bells toll.\n\n{talk}\n\nShe walks out into the light.\n",
    "EXT. FOREST - NIGHT\n\nStars over the wood. They gaze at the moon.\n\n{talk}\n\nAn owl calls.\n",
)
_TALK = (
    f"ANNA\n{_OLD}",
    "BEN\nThe road was closed, and the bridge is under water since noon.",
    "ANNA\nThen we have one day less than we thought.",
    "BEN\nOne day is enough, if you tell me where he has hidden the letters.",
)


@dataclass(slots=True)
class Clock:
    """Wall seconds each step took by its digest, and those its like took of which it is a copy."""

    seconds: dict[str, float] = field(default_factory=dict)
    copied: dict[str, float] = field(default_factory=dict)
    begun: dict[str, float] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def on_step(self, step: Step, state: str, fraction: float) -> None:  # noqa: ARG002 - the runner's shape
        """Told by the runner."""
        with self.lock:
            if state == "running":
                self.begun.setdefault(step.digest, time.monotonic())
            elif state == "done":
                self.seconds[step.digest] = time.monotonic() - self.begun[step.digest]


def screenplay(scenes: int, *, changed: int | None = None) -> str:
    """So many scenes of four kinds; the first line of scene `changed` is another one."""
    said = "\n\n".join(_TALK)
    told = [_SCENES[at % len(_SCENES)].format(talk=said) for at in range(scenes)]
    if changed is not None:
        told[changed] = told[changed].replace(_OLD, _NEW)
    return "Title: A Long Film\nAuthor: Nobody\n\n" + "\n\n".join(told)


def spec_of(scenes: int, *, changed: int | None = None) -> FilmSpec:
    """The film as it goes to the compiler."""
    return film_spec(parse(screenplay(scenes, changed=changed)), rate=RATE, aspect="16:9")


def main(arguments: list[str] | None = None) -> int:
    """Prints the figures; 1 when a limit is passed."""
    parser = argparse.ArgumentParser(prog="python -m infra.bench.long")
    parser.add_argument("minutes", nargs="?", type=int, default=90)
    parser.add_argument("--height", type=int, default=720)
    parser.add_argument("--folder", type=Path, help="kept, so that a second run finds the film made")
    parser.add_argument("--memory", action="store_true", help="measure memory instead")
    parser.add_argument("--peak", choices=_PARTS, help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as made:
        folder = given.folder or Path(made)
        if given.peak:
            return _peak(given.peak, given.minutes, given.height, folder)
        return _memory() if given.memory else _changed_line(given.minutes, given.height, folder)


def _scenes_for(minutes: int) -> int:
    """Scenes that make up so many minutes, by the planned lengths of four of them."""
    frames = sum(shot.frames for scene in spec_of(4).scenes for shot in scene.shots) / 4
    return max(8, round(minutes * 60 * RATE / Fraction(frames)))


def _changed_line(minutes: int, height: int, folder: Path) -> int:
    scenes, preset = _scenes_for(minutes), replace(DRAFT, height=height)
    store = FolderStore(folder / "store")
    before = compile_film(spec_of(scenes), preset)
    spent = cpu_seconds()
    first = Clock()
    _paint(before, store, first)
    film = _made(before, store, first)
    busy = (cpu_seconds() - spent) / max(1.0, sum(first.seconds.values()))
    whole = busy * _as_if_all_were_new(before, first)
    began, spent = time.monotonic(), cpu_seconds()
    after = compile_film(spec_of(scenes, changed=scenes // 2), preset)
    compiled, second, pieces = time.monotonic() - began, Clock(), _kept(store)
    _made(after, store, second)
    took, spent = time.monotonic() - began, cpu_seconds() - spent
    print(f"film of {film / 60:.1f} minutes at {height}p, {scenes} scenes, {len(before)} different steps")
    print(f"one line changed: {took:.1f} s and {spent:.1f} CPU seconds to a new master with its report")
    print(f"  of that compiling {compiled:.2f} s; {len(second.seconds)} steps made")
    print(f"  {took / film:.2%} of the film's length; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print(f"  pieces of sound encoded again: {_kept(store) - pieces}")
    _shares(after, second, "  shares of the change")
    if whole:
        print(f"the full render: {whole:.0f} CPU seconds; the change is {spent / whole:.2%} of it")
        _shares(before, first, "  shares of what was made first")
    return 0 if took <= MOST_SECONDS and (not whole or spent / whole <= MOST_SHARE) else 1


def _made(plan: Plan, store: FolderStore, clock: Clock) -> float:
    """Seconds of film."""
    run = LocalRun(plan=plan, store=store, workers=os.cpu_count() or 1, on_step=clock.on_step, kept=store.root / "kept")
    return float(run.run().facts["frames"] / RATE)


def _paint(plan: Plan, store: FolderStore, clock: Clock) -> None:
    """Makes one clip of each cut list and one panel; under the digests of all others lie copies of them."""
    timed = [step for step in plan if step.engine in ("kokoro", "shot_timing", "settled_timing")]
    alike: dict[str, list[Step]] = defaultdict(list)
    for step in plan:
        if step.engine in _PAINTED:
            alike[dict(step.inputs).get("timing", step.engine)].append(step)
    _run(plan, [*timed, *(steps[0] for steps in alike.values())], store, clock)
    for first, *others in alike.values():
        known = store.get(first.digest)
        for step in others:
            clock.copied[step.digest] = clock.seconds.get(first.digest, 0.0)
            if known is not None and store.get(step.digest) is None:
                with store.open_path(first.digest) as made:
                    copy = made.with_suffix(".copy")
                    copy.hardlink_to(made)
                    store.put(step.digest, copy, media_type=known.media_type, facts=known.facts)


def _run(plan: Plan, steps: list[Step], store: FolderStore, clock: Clock) -> None:
    """Some steps of a plan and all they need."""
    part = Plan(steps=tuple(steps), wanted=plan.wanted, result=steps[-1].digest)
    LocalRun(plan=part, store=store, workers=os.cpu_count() or 1, on_step=clock.on_step, kept=store.root / "kept").run()


def _as_if_all_were_new(plan: Plan, clock: Clock) -> float:
    """Seconds of all steps were no two shots or scenes alike: each as often as it is wanted."""
    wanted = [digest for roles in plan.wanted.values() for digest in roles.values()]
    return sum((clock.copied | clock.seconds).get(digest, 0.0) for digest in wanted)


def _kept(store: FolderStore) -> int:
    """Pieces of sound on this machine."""
    folder = store.root / "kept"
    return sum(path.stat().st_size > 1 << 16 for path in folder.iterdir()) if folder.exists() else 0


def _shares(plan: Plan, clock: Clock, name: str) -> None:
    by_engine: dict[str, float] = defaultdict(float)
    for digest, step in plan.by_digest().items():
        name_of = f"film {step.engine}" if step.subject == FILM else step.engine
        by_engine[name_of] += (clock.copied | clock.seconds).get(digest, 0.0)
    total = sum(by_engine.values()) or 1.0
    most = sorted(by_engine.items(), key=lambda pair: -pair[1])[:12]
    print(f"{name}: " + ", ".join(f"{engine} {part:.1f} s ({part / total:.0%})" for engine, part in most))


def _memory() -> int:
    """Peak memory at 10 and at 180 minutes, of what paints and of what puts the film together, which loads no voice."""
    peaks = {minutes: _peaks_of(minutes) for minutes in (10, 180)}
    growth = 0.0
    for name, short, long in zip(_MEASURED, *peaks.values(), strict=True):
        print(f"peak memory of {name}: {short:.0f} MB at 10 minutes, {long:.0f} MB at 180: {long / short:.2f}")
    for short, long in list(zip(*peaks.values(), strict=True))[:-1]:
        growth = max(growth, long / short)
    return 0 if growth <= MOST_GROWTH else 1


_MEASURED = ("the hosts that speak and paint", "the hosts that join", "the process that plans")


def _peaks_of(minutes: int) -> list[float]:
    """MB of the largest host while shots are made, the largest while the film is joined, and who plans it."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "infra.bench.long", str(minutes), "--height", "144", "--folder", folder]
        told = [
            subprocess.run([*command, "--peak", part], check=True, capture_output=True, text=True).stdout.split()
            for part in _PARTS
        ]
    painted, joined = ([float(word) for word in said[-2:]] for said in told)
    return [painted[0], joined[0], joined[1]]


def _peak(part: str, minutes: int, height: int, folder: Path) -> int:
    """Prints MB of the largest host and of this process. Clips are there already when the film is joined."""
    plan = compile_film(spec_of(_scenes_for(minutes)), replace(DRAFT, height=height))
    store = FolderStore(folder / "store")
    if part == "painted":
        _paint(plan, store, Clock())
    else:
        _made(plan, store, Clock())
    print(largest_child_mb())
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    return 0


if __name__ == "__main__":
    sys.exit(main())
