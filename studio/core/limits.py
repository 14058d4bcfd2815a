"""How often one may ask: token buckets in Redis, one per caller and kind of request."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Any

import redis
from django.conf import settings

from studio.core.errors import TooManyRequests, Unavailable

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Bucket:
    """`burst` requests at once, refilled at `per_second`."""

    burst: int
    per_second: float


class Cost(Enum):
    """The kinds of request, each with its own bucket."""

    READ = Bucket(burst=600, per_second=60)
    WRITE = Bucket(burst=200, per_second=20)
    SPEND = Bucket(burst=60, per_second=1)


# One round trip, atomic: take a token if there is one, else say how long until there will be. Redis keeps the clock.
_TAKE = """
local at = redis.call('TIME'); local now = at[1] + at[2] / 1000000
local burst, rate = tonumber(ARGV[1]), tonumber(ARGV[2])
local kept = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local tokens = math.min(burst, (tonumber(kept[1]) or burst) + (now - (tonumber(kept[2]) or now)) * rate)
local wait = 0
if tokens >= 1 then tokens = tokens - 1 else wait = (1 - tokens) / rate end
redis.call('HSET', KEYS[1], 'tokens', tostring(tokens), 'at', tostring(now))
redis.call('PEXPIRE', KEYS[1], math.ceil(burst / rate * 1000) + 1000)
return tostring(wait)
"""


def take(caller: str, cost: Cost) -> None:
    """One token of the caller's bucket; raises TooManyRequests when it is empty.

    Without Redis, reads and writes go through; what spends raises Unavailable.
    """
    bucket = cost.value
    try:
        wait = float(_redis().eval(_TAKE, 1, f"studio:limit:{cost.name}:{caller}", bucket.burst, bucket.per_second))
    except redis.RedisError as error:
        _without_redis(cost, error)
        return
    if wait:
        raise TooManyRequests(retry_after=round(wait, 3))


_QUIET_SECONDS = 30
_last_complaint = 0.0


def _without_redis(cost: Cost, error: Exception) -> None:
    global _last_complaint  # noqa: PLW0603 - one line per half minute, not one per request
    if time.monotonic() - _last_complaint > _QUIET_SECONDS:
        _last_complaint = time.monotonic()
        logger.warning("rate limits are off, Redis does not answer: %s", error)
    if cost is Cost.SPEND:
        raise Unavailable from error


@cache
def _redis() -> Any:
    return redis.Redis.from_url(settings.REDIS_URL, socket_timeout=0.5, socket_connect_timeout=0.5)
