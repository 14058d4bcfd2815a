"""The two walls between tenants: queries that start at the workspace, and row-level security behind them.

`tenant(workspace_id)` opens a transaction that sees one workspace; `system()` one that sees all, for the
scheduler, sign-in and maintenance. Outside both, tenant tables are empty. Both last as long as their transaction, so
a pooled connection never carries one tenant's rights to another; async code calls them inside `sync_to_async`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db import connection, models, transaction
from django.db.migrations.operations import RunSQL

from studio.core.about import concerning
from studio.core.errors import NotFound
from studio.core.hot import ALONG_INDEXES, ask
from studio.core.ids import is_id

SYSTEM_ROLE = "studio_system"
FARM_ROLE = "studio_farm"
OPEN_WORKSPACE = "(SELECT NULLIF(current_setting('app.workspace', true), ''))"
M = TypeVar("M", bound=models.Model)
Statements = list[str | tuple[str, dict[str, Any] | list[Any] | tuple[Any, ...] | tuple[()] | None]]


@contextmanager
def tenant(workspace_id: str) -> Iterator[None]:
    """A transaction in which only this workspace's rows exist; nests, and restores what was before."""
    with concerning(workspace_id=workspace_id), _as("none", workspace_id):
        yield


@contextmanager
def system() -> Iterator[None]:
    """A transaction that sees every workspace, as the role `studio_system`. Never around a tenant's request body."""
    with _as(SYSTEM_ROLE, ""):
        yield


@contextmanager
def farm() -> Iterator[None]:
    """A transaction that sees the farm's tables of every workspace, as the role `studio_farm`, and no other table."""
    with _as(FARM_ROLE, "", also=f", {ALONG_INDEXES}"):
        yield


def narrow(workspace_id: str) -> None:
    """From here to the end of the innermost `farm()` or `system()` only this workspace's rows exist."""
    _enter("none", workspace_id)


def narrowing(workspace: str) -> str:
    """`narrow` as part of a statement's own select list: the name of the column that holds the workspace."""
    return f"set_config('role', 'none', true), set_config('app.workspace', {workspace}, true)"


@contextmanager
def _as(role: str, workspace_id: str, *, also: str = "") -> Iterator[None]:
    # An error rolls both settings back together with the (sub)transaction that made them.
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost:  # its end takes the settings along
            _enter(role, workspace_id, also=also)
            yield
            return
        [(before_role, before_workspace)] = ask(_ENTERED, [])
        _enter(role, workspace_id)
        yield
        _enter(before_role, before_workspace or "")


_ENTERED = "SELECT current_setting('role'), current_setting('app.workspace', true)"


def _enter(role: str, workspace_id: str, *, also: str = "") -> None:
    ask(f"SELECT set_config('role', %s, true), set_config('app.workspace', %s, true){also}", [role, workspace_id])


def access(queryset: models.QuerySet[M], *, workspace_id: str, id: str) -> M:
    """The row with this id in this workspace; NotFound for strangers and for what is not there, alike."""
    found = queryset.filter(workspace_id=workspace_id, pk=id).first() if is_id(id) else None
    if found is None:
        raise NotFound
    return found


class TenantTable(RunSQL):
    """Migration operation: row-level security, `(workspace_id, id)` and composite keys to tenant parents.

    `parents` maps a column to the table it points to: `TenantTable("cast_look", {"project_id": "project_project"})`.
    A parent must be a tenant table already; the table's own name is allowed.
    """

    def __init__(self, table: str, parents: Mapping[str, str] | None = None) -> None:
        self.table, self.parents = table, dict(parents or {})
        super().__init__(sql=self._forward(), reverse_sql=self._backward())

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """As written in the migration."""
        return type(self).__qualname__, [self.table, self.parents], {}

    def _forward(self) -> Statements:
        return [
            *protection(self.table, column="workspace_id"),
            f"ALTER TABLE {self.table} ADD CONSTRAINT {self.table}_tenant UNIQUE (workspace_id, id)",
            *(_composite_key(self.table, column, parent) for column, parent in self.parents.items()),
        ]

    def _backward(self) -> Statements:
        return [
            *(f"ALTER TABLE {self.table} DROP CONSTRAINT {_key_name(self.table, column)}" for column in self.parents),
            f"ALTER TABLE {self.table} DROP CONSTRAINT {self.table}_tenant",
            *no_protection(self.table),
        ]


class FarmTable(RunSQL):
    """Migration operation: scheduler and workers see this table's rows of every workspace."""

    def __init__(self, table: str) -> None:
        self.table = table
        super().__init__(
            sql=[
                f"CREATE POLICY farm ON {table} TO {FARM_ROLE} USING (true)",
                f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {FARM_ROLE}",
            ],
            reverse_sql=[f"REVOKE ALL ON {table} FROM {FARM_ROLE}", f"DROP POLICY farm ON {table}"],
        )

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """As written in the migration."""
        return type(self).__qualname__, [self.table], {}


class TenantKey(RunSQL):
    """Migration operation: one more composite key, for a parent that a later migration adds to a tenant table."""

    def __init__(self, table: str, column: str, parent: str) -> None:
        self.arguments = [table, column, parent]
        super().__init__(
            sql=[_composite_key(table, column, parent)],
            reverse_sql=[f"ALTER TABLE {table} DROP CONSTRAINT {_key_name(table, column)}"],
        )

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """As written in the migration."""
        return type(self).__qualname__, self.arguments, {}


def protection(table: str, *, column: str) -> list[str]:
    """Statements: every role but `studio_system` sees and writes only rows whose column is the open workspace.

    The setting is read in a sub-select, once per query instead of once per row.
    """
    return [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        f"CREATE POLICY tenant ON {table} USING ({column} = {OPEN_WORKSPACE})",
        f"CREATE POLICY system ON {table} TO {SYSTEM_ROLE} USING (true)",
    ]


def no_protection(table: str) -> list[str]:
    """What undoes `protection`."""
    return [
        f"DROP POLICY system ON {table}",
        f"DROP POLICY tenant ON {table}",
        f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
    ]


def _key_name(table: str, column: str) -> str:
    return f"{table}_{column}_tenant"[:63]


def _composite_key(table: str, column: str, parent: str) -> str:
    return (
        f"ALTER TABLE {table} ADD CONSTRAINT {_key_name(table, column)} FOREIGN KEY (workspace_id, {column}) "
        f"REFERENCES {parent} (workspace_id, id) DEFERRABLE INITIALLY DEFERRED"
    )
