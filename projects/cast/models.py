"""Who speaks, and what they wear."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from studio.core.ids import MAX_LENGTH, id_factory
from studio.core.models import IdField, TenantForeignKey, TenantModel


class Character(TenantModel):
    """A speaking role. `cue` is the name as the screenplay writes it, `name` as captions print it.

    `voice_tuning` are settings of the voice's engine. `pinned` names the fields a person set; the others follow the
    screenplay. `likeness` is the cue they were first written with: their face is drawn from it where no word describes
    it, so a new name is still the same face.
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
    voice_tuning = models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()))
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


class ReferenceKind(models.TextChoices):
    """What a picture or a recording shows of who a character is; the last two are what RVC made of recordings."""

    FRONT = "front"
    PROFILE = "profile"
    FULL_BODY = "full_body"
    EXPRESSION = "expression"
    VOICE = "voice"
    TRAINED_VOICE = "trained_voice"
    VOICE_INDEX = "voice_index"


class Shows(models.TextChoices):
    """Whom an uploaded picture or recording is of."""

    REAL = "real", "a real person"
    INVENTED = "invented", "nobody who lives or lived"


class Reference(TenantModel):
    """A picture or a recording by which a character is known, whatever they wear. `digest` names it in the store.

    One of a real person has their consent; that it is of nobody real is the uploader's word, kept with their name.
    """

    id = IdField(default=id_factory("ref"))
    project = TenantForeignKey("project.Project", models.CASCADE, related_name="references")
    character = TenantForeignKey(Character, models.CASCADE, related_name="references")
    kind = models.CharField(max_length=16, choices=ReferenceKind.choices)
    shows = models.CharField(max_length=12, choices=Shows.choices)
    consent = TenantForeignKey("consent.Consent", models.CASCADE, null=True, blank=True, related_name="references")
    digest = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    milliseconds = models.PositiveIntegerField(default=0)
    uploaded_by = models.CharField(max_length=MAX_LENGTH)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(shows="invented") | models.Q(consent__isnull=False), name="cast_real_with_consent"
            ),
            models.UniqueConstraint(
                fields=["character", "kind", "digest"],
                condition=models.Q(archived_at=None),
                name="cast_reference_once",
            ),
        ]


class LetPass(TenantModel):
    """A key image that is filmed although it looks unlike somebody: a person looked at it and said so."""

    id = IdField(default=id_factory("pas"))
    project = TenantForeignKey("project.Project", models.CASCADE, related_name="let_pass")
    panel = models.CharField(max_length=64)
    said_by = models.CharField(max_length=MAX_LENGTH)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "panel"], name="cast_pass_once")]
