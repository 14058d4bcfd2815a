"""Who works here: workers seen lately, what they can make, and sizes that nobody serves, said in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from renderers.engine import Engine, version_of
from renderers.exports import makers, title_of
from renderers.farm.abilities import needed
from renderers.farm.models import Worker
from renderers.sizes import worker_of

ONLINE = timedelta(seconds=30)
"""A worker says every few seconds that it lives; one that was silent for so long is not counted on."""

Wants = Mapping[str, set[str]]
"""Engines as `name@version` by worker size."""


def workers_online(*, now: datetime) -> list[Worker]:
    """Those seen lately, by size and name."""
    return list(Worker.objects.filter(seen_at__gt=now - ONLINE).order_by("size", "name"))


def rests(worker: Worker, *, now: datetime) -> bool:
    """Whether it was set aside, because what it made failed."""
    return worker.aside_until is not None and worker.aside_until > now


def serves(worker: Worker, *, now: datetime) -> bool:
    """Whether a worker that is online takes anything new."""
    return not worker.draining and not rests(worker, now=now)


def slots_online(*, now: datetime) -> dict[str, int]:
    """Steps at once that those make who are online and take something new, by worker size."""
    slots: dict[str, int] = {}
    for worker in (each for each in workers_online(now=now) if serves(each, now=now)):
        slots[worker.size] = slots.get(worker.size, 0) + worker.slots
    return slots


def shortages(wants: Wants, *, now: datetime) -> list[str]:
    """What of this nobody who is online can make, a sentence each; nothing when everything can be made."""
    return _shortages(wants, workers_online(now=now), now)


def unusable(engines: Iterable[Engine], *, now: datetime) -> dict[str, str]:
    """Why nobody who is online can work with these engines, by name, in words; those that can be used are not in it."""
    workers = workers_online(now=now)
    wants = {each.name: wants_of([(each.size.value, each.name, version_of(each))]) for each in engines}
    found = {name: " ".join(_shortages(wanted, workers, now)) for name, wanted in wants.items()}
    return {name: why for name, why in found.items() if why}


def nobody_serves(size: str, online: Iterable[Worker], *, now: datetime) -> str:
    """Why nobody takes a step of this size, in words; empty when somebody does."""
    mine = [worker for worker in online if worker.size == size]
    if any(serves(worker, now=now) for worker in mine):
        return ""
    if any(rests(worker, now=now) for worker in mine):
        return (
            f"Every {worker_of(size)} that is online rests, because what it made failed; what needs one waits "
            "until one is well. The workers page says what failed."
        )
    return f"No {worker_of(size)} is online; what needs one waits until one joins."


def _shortages(wants: Wants, online: Sequence[Worker], now: datetime) -> list[str]:
    found: list[str] = []
    for size, engines in sorted(wants.items()):
        serving = [worker for worker in online if worker.size == size and serves(worker, now=now)]
        if said := nobody_serves(size, online, now=now):
            found.append(said)
            continue
        able = {each for worker in serving for each in worker.engines}
        found += [_lack(size, engine, serving) for engine in sorted(engines - able)]
    return found


def hopeless(wants: Wants, *, now: datetime) -> list[str]:
    """Those shortages that waiting does not mend: everybody of the size is here, and says that it lacks something."""
    workers = workers_online(now=now)
    found: list[str] = []
    for size, engines in sorted(wants.items()):
        serving = [worker for worker in workers if worker.size == size]
        names = {engine.partition("@")[0] for engine in engines}
        lacked = [name for name in sorted(names) if serving and all(name in worker.missing for worker in serving)]
        found += [_lack(size, name, serving) for name in lacked]
    return found


def wants_of(steps: Iterable[tuple[str, str, str]]) -> Wants:
    """Of (size, engine, version)."""
    wants: dict[str, set[str]] = {}
    for size, engine, version in steps:
        wants.setdefault(size, set()).add(needed(engine, version))
    return wants


def _lack(size: str, engine: str, serving: Iterable[Worker]) -> str:
    name, _, version = engine.partition("@")
    why = next((worker.missing[name] for worker in serving if name in worker.missing), "")
    if why:
        return f"No {worker_of(size)} that is online can run {_title(name)}: {why}"
    said = f" {version}" if version else ""
    return f"No {worker_of(size)} that is online has {_title(name)}{said}; what needs it waits for one that has."


def _title(name: str) -> str:
    return f"“{title_of(name)}”" if name in makers() else name
