"""How much of the farm a workspace may have; whoever sells plans says so, the roof of the house connects the two."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Limits:
    """`weight` is the workspace's share against others'; `at_once` bounds running steps by worker size."""

    weight: float = 1.0
    at_once: Mapping[str, int] = field(default_factory=dict)


LimitsOf = Callable[[str], Limits]

SOURCE: list[LimitsOf] = []
"""The one function that knows, filled by the roof; while it is empty every workspace is alike and unbounded."""


def limits_of(workspace_id: str) -> Limits:
    """The limits of a workspace. Call within `tenant(workspace_id)`."""
    return SOURCE[0](workspace_id) if SOURCE else Limits()
