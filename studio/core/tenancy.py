"""The two walls between tenants: queries that start at the workspace, and row-level security behind them.

`tenant(workspace_id)` opens a transaction that sees one workspace; `system()` one that sees all, for the
scheduler, sign-in and maintenance. Outside both, tenant tables are empty.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db import connection, models, transaction
from django.db.migrations.operations import RunSQL

from studio.core.errors import NotFound

SYSTEM_ROLE = "studio_system"
M = TypeVar("M", bound=models.Model)


@contextmanager
def tenant(workspace_id: str) -> Iterator[None]:
    """A transaction in which only this workspace's rows exist; nests, and restores what was before."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('app.workspace', true)")
        before = cursor.fetchone()[0] or ""
        _enter(cursor, workspace_id)
        yield
        _enter(cursor, before)


def _enter(cursor: Any, workspace_id: str) -> None:
    cursor.execute("SELECT set_config('app.workspace', %s, true)", [workspace_id])


@contextmanager
def system() -> Iterator[None]:
    """A transaction that sees every workspace, as the role `studio_system`. Never around a tenant's request body."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        before = cursor.fetchone()[0]
        cursor.execute(f"SET LOCAL ROLE {SYSTEM_ROLE}")
        yield
        cursor.execute("RESET ROLE" if before != SYSTEM_ROLE else f"SET LOCAL ROLE {SYSTEM_ROLE}")


def access(queryset: models.QuerySet[M], *, workspace_id: str, id: str) -> M:
    """The row with this id in this workspace; NotFound for strangers and for what is not there, alike."""
    found = queryset.filter(workspace_id=workspace_id, pk=id).first()
    if found is None:
        raise NotFound
    return found


class TenantTable(RunSQL):
    """Migration operation: row-level security, `(workspace_id, id)` and composite keys to tenant parents.

    `parents` maps a column to the table it points to; `TenantTable("projects_scene", {"project_id": "projects_project"})`.
    """

    def __init__(self, table: str, parents: dict[str, str] | None = None) -> None:
        self.table, self.parents = table, parents or {}
        super().__init__(sql=self._forward(), reverse_sql=self._backward())

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """As written in the migration."""
        return type(self).__qualname__, [self.table, self.parents], {}

    def _forward(self) -> list[str]:
        table = self.table
        statements = [
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
            f"CREATE POLICY tenant ON {table} USING "
            "(workspace_id = (SELECT NULLIF(current_setting('app.workspace', true), '')))",
            f"CREATE POLICY system ON {table} TO {SYSTEM_ROLE} USING (true)",
            f"ALTER TABLE {table} ADD CONSTRAINT {table}_tenant UNIQUE (workspace_id, id)",
        ]
        for column, parent in self.parents.items():
            statements.append(
                f"ALTER TABLE {table} ADD CONSTRAINT {table}_{column}_tenant FOREIGN KEY (workspace_id, {column}) "
                f"REFERENCES {parent} (workspace_id, id) DEFERRABLE INITIALLY DEFERRED"
            )
        return statements

    def _backward(self) -> list[str]:
        table = self.table
        return [
            *(f"ALTER TABLE {table} DROP CONSTRAINT {table}_{column}_tenant" for column in self.parents),
            f"ALTER TABLE {table} DROP CONSTRAINT {table}_tenant",
            f"DROP POLICY system ON {table}",
            f"DROP POLICY tenant ON {table}",
            f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY",
            f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
        ]
