"""Which part of a new draft is which part of the old one: equal content in order, then moved, then alike.

Works on any sequence; the caller says what equal and alike mean. Nothing here knows rows or files.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

T = TypeVar("T")
NEAR, ANYWHERE = 0.35, 0.6
_MOST_PAIRS = 20_000


def align(
    old: Sequence[T],
    new: Sequence[T],
    *,
    content: Callable[[T], Hashable],
    likeness: Callable[[T, T], float],
    near: float = NEAR,
    anywhere: float = ANYWHERE,
) -> list[int | None]:
    """For each of `new` the place in `old` it came from, None for what was not there; no place is given twice.

    Equal content in the longest common order comes first, then equal content that moved, then what stands between the
    same neighbours and is at least `near` alike (0..1), then what is at least `anywhere` alike wherever it stands.
    """
    before, after = [content(item) for item in old], [content(item) for item in new]
    found = _in_order(before, after)
    _moved(before, after, found)
    for gap_old, gap_new in _gaps(len(old), found):
        _alike(old, new, gap_old, gap_new, found, likeness, near)
    taken = {at for at in found if at is not None}
    _alike(
        old,
        new,
        [at for at in range(len(old)) if at not in taken],
        [at for at, match in enumerate(found) if match is None],
        found,
        likeness,
        anywhere,
    )
    return found


def words_alike(first: str, second: str) -> float:
    """How much two texts share, by words in order: 0 nothing, 1 the same words."""
    one, two = first.casefold().split(), second.casefold().split()
    if not one or not two:
        return float(one == two)
    return SequenceMatcher(None, one, two, autojunk=False).ratio()


def moved(found: Sequence[int | None]) -> set[int]:
    """Places in the new draft whose content changed its order: all but the longest run that kept it."""
    pairs = [(at, match) for at, match in enumerate(found) if match is not None]
    stayed = _longest_rising([match for _, match in pairs])
    return {at for place, (at, _) in enumerate(pairs) if place not in stayed}


def _in_order(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[int | None]:
    found: list[int | None] = [None] * len(after)
    for block in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks():
        for step in range(block.size):
            found[block.b + step] = block.a + step
    return found


def _moved(before: Sequence[Hashable], after: Sequence[Hashable], found: list[int | None]) -> None:
    taken = {at for at in found if at is not None}
    free: dict[Hashable, list[int]] = defaultdict(list)
    for at, key in enumerate(before):
        if at not in taken:
            free[key].append(at)
    for at, key in enumerate(after):
        if found[at] is None and free.get(key):
            found[at] = free[key].pop(0)


def _gaps(length: int, found: Sequence[int | None]) -> Iterator[tuple[list[int], list[int]]]:
    """Runs of the new draft without a match, each with the unmatched old places between its neighbours."""
    taken = {at for at in found if at is not None}
    at = 0
    while at < len(found):
        if found[at] is not None:
            at += 1
            continue
        end = at
        while end < len(found) and found[end] is None:
            end += 1
        low = found[at - 1] if at else -1
        high = found[end] if end < len(found) else length
        if low is not None and high is not None:
            yield [place for place in range(low + 1, high) if place not in taken], list(range(at, end))
        at = end


def _alike(
    old: Sequence[T],
    new: Sequence[T],
    places: Sequence[int],
    wanting: Sequence[int],
    found: list[int | None],
    likeness: Callable[[T, T], float],
    at_least: float,
) -> None:
    if not places or not wanting or len(places) * len(wanting) > _MOST_PAIRS:
        return
    scored = [
        (score, -abs(a - b), b, a) for b in wanting for a in places if (score := likeness(old[a], new[b])) >= at_least
    ]
    taken: set[int] = set()
    for _, _, b, a in sorted(scored, key=lambda pair: (-pair[0], -pair[1], pair[2], pair[3])):
        if found[b] is None and a not in taken:
            found[b] = a
            taken.add(a)


def _longest_rising(values: Sequence[int]) -> set[int]:
    """Places of one longest rising subsequence (patience, n log n)."""
    tops: list[int] = []
    ends: list[int] = []
    before: list[int | None] = []
    for at, value in enumerate(values):
        pile = bisect_left(tops, value)
        before.append(ends[pile - 1] if pile else None)
        tops[pile:] = [value] if pile == len(tops) else [value, *tops[pile + 1 :]]
        ends[pile:] = [at] if pile == len(ends) else [at, *ends[pile + 1 :]]
    kept: set[int] = set()
    step = ends[-1] if ends else None
    while step is not None:
        kept.add(step)
        step = before[step]
    return kept
