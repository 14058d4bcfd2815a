"""What this process and all it started have used: hosts are children of the process they are forked from."""

from __future__ import annotations

import os
import resource
from collections.abc import Iterator
from multiprocessing import forkserver
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds() -> float:
    """CPU seconds of this process, of its living children, and of all those either has waited for."""
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in both) + sum(_of_living_children())


def _of_living_children() -> Iterator[float]:
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:  # it has ended meanwhile
            continue
        if int(fields[1]) == os.getpid():
            yield sum(map(int, fields[11:15])) / _TICKS


def largest_child_mb() -> float:
    """The most memory one of them held, in MB. Ends the process that hosts are forked from, which knows of theirs."""
    stop = forkserver._forkserver._stop  # type: ignore[attr-defined]  # the library has no other word for it
    stop()
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
