"""/v1 pronunciations: how the workspace says its names and words."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import path
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response

from projects.dictionary import selectors, services
from projects.dictionary.sheets import LARGEST_SHEET, sheet_of
from renderers.media.speech.pronunciations import LONGEST_SOUND, LONGEST_WORD
from studio.core.api import ApiView, Demand, all_of, operation

SHEET = "text/csv"


@extend_schema_field({"type": "string", "format": "binary"})
class SheetField(serializers.FileField):
    """A file in a form."""


class PronunciationIn(serializers.Serializer[Any]):
    """A word or phrase as scripts write it, and how it is said. Without a language it is said so in all of them."""

    word = serializers.CharField(max_length=LONGEST_WORD, help_text="a word, a name or a phrase; capitals do not count")
    sound = serializers.CharField(
        max_length=LONGEST_SOUND, help_text="a respelling with the stress in capitals (shiv-AWN), or IPA in /.../"
    )
    language = serializers.CharField(
        max_length=35, required=False, allow_blank=True, help_text="en, es-MX; nothing for every language"
    )


class PronunciationOut(serializers.Serializer[Any]):
    """A word of the dictionary."""

    id = serializers.CharField()
    word = serializers.CharField()
    sound = serializers.CharField()
    language = serializers.CharField(allow_blank=True)
    version = serializers.IntegerField()
    updated_at = serializers.DateTimeField()


class PronunciationSheetIn(serializers.Serializer[Any]):
    """A table in a file."""

    file = SheetField(help_text="CSV in UTF-8: word, sound, language; at most 1 MB")


class ImportedOut(serializers.Serializer[Any]):
    """What a table brought: new words, words with another sound than before, words that were so already."""

    added = serializers.IntegerField()
    changed = serializers.IntegerField()
    same = serializers.IntegerField()


class PronunciationsView(ApiView):
    """The dictionary."""

    @operation("pronunciations.view", answers=all_of(PronunciationOut))
    def get(self) -> Response:
        """Every word, by the alphabet; films and episodes of the workspace say them so."""
        return self.all(PronunciationOut, selectors.pronunciations(workspace_id=self.workspace_id))

    @operation("pronunciations.edit", takes=PronunciationIn, answers=PronunciationOut, status=201)
    def post(self) -> Response:
        """A new word: lines that have it are spoken again at the next render, and no others."""
        made = services.add_word(actor=self.actor, fields=self.given)
        return self.answer(PronunciationOut, made, status=201, version=made.version)


class PronunciationView(ApiView):
    """One word."""

    @operation(
        "pronunciations.edit", takes=PronunciationIn, answers=PronunciationOut, demands=Demand.IF_MATCH
    )  # fmt: skip
    def patch(self, pronunciation_id: str) -> Response:
        """Another sound, another spelling, or another language."""
        row = services.change_word(
            actor=self.actor, id=pronunciation_id, version=self.expected_version, fields=self.given
        )
        return self.answer(PronunciationOut, row, version=row.version)

    @operation("pronunciations.edit", status=204)
    def delete(self, pronunciation_id: str) -> Response:
        """Out of the dictionary; what was spoken stays until it is rendered again."""
        services.remove_word(actor=self.actor, id=pronunciation_id)
        return self.nothing()


class PronunciationSheetView(ApiView):
    """The dictionary as a file."""

    @operation("pronunciations.view", answers={(200, SHEET): bytes})
    def get(self) -> HttpResponse:
        """A table (CSV) with the columns word, sound and language; the same table can be brought back."""
        words = selectors.pronunciations(workspace_id=self.workspace_id)
        answer = HttpResponse(sheet_of(words), content_type=f"{SHEET}; charset=utf-8")
        answer.headers["Content-Disposition"] = 'attachment; filename="pronunciations.csv"'
        return answer


class PronunciationImportsView(ApiView):
    """Words from a file."""

    parser_classes = [MultiPartParser]

    @operation("pronunciations.edit", takes=PronunciationSheetIn, answers=ImportedOut)
    def post(self) -> Response:
        """Every word of a table, or, when a row of it cannot be said, none; no word goes."""
        file = self.given["file"]
        done = services.import_words(actor=self.actor, content=file.read(LARGEST_SHEET + 1), name=file.name)
        return self.answer(ImportedOut, done)


urlpatterns = [
    path("pronunciations", PronunciationsView.as_view()),
    path("pronunciations.csv", PronunciationSheetView.as_view()),
    path("pronunciations/imports", PronunciationImportsView.as_view()),
    path("pronunciations/<str:pronunciation_id>", PronunciationView.as_view()),
]
