"""What real people allow, and what was made with it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from studio.core.ids import MAX_LENGTH, id_factory
from studio.core.models import IdField, TenantForeignKey, TenantModel


class Allowed(models.TextChoices):
    """What a person can allow; the first two are about the face, the last about the voice."""

    DEPICT = "depict", "pictures of them guide what is drawn"
    TRAIN = "train", "a model is trained on their face"
    CLONE = "clone", "their voice is cloned"


class Standing(models.TextChoices):
    """Whether a consent holds."""

    VALID = "valid"
    EXPIRED = "expired"
    REVOKED = "revoked"


class Consent(TenantModel):
    """A real person's leave: who, for what, where, until when (that day included), and the file that proves it.

    Without a project it holds in the whole workspace; without a day, until it is revoked. Never edited, never deleted:
    other terms are another consent.
    """

    id = IdField(default=id_factory("cns"))
    project = TenantForeignKey("project.Project", models.CASCADE, null=True, blank=True, related_name="consents")
    person = models.CharField(max_length=200)
    uses = ArrayField(models.CharField(max_length=16))
    expires_on = models.DateField(null=True, blank=True)
    evidence = models.CharField(max_length=64)
    evidence_name = models.CharField(max_length=200)
    recorded_by = models.CharField(max_length=MAX_LENGTH)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.CharField(max_length=MAX_LENGTH, blank=True, default="")
    revoked_because = models.CharField(max_length=500, blank=True, default="")


class Use(TenantModel):
    """A step that shows or sounds like the person, directly or by what it is made from; laid out for a render."""

    id = IdField(default=id_factory("use"))
    consent = TenantForeignKey(Consent, models.CASCADE, related_name="made")
    digest = models.CharField(max_length=64)
    makes = models.CharField(max_length=20)
    subject = models.CharField(max_length=80)
    render_id = models.CharField(max_length=MAX_LENGTH)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "digest", "consent"], name="consent_use_once"),
        ]
