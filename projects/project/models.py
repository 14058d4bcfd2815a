"""A project: one film, what it is called, and the frame it is made in."""

from __future__ import annotations

from fractions import Fraction

from django.db import models

from renderers.timing import parse_rate
from studio.core.ids import id_factory
from studio.core.models import IdField, TenantModel

FILM = "film"
"""What most projects are."""


class Project(TenantModel):
    """What people open. Counts are kept by the features that index the screenplay, in the transaction of the edit."""

    id = IdField(default=id_factory("prj"))
    kind = models.CharField(max_length=16, default=FILM)
    title = models.CharField(max_length=200)
    logline = models.TextField(blank=True, default="")
    genre = models.CharField(max_length=80, blank=True, default="")
    tone = models.CharField(max_length=80, blank=True, default="")
    audience = models.CharField(max_length=80, blank=True, default="")
    language = models.CharField(max_length=35, default="en")
    aspect = models.CharField(max_length=16, default="16:9")
    rate = models.CharField(max_length=16, default="24")
    target_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    preset = models.CharField(max_length=32, default="draft")
    style = models.CharField(max_length=32, default="painterly")
    seed = models.PositiveIntegerField(default=0)
    pronunciations = models.JSONField(default=dict, blank=True)
    """Words the voices would say wrong -> how they are said: a respelling, or IPA between strokes."""
    version = models.PositiveIntegerField(default=1)
    is_sample = models.BooleanField(default=False)
    archived_at = models.DateTimeField(null=True, blank=True)

    scene_count = models.PositiveIntegerField(default=0)
    line_count = models.PositiveIntegerField(default=0)
    shot_count = models.PositiveIntegerField(default=0)
    frames = models.PositiveIntegerField(default=0)
    poster = models.CharField(max_length=64, blank=True, default="")
    """Digest of the picture that stands for the film."""

    class Meta:
        indexes = [models.Index(fields=["workspace", "-created_at"], name="project_newest")]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace"], condition=models.Q(is_sample=True), name="project_one_sample_per_workspace"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def frame_rate(self) -> Fraction:
        """Frames per second, exact."""
        return parse_rate(self.rate)
