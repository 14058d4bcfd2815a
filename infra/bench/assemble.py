"""Assembly of a film of 500 shots: sync at every cut, exact length, memory, and speed against the film's own length.

`python -m infra.bench.assemble [SHOTS]`; a flash and a beep mark every cut of a synthetic film, and both are looked for
in the finished MP4. Figures are ratios of one run.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from fractions import Fraction
from pathlib import Path

from infra.bench.synthetic import lags, make_film, with_reel

RATE = Fraction(24000, 1001)


def main(shots: int) -> int:
    """Prints the figures; 1 when a cut is off by a millisecond or the length by a frame."""
    with tempfile.TemporaryDirectory() as folder:
        began = time.monotonic()
        film = with_reel(make_film(Path(folder), shots=shots, rate=RATE))
        took = time.monotonic() - began
        found = lags(film)
    length = float(film.frames / RATE)
    worst = max((abs(lag) for lag in found.lag_ms), default=0.0)
    print(f"shots {shots}, frames wanted {film.frames}, frames found {found.frames}")
    print(f"worst |A/V lag| at {len(found.lag_ms)} cuts: {worst:.3f} ms")
    print(f"sound {found.samples} samples, wanted {film.samples}")
    print(f"film seconds per wall second, assembled and encoded: {length / took:.1f}")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    exact = found.frames == film.frames and found.samples == film.samples and len(found.lag_ms) == shots
    return 0 if exact and worst < 1 else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 500))
