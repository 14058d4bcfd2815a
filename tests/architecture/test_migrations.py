"""Old processes go on while a new release migrates: what came after the first release only adds, with its own values.

A column that the old code does not know must have a default in the database, or its inserts fail until it is replaced.
What nobody needs any more is taken out of the state first, and out of the database a release later.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.migration import Migration
from django.db.migrations.operations import (
    AddField,
    CreateModel,
    DeleteModel,
    RemoveField,
    RenameField,
    RenameModel,
)
from django.db.models.fields import NOT_PROVIDED

OURS = ("billing", "projects", "renderers", "studio")
FIRST_RELEASE = {
    "accounts": 1, "billing": 8, "cast": 6, "consent": 1, "core": 1, "dictionary": 1, "farm": 10, "live": 1,
    "podcast": 4, "project": 3, "screenplay": 2, "sound": 1, "storyboard": 2,
}  # fmt: skip
"""The last migration of each app that made new databases only; what an app is called that came later is not here."""


def broken_by(migration: Migration) -> Iterator[str]:
    """What of a migration would break processes of the release before, in words."""
    new = {each.name_lower for each in migration.operations if isinstance(each, CreateModel)}
    for each in migration.operations:
        if isinstance(each, RemoveField | DeleteModel | RenameField | RenameModel):
            yield f"{each.describe()}: take it out of the state now, and of the database a release later"
        if isinstance(each, AddField) and each.model_name_lower not in new and not _has_a_value(each):
            yield f"{each.describe()}: give it a db_default, which the old code's inserts need"


def _has_a_value(added: AddField) -> bool:
    field = added.field
    return bool(field.null or field.many_to_many) or field.db_default is not NOT_PROVIDED


def _later() -> list[Migration]:
    found = MigrationLoader(None).disk_migrations.values()
    ours = [each for each in found if type(each).__module__.split(".")[0] in OURS]
    return [each for each in ours if int(each.name[:4]) > FIRST_RELEASE.get(each.app_label, 1)]


def test_a_migration_breaks_nobody_who_still_runs() -> None:
    assert not {str(each): told for each in _later() if (told := list(broken_by(each)))}


@pytest.mark.parametrize(
    ("app", "name", "told"),
    [
        ("cast", "0003_character_pitch", "Add field pitch_percent to character: give it a db_default"),
        ("billing", "0008_looks_are_numbered", ""),
        ("farm", "0002_fair_lanes", ""),
    ],
)
def test_what_would_break_them_is_told(app: str, name: str, told: str) -> None:
    found = list(broken_by(MigrationLoader(None).disk_migrations[app, name]))
    assert any(said.startswith(told) for said in found) if told else not found
