"""What was used. Prices come with the price list; until then nothing is charged, and rows only count."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from studio.core.ids import MAX_LENGTH, id_factory
from studio.core.models import IdField, TenantModel


class Usage(TenantModel):
    """Worker time of one finished step: written once per attempt, in the transaction that finished it."""

    id = IdField(default=id_factory("use"))
    step_id = models.CharField(max_length=MAX_LENGTH)
    fence = models.BigIntegerField()
    engine = models.CharField(max_length=60)
    size = models.CharField(max_length=20)
    worker = models.CharField(max_length=120)
    milliseconds = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["workspace", "step_id", "fence"], name="usage_once")]
        indexes: ClassVar = [models.Index(fields=["workspace", "at"], name="usage_day")]
