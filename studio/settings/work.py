"""Messages between processes: events to browsers, wake-ups to workers. PostgreSQL holds the truth of both."""

import os
from typing import Any

from studio.settings.data import REDIS_URL
from studio.settings.environment import text

# The core layer drops bursts and loses idle consumers with redis-py 8; the pub/sub layer does neither.
CHANNEL_LAYERS: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
        "CONFIG": {"hosts": [REDIS_URL], "prefix": "live"},
    }
}

# A worker takes one message at a time, so that a long job never sits on others' messages.
os.environ.setdefault("dramatiq_queue_prefetch", "1")
DRAMATIQ_BROKER = {
    "BROKER": "dramatiq.brokers.redis.RedisBroker",
    "OPTIONS": {
        "url": REDIS_URL,
        # A job that holds the interpreter for seconds must not be taken for dead and run twice.
        "heartbeat_timeout": 60_000,
        # The default (1,000 of 1,000,000 commands) leaves a dead worker's messages lying for hours on a quiet day.
        "maintenance_chance": 100_000,
    },
    "MIDDLEWARE": [
        "dramatiq.middleware.AgeLimit",
        "dramatiq.middleware.TimeLimit",
        "dramatiq.middleware.ShutdownNotifications",
        "dramatiq.middleware.Callbacks",
        "dramatiq.middleware.Retries",
        "django_dramatiq.middleware.DbConnectionsMiddleware",
    ],
}
DRAMATIQ_AUTODISCOVER_MODULES = ["tasks"]

# A worker that is silent for so long has lost its step to another.
FARM_LEASE_SECONDS = float(text("FARM_LEASE_SECONDS") or 20)
