"""Words that stories are told with: places, and words for people. Rows of text beside this file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent
CORNERS = ("main", "near", "out", "far")


@dataclass(frozen=True, slots=True)
class Corner:
    """A place as headings name it, and what is seen and heard there."""

    heading: str
    senses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Four corners of one world, what lies about in it, and words of premises that lead there."""

    name: str
    words: frozenset[str]
    corners: Mapping[str, Corner]
    props: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class People:
    """Sets of words by what they say of somebody, and lists to choose from."""

    words: Mapping[str, frozenset[str]]
    lists: Mapping[str, tuple[str, ...]]


@cache
def places() -> tuple[Place, ...]:
    """Every world, in the order of the file."""
    blocks = (_HERE / "places.txt").read_text("utf-8").split("\n\n")
    return tuple(_place(block) for block in blocks if not block.startswith("#"))


def _place(block: str) -> Place:
    first, *lines = [line for line in block.splitlines() if line.strip()]
    name, _, words = first.partition(":")
    corners: dict[str, Corner] = {}
    props: tuple[str, ...] = ()
    for line in lines:
        key, _, rest = line.partition(" ")
        if key == "props":
            props = tuple(each.strip() for each in rest.split(";"))
        else:
            heading, *senses = (each.strip() for each in rest.split(" / "))
            corners[key] = Corner(heading, tuple(senses))
    return Place(name, frozenset(words.split()), corners, props)


@cache
def people() -> People:
    """All words for people."""
    words, lists = {}, {}
    for line in (_HERE / "people.txt").read_text("utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        key, _, rest = line.partition(": ")
        listed = rest.split(";") if ";" in rest else rest.split()
        lists[key] = tuple(each.strip() for each in listed)
        words[key] = frozenset(lists[key])
    return People(words, lists)
