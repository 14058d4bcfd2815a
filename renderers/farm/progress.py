"""How far running steps are: the latest fraction wins, kept for a few minutes, never an event."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from functools import cache

import redis
from django.conf import settings

_SECONDS = 300


@cache
def _client() -> redis.Redis:
    return redis.Redis.from_url(settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=2)


def report(step_id: str, fraction: float) -> None:
    """Say how far a step is, 0..1; without a Redis nobody is told and nothing is lost."""
    with suppress(redis.RedisError):
        _client().set(f"progress:{step_id}", f"{fraction:.3f}", ex=_SECONDS)


def fractions(step_ids: Iterable[str]) -> dict[str, float]:
    """The latest fractions of those that have reported."""
    ids = list(step_ids)
    if not ids:
        return {}
    try:
        found = _client().mget([f"progress:{step_id}" for step_id in ids])
    except redis.RedisError:
        return {}
    return {step_id: float(value) for step_id, value in zip(ids, found, strict=True) if value is not None}
