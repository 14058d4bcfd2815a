"""What a process and all that it started have used: cores, with servers and workers, and memory of the largest."""

from __future__ import annotations

import os
import resource
from contextlib import suppress
from multiprocessing import forkserver
from pathlib import Path

_TICK = os.sysconf("SC_CLK_TCK")


def cpu_seconds() -> float:
    """Of this process and everything below it, alive or waited for."""
    parents, used = _processes()
    mine, seconds = {os.getpid()}, 0.0
    grown = True
    while grown:
        more = {pid for pid, parent in parents.items() if parent in mine} - mine
        grown, mine = bool(more), mine | more
    for pid in mine:
        seconds += used.get(pid, 0.0)
    return seconds


def largest_child_mb() -> float:
    """The most memory a child or one of its own held, in MB. Ends the process that hosts are forked from, which alone
    knows of them."""
    stop = forkserver._forkserver._stop  # type: ignore[attr-defined]  # the library has no other word for it
    stop()
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def _processes() -> tuple[dict[int, int], dict[int, float]]:
    parents, used = dict[int, int](), dict[int, float]()
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError, IndexError):
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
                parents[int(entry.name)] = int(fields[1])
                used[int(entry.name)] = sum(map(int, fields[11:15])) / _TICK
    return parents, used
