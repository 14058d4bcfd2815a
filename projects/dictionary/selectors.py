"""Reading the dictionary, always from a workspace."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import Count, Max, QuerySet

from projects.dictionary.models import Pronunciation
from projects.project.models import Project
from renderers.media.speech.pronunciations import entries_in
from renderers.media.speech.tongues import language_code
from studio.core.tenancy import access


def pronunciations(*, workspace_id: str) -> QuerySet[Pronunciation]:
    """Every word, by the alphabet."""
    return Pronunciation.objects.filter(workspace_id=workspace_id).order_by("folded", "language")


def access_pronunciation(*, workspace_id: str, id: str) -> Pronunciation:
    """NotFound for strangers."""
    return access(Pronunciation.objects.all(), workspace_id=workspace_id, id=id)


def state_of(*, workspace_id: str) -> tuple[object, ...]:
    """Changes with every word that comes, changes or goes."""
    found = Pronunciation.objects.filter(workspace_id=workspace_id).aggregate(count=Count("id"), at=Max("updated_at"))
    return found["count"], found["at"]


def said_in(project: Project, *, language: str, texts: Iterable[str]) -> dict[str, str]:
    """How the words of these texts are said: the workspace's dictionary, and the project's own words before it.

    Of the workspace's only the words that are said in the texts, so that a specification does not carry all others.
    """
    known = words_in(workspace_id=project.workspace_id, language=language)
    if not known:
        return dict(project.pronunciations)
    own = {word.casefold() for word in project.pronunciations}
    said = entries_in("\n".join(texts), known)
    return {word: sound for word, sound in said.items() if word.casefold() not in own} | dict(project.pronunciations)


def words_in(*, workspace_id: str, language: str) -> Mapping[str, str]:
    """Words by how they are said in a language: for all languages, then for its code, then for the very tag."""
    wanted = ["", language_code(language), language.lower()]
    rows = Pronunciation.objects.filter(workspace_id=workspace_id, language__in=wanted)
    found: dict[str, tuple[str, str]] = {}
    for folded, word, sound, _language in sorted(
        rows.values_list("folded", "word", "sound", "language"), key=lambda row: wanted.index(row[3])
    ):
        found[folded] = (word, sound)
    return dict(found.values())
