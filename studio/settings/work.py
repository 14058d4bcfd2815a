"""Messages between processes: events to browsers, wake-ups to workers. PostgreSQL holds the truth of both."""

import os
from typing import Any
from urllib.parse import urlsplit

from studio.settings.data import REDIS_URL
from studio.settings.environment import BadSetting, text

# The core layer drops bursts and loses idle consumers with redis-py 8; the pub/sub layer does neither.
CHANNEL_LAYERS: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
        "CONFIG": {"hosts": [REDIS_URL], "prefix": "live"},
    }
}

# A worker takes one message at a time, so that a long job never sits on others' messages.
os.environ.setdefault("dramatiq_queue_prefetch", "1")
_REDIS_OPTIONS: dict[str, Any] = {
    # A job that holds the interpreter for seconds must not be taken for dead and run twice.
    "heartbeat_timeout": 60_000,
    # The default (1,000 of 1,000,000 commands) leaves a dead worker's messages lying for hours on a quiet day.
    "maintenance_chance": 100_000,
}
_BROKERS: dict[str, tuple[str, dict[str, Any]]] = {
    "redis": ("dramatiq.brokers.redis.RedisBroker", _REDIS_OPTIONS),
    "rediss": ("dramatiq.brokers.redis.RedisBroker", _REDIS_OPTIONS),
    "amqp": ("dramatiq.brokers.rabbitmq.RabbitmqBroker", {"confirm_delivery": True}),
    "amqps": ("dramatiq.brokers.rabbitmq.RabbitmqBroker", {"confirm_delivery": True}),
}


def broker(url: str) -> dict[str, Any]:
    """Dramatiq's settings for the broker at this address: Redis or RabbitMQ."""
    scheme = urlsplit(url).scheme
    if scheme not in _BROKERS:
        raise BadSetting(f"BROKER_URL has the scheme {scheme!r}; use one of {', '.join(sorted(_BROKERS))}")
    kind, options = _BROKERS[scheme]
    return {
        "BROKER": kind,
        "OPTIONS": {"url": url} | options,
        "MIDDLEWARE": [
            "dramatiq.middleware.AgeLimit",
            "dramatiq.middleware.TimeLimit",
            "dramatiq.middleware.ShutdownNotifications",
            "dramatiq.middleware.Callbacks",
            "dramatiq.middleware.Retries",
            "django_dramatiq.middleware.DbConnectionsMiddleware",
        ],
    }


DRAMATIQ_BROKER = broker(text("BROKER_URL") or REDIS_URL)
DRAMATIQ_AUTODISCOVER_MODULES = ["tasks"]

# A worker that is silent for so long has lost its step to another.
FARM_LEASE_SECONDS = float(text("FARM_LEASE_SECONDS") or 20)
