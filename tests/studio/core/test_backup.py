"""A copy of the database, as the page on running a studio says to make it, holds every row of every workspace."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import ProgrammingError, connections

from tests.factories import a_project, a_workspace

pytestmark = pytest.mark.django_db(databases=["default", "owner"], transaction=True)
PAGE = Path(__file__).parents[3] / "infra/docs/how-to/run-a-studio.md"
_TABLES = """
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relkind IN ('r', 'S') ORDER BY 1
"""
_CLOSED = """
SELECT c.relname FROM pg_class c WHERE c.relrowsecurity AND NOT EXISTS (
    SELECT FROM pg_policies p WHERE p.tablename = c.relname AND p.policyname = 'system' AND p.qual = 'true')
"""


def test_the_page_says_the_role_and_the_switch_without_which_a_copy_fails() -> None:
    assert "pg_dump --role=studio_system --enable-row-security" in PAGE.read_text()


def test_the_role_that_copies_sees_every_table_and_every_workspace() -> None:
    for name in ("Lumen", "Umbra"):
        a_project(workspace=a_workspace(name=name))
    with connections["owner"].cursor() as cursor:
        cursor.execute(_CLOSED)
        assert cursor.fetchall() == [], "a table of tenants that the copy would leave out without a word"
        cursor.execute("SET ROLE studio_system")
        try:
            cursor.execute("SET row_security = on")
            cursor.execute(_TABLES)
            found = [name for (name,) in cursor.fetchall()]
            assert len(found) > 40
            for name in found:
                cursor.execute(f'SELECT count(*) FROM "{name}"')
            cursor.execute("SELECT count(DISTINCT workspace_id) FROM project_project")
            assert cursor.fetchone() == (2,)
        finally:
            cursor.execute("RESET ROLE")


def test_the_owner_alone_cannot_copy() -> None:
    """What `pg_dump` asks for without the two: the database refuses, so nobody takes an empty copy for a whole one."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SET row_security = off")
        try:
            with pytest.raises(ProgrammingError, match="row-level security policy"):
                cursor.execute("SELECT count(*) FROM project_project")
        finally:
            cursor.execute("RESET row_security")
