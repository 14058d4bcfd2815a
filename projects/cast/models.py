"""Who speaks, and what they wear."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from studio.core.ids import id_factory
from studio.core.models import IdField, TenantForeignKey, TenantModel


class Character(TenantModel):
    """A speaking role. `cue` is the name as the screenplay writes it, `name` as captions print it.

    `pinned` names the fields a person set; the others follow the screenplay. `likeness` is the cue they were first
    written with: their face is drawn from it where no word describes it, so a new name is still the same face.
    """

    id = IdField(default=id_factory("chr"))
    project = TenantForeignKey("project.Project", models.CASCADE, related_name="characters")
    cue = models.CharField(max_length=200)
    name = models.CharField(max_length=200)
    description = models.TextField(blank=True, default="")
    arc = models.TextField(blank=True, default="")
    age = models.CharField(max_length=40, blank=True, default="")
    gender = models.CharField(max_length=40, blank=True, default="")
    voice = models.CharField(max_length=80)
    likeness = models.CharField(max_length=200, blank=True, default="")
    pace_percent = models.PositiveSmallIntegerField(default=100)
    pitch_percent = models.PositiveSmallIntegerField(default=100)
    pinned = ArrayField(models.CharField(max_length=32), default=list)
    position = models.PositiveIntegerField(default=0)
    line_count = models.PositiveIntegerField(default=0)
    word_count = models.PositiveIntegerField(default=0)
    share_percent = models.PositiveSmallIntegerField(default=0)
    scene_ids = ArrayField(models.CharField(max_length=32), default=list)
    version = models.PositiveIntegerField(default=1)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "cue"], condition=models.Q(archived_at=None), name="cast_one_character_per_cue"
            )
        ]


class Look(TenantModel):
    """What a character wears in some scenes: wardrobe, hair, make-up, injury. Face and body are the character's.

    `scene_ids` are the scenes that wear it; no two looks of one character share a scene. Elsewhere the character is as
    its own description says.
    """

    id = IdField(default=id_factory("lok"))
    project = TenantForeignKey("project.Project", models.CASCADE, related_name="looks")
    character = TenantForeignKey(Character, models.CASCADE, related_name="looks")
    name = models.CharField(max_length=80)
    description = models.TextField()
    scene_ids = ArrayField(models.CharField(max_length=32), default=list)
    version = models.PositiveIntegerField(default=1)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["character", "name"], condition=models.Q(archived_at=None), name="cast_one_look_per_name"
            )
        ]
