"""Events as browsers see them: per topic a number without gaps, so that whoever reconnects misses nothing."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from studio.core.ids import id_factory
from studio.core.models import IdField, TenantModel

TOPIC_LENGTH = 60


class Topic(TenantModel):
    """The last number of a topic; its row lock puts concurrent writers in line."""

    id = IdField(default=id_factory("top"))
    name = models.CharField(max_length=TOPIC_LENGTH)
    seq = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["workspace", "name"], name="live_topic_name")]


class StoredEvent(TenantModel):
    """Something that happened, kept for a week."""

    id = IdField(default=id_factory("evt"))
    topic = models.CharField(max_length=TOPIC_LENGTH)
    seq = models.BigIntegerField()
    kind = models.CharField(max_length=40)
    body = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workspace", "topic", "seq"], name="live_event_number")
        ]
        indexes: ClassVar = [models.Index(fields=["at"], name="live_event_at")]
