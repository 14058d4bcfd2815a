"""The workspace's dictionary: words the voices would say wrong, and how they are said."""

from __future__ import annotations

from django.db import models

from renderers.media.speech.pronunciations import LONGEST_SOUND, LONGEST_WORD
from studio.core.ids import id_factory
from studio.core.models import IdField, TenantModel


class Pronunciation(TenantModel):
    """A word or phrase in one language, or in all of them, and its sound: a respelling, or IPA between strokes.

    `folded` is the word as it is looked up, without regard to capitals.
    """

    id = IdField(default=id_factory("prn"))
    word = models.CharField(max_length=LONGEST_WORD)
    folded = models.CharField(max_length=3 * LONGEST_WORD)
    sound = models.CharField(max_length=LONGEST_SOUND)
    language = models.CharField(max_length=35, blank=True, default="")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "folded", "language"], name="pronunciation_once_per_language"),
        ]

    def __str__(self) -> str:
        return self.word
