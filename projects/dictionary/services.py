"""Writing the dictionary. Each deed is one transaction, and a line of the workspace's record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from projects.dictionary.models import Pronunciation
from projects.dictionary.sheets import Row, read_sheet
from projects.project.fields import valid
from renderers.media.speech.pronunciations import check
from studio.accounts.audit import record
from studio.accounts.models import Workspace
from studio.core.actor import Actor
from studio.core.errors import Conflict, Invalid
from studio.core.etags import check_version
from studio.core.tenancy import access

MOST_WORDS = 2_000
SHOWN_FAULTS = 10


class AlreadyKnown(Conflict):
    """This word is in the dictionary already; change its sound there."""

    code = "word_already_known"


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file brought: words that are new, words that have another sound now, and words that were so already."""

    added: int
    changed: int
    same: int


@transaction.atomic
def add_word(*, actor: Actor, fields: Mapping[str, Any]) -> Pronunciation:
    """A word with its sound. Raises Invalid, AlreadyKnown."""
    given = valid_word({"language": ""} | dict(fields))
    known = _locked_words(actor)
    if (given["folded"], given["language"]) in known:
        raise AlreadyKnown(f"{given['word']!r} is in the dictionary already; change its sound there.", param="word")
    _insist_on_room(len(known) + 1)
    made = Pronunciation.objects.create(workspace_id=actor.workspace_id, **given)
    record(actor=actor, verb="pronunciation.added", subject_id=made.id, label=made.word, sound=made.sound)
    return made


@transaction.atomic
def change_word(*, actor: Actor, id: str, version: int, fields: Mapping[str, Any]) -> Pronunciation:
    """The word with these fields set. Raises Invalid, AlreadyKnown, PreconditionFailed."""
    known = _locked_words(actor)
    row = access(Pronunciation.objects.all(), workspace_id=actor.workspace_id, id=id)
    check_version(current=row.version, expected=version)
    given = valid_word({"word": row.word, "sound": row.sound, "language": row.language} | dict(fields))
    other = known.get((given["folded"], given["language"]))
    if other is not None and other.id != row.id:
        raise AlreadyKnown(f"{given['word']!r} is in the dictionary already; change its sound there.", param="word")
    for name, value in given.items():
        setattr(row, name, value)
    row.version += 1
    row.save()
    record(actor=actor, verb="pronunciation.changed", subject_id=row.id, label=row.word, sound=row.sound)
    return row


@transaction.atomic
def remove_word(*, actor: Actor, id: str) -> None:
    """Out of the dictionary: the voices say it as they would."""
    row = access(Pronunciation.objects.all(), workspace_id=actor.workspace_id, id=id)
    record(actor=actor, verb="pronunciation.removed", subject_id=row.id, label=row.word, sound=row.sound)
    row.delete()


@transaction.atomic
def import_words(*, actor: Actor, content: bytes, name: str) -> Imported:
    """Every word of a table, or none of them: Invalid names the rows that cannot be said. Known words change sound."""
    rows = read_sheet(content, name=name)
    given = _valid_rows(rows, name=name)
    known = _locked_words(actor)
    new = [fields for key, fields in given.items() if key not in known]
    _insist_on_room(len(known) + len(new))
    Pronunciation.objects.bulk_create(Pronunciation(workspace_id=actor.workspace_id, **fields) for fields in new)
    changed = 0
    for key, fields in given.items():
        row = known.get(key)
        if row is None or row.sound == fields["sound"]:
            continue
        row.word, row.sound, row.version = fields["word"], fields["sound"], row.version + 1
        row.save()
        changed += 1
    done = Imported(added=len(new), changed=changed, same=len(given) - len(new) - changed)
    record(
        actor=actor, verb="pronunciations.imported", subject_id=actor.workspace_id, label=name, added=done.added,
        changed=done.changed,
    )  # fmt: skip
    return done


def _locked_words(actor: Actor) -> dict[tuple[str, str], Pronunciation]:
    """All of them, while nobody else writes the dictionary: two people adding one word meet here."""
    Workspace.objects.select_for_update().get(pk=actor.workspace_id)
    rows = Pronunciation.objects.filter(workspace_id=actor.workspace_id)
    return {(row.folded, row.language): row for row in rows}


def _insist_on_room(count: int) -> None:
    if count > MOST_WORDS:
        raise Invalid(
            f"{count} words are more than a dictionary holds; keep the {MOST_WORDS} that matter. Nothing was changed."
        )


def valid_word(fields: Mapping[str, Any]) -> dict[str, str]:
    """A word, its sound and language as they are stored. Raises Invalid naming what nobody could say."""
    word, sound = (" ".join(str(fields[name]).split()) for name in ("word", "sound"))
    try:
        check(word, sound)
    except ValueError as error:
        raise Invalid(f"{str(error)[0].upper()}{str(error)[1:]}.", param=_to_blame(word)) from error
    language = str(fields["language"]).strip()
    if language:
        language = str(valid({"language": language})["language"]).lower()
    return {"word": word, "folded": word.casefold(), "sound": sound, "language": language}


def _to_blame(word: str) -> str:
    return "sound" if any(letter.isalnum() for letter in word) else "word"


def _valid_rows(rows: Sequence[Row], *, name: str) -> dict[tuple[str, str], dict[str, str]]:
    """By word and language; of a word that comes twice the last one counts."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    faults: list[str] = []
    for row in rows:
        try:
            fields = valid_word({"word": row.word, "sound": row.sound, "language": row.language})
        except Invalid as error:
            faults.append(f"row {row.number}: {error.message}")
        else:
            found[fields["folded"], fields["language"]] = fields
    if faults:
        more = f" And {len(faults) - SHOWN_FAULTS} more." if len(faults) > SHOWN_FAULTS else ""
        raise Invalid(
            f"Nothing of {name} was taken, because {len(faults)} of its rows cannot be said: "
            f"{' '.join(faults[:SHOWN_FAULTS])}{more}",
            param="file",
        )
    return found
