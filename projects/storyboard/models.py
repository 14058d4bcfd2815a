"""Shots: how the film is covered."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from renderers.spec import Angle, Movement, ShotSize
from studio.core.ids import id_factory
from studio.core.models import IdField, TenantForeignKey, TenantModel

FIELDS = ("size", "angle", "movement", "prompt", "frames", "character_ids")
"""What is derived from the screenplay until a person sets it."""


class Shot(TenantModel):
    """One shot of a scene. It lasts at least `frames` at the project's rate, longer when its lines need it.

    `covers` is the elements it shows, `part` its place among the shots that show the same ones; `lines` the speech
    parts heard in it, as {line, part, text}; `source` a hash of the text it was derived from; `derived` the fields as
    the screenplay suggests them; `pinned` those a person set.
    """

    id = IdField(default=id_factory("shot"))
    project = TenantForeignKey("project.Project", models.CASCADE, related_name="shots")
    scene = TenantForeignKey("screenplay.Scene", models.CASCADE, related_name="shots")
    order_key = models.CharField(max_length=64, db_collation="C")
    size = models.CharField(max_length=24, choices=[(each.value, each.name) for each in ShotSize])
    angle = models.CharField(max_length=16, choices=[(each.value, each.name) for each in Angle])
    movement = models.CharField(max_length=16, choices=[(each.value, each.name) for each in Movement])
    prompt = models.TextField()
    frames = models.PositiveIntegerField()
    character_ids = ArrayField(models.CharField(max_length=32), default=list)
    covers = ArrayField(models.CharField(max_length=32), default=list)
    part = models.PositiveSmallIntegerField(default=0)
    lines = models.JSONField(default=list)
    seed = models.PositiveIntegerField(default=0)
    source = models.CharField(max_length=64)
    derived = models.JSONField(default=dict)
    pinned = ArrayField(models.CharField(max_length=32), default=list)
    version = models.PositiveIntegerField(default=1)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["scene", "order_key"], name="storyboard_shot_order")]
