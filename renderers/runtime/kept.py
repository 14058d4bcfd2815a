"""What an engine keeps for the next job on this machine: parts by the hash of all that decides them.

A part is the same whether it was kept or is made anew, so an empty folder costs time and nothing else.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

from renderers.plan import canonical_json

LARGEST_BYTES = 4 << 30


def key_of(what: object) -> str:
    """A file name for plain data that decides a part."""
    return hashlib.sha256(canonical_json(what).encode()).hexdigest()


def kept(folder: Path, key: str, make: Callable[[Path], None]) -> Path:
    """The part of this key: found in the folder, or made there; a reader sees all of it or nothing."""
    path = folder / key
    if path.exists():
        os.utime(path)
        return path
    folder.mkdir(parents=True, exist_ok=True)
    arriving = folder / f"{key}.{os.getpid()}.part"
    try:
        make(arriving)
        arriving.replace(path)
    finally:
        arriving.unlink(missing_ok=True)
    return path


def tidied(folder: Path, *, largest_bytes: int = LARGEST_BYTES) -> None:
    """Lets go of what was used longest ago until the folder is no larger than this."""
    try:
        found = sorted((entry.stat().st_mtime, entry.stat().st_size, entry.path) for entry in os.scandir(folder))
    except FileNotFoundError:  # nothing was kept yet, or a neighbour tidies at this moment
        return
    total = sum(size for _, size, _ in found)
    for _, size, path in found:
        if total <= largest_bytes:
            break
        Path(path).unlink(missing_ok=True)
        total -= size
