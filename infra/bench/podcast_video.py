"""A podcast on video: how much faster than real time its pictures are made, and what one edited turn costs.

`python -m infra.bench.podcast_video [--minutes 3] [--look video_16x9 ...]`. The sound is made first and
not counted. A busy machine makes the wall time say nothing; CPU seconds, and their ratio to the length, stay.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from infra.bench.podcast import Clock, edited, rendered, written
from renderers.compilers.podcast import EPISODE, compile_episode
from renderers.compilers.podcast_video import LOOKS, with_video
from renderers.presets import PRESETS
from renderers.store import FolderStore

REALTIME, EDIT_SHARE = 3.0, 0.5
"""Seconds of video made in a CPU second, at least; what an edit may cost of the whole, in some minutes of talk."""

_PRESET = PRESETS["rough"]
_MEBI = 1 << 20


def main() -> int:
    """The figures against their limits; 1 when one is missed."""
    parser = argparse.ArgumentParser(description="Measure podcasts on video.")
    parser.add_argument("--minutes", type=float, default=3)
    parser.add_argument("--look", choices=sorted(LOOKS), action="append", help="may be given again (default: all)")
    parser.add_argument("--store", type=Path, help="folder that keeps finished steps (default: a new one)")
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        store = FolderStore(given.store or Path(folder))
        return _measured(given.minutes, given.look or sorted(LOOKS), store)


def _measured(minutes: float, looks: list[str], store: FolderStore) -> int:
    spec = written(minutes, "rough")
    sound = compile_episode(spec, _PRESET)
    report, _, _ = rendered(sound, store, Clock())
    seconds, slow = report.facts["duration_ms"] / 1000, 0
    changed = edited(spec)
    rendered(compile_episode(changed, _PRESET), store, Clock())
    for look in looks:
        clock = Clock()
        plan = with_video(sound, spec, look)
        _, wall, cpu = rendered(plan, store, clock)
        _, _, again = rendered(with_video(compile_episode(changed, _PRESET), changed, look), store, Clock())
        made = store.get(plan.wanted[EPISODE][look])
        size = 0 if made is None else made.size / seconds * 3600 / _MEBI
        missed = seconds / cpu < REALTIME or again > cpu * EDIT_SHARE
        slow += missed
        stages = ", ".join(f"{engine} {took:.0f} s" for engine, took in sorted(clock.seconds.items()))
        sys.stdout.write(
            f"{look}: {seconds:.0f} s of video in {cpu:.0f} CPU s and {wall:.0f} s, {seconds / cpu:.1f} times real time"
            f" a core;\n  an hour is {size:.0f} MB; an edited turn {again:.1f} CPU s, {again / cpu:.0%} of the whole"
            f"{' MISSED' * missed}\n  {stages}\n"
        )
        sys.stdout.flush()
    return int(slow > 0)


if __name__ == "__main__":
    sys.exit(main())
