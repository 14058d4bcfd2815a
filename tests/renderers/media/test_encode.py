"""The same frames are the same bytes, whatever lay in memory before."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import sys
from fractions import Fraction
from pathlib import Path
import numpy as np
from renderers.media.encode import SegmentWriter

width, height = 320, 180
slope = np.asarray(np.add.outer(np.arange(height), np.arange(width) / 8) + 16, np.uint8)
chroma = np.full((height // 2, width // 2), 120, np.uint8)
with SegmentWriter(Path(sys.argv[1]), width=width, height=height, rate=Fraction(24)) as segment:
    for number in range(36):
        picture = np.roll(slope, number, axis=1).copy()
        picture[60:90, number * 3 : number * 3 + 20] = 200
        segment.write_planes(picture, chroma, chroma)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only glibc fills fresh memory on demand")
def test_what_lay_in_memory_does_not_get_into_a_segment(tmp_path: Path) -> None:
    made = set()
    for fresh in ("0", "85", "170"):
        out = tmp_path / f"{fresh}.mp4"
        subprocess.run(
            [sys.executable, "-c", PROGRAM, str(out)], env={**os.environ, "MALLOC_PERTURB_": fresh}, check=True
        )
        made.add(hashlib.sha256(out.read_bytes()).hexdigest())
    assert len(made) == 1
