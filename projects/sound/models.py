"""What people decided about the sound of a film and of its scenes."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from renderers.spec import Heard, Played
from studio.core.ids import id_factory
from studio.core.models import IdField, TenantForeignKey, TenantModel

FIELDS = ("music", "mood", "music_db", "ambience", "effects")


class SoundSettings(TenantModel):
    """Of one scene, or of the whole film where there is no scene; None decides nothing and leaves it to what is above.

    Above a scene stands its film, above a film what the screenplay suggests.
    """

    id = IdField(default=id_factory("snd"))
    project = TenantForeignKey("project.Project", models.CASCADE, related_name="sounds")
    scene = TenantForeignKey("screenplay.Scene", models.CASCADE, related_name="sounds", null=True, blank=True)
    music = models.CharField(max_length=8, null=True, choices=[(each.value, each.name) for each in Played])
    mood = models.CharField(max_length=16, null=True)
    music_db = models.SmallIntegerField(null=True)
    ambience = models.CharField(max_length=8, null=True, choices=[(each.value, each.name) for each in Heard])
    effects = models.CharField(max_length=8, null=True, choices=[(each.value, each.name) for each in Heard])
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scene"], condition=Q(scene__isnull=False), name="sound_once_per_scene"),
            models.UniqueConstraint(fields=["project"], condition=Q(scene=None), name="sound_once_per_film"),
        ]
