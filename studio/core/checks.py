"""`manage.py check --database default`: every tenant table is walled in by the database, not only by our queries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections, models
from django.db.migrations.executor import MigrationExecutor

from studio.core.models import TenantForeignKey

_CATALOG = """
SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity,
  ARRAY(SELECT polname::text FROM pg_policy WHERE polrelid = c.oid),
  ARRAY(
    SELECT (SELECT string_agg(a.attname, ',' ORDER BY k.place)
            FROM unnest(f.conkey) WITH ORDINALITY AS k(number, place)
            JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = k.number) || '->' || f.confrelid::regclass
    FROM pg_constraint f WHERE f.conrelid = c.oid AND f.contype = 'f')
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND n.nspname = 'public'
"""


@dataclass(frozen=True, slots=True)
class Walls:
    """What the database holds about one table; `keys` are foreign keys as `workspace_id,scene_id->scenes`."""

    enabled: bool = False
    forced: bool = False
    policies: frozenset[str] = field(default=frozenset())
    keys: frozenset[str] = field(default=frozenset())


def tenant_models() -> list[type[models.Model]]:
    """Every model whose rows belong to a workspace."""
    return [model for model in apps.get_models() if any(field.attname == "workspace_id" for field in _columns(model))]


def read_walls(alias: str) -> dict[str, Walls]:
    """The walls of every table."""
    with connections[alias].cursor() as cursor:
        cursor.execute(_CATALOG)
        return {
            table: Walls(enabled, forced, frozenset(policies), frozenset(keys))
            for table, enabled, forced, policies, keys in cursor.fetchall()
        }


def faults(model: type[models.Model], walls: Walls) -> Iterator[str]:
    """What is missing, each with its remedy."""
    table = model._meta.db_table
    if not (walls.enabled and walls.forced and {"tenant", "system"} <= walls.policies):
        yield f"{table} has no forced row-level security: add TenantTable({table!r}, ...) to its migration"
    for column in _columns(model):
        parent = column.related_model
        if not isinstance(parent, type) or parent not in tenant_models():
            continue
        if not isinstance(column, TenantForeignKey):
            yield f"{table}.{column.attname} points to a tenant table: make it a TenantForeignKey"
        elif f"workspace_id,{column.attname}->{parent._meta.db_table}" not in walls.keys:
            yield f"{table}.{column.attname} has no composite key: name it in TenantTable({table!r}, ...) or TenantKey"


@register(Tags.database)
def tenant_walls(databases: Iterable[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Nothing is said while migrations wait: they may be the ones that mend it."""
    found: list[CheckMessage] = []
    for alias in databases or ():
        executor = MigrationExecutor(connections[alias])
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            continue
        walls = read_walls(alias)
        for model in tenant_models():
            missing = faults(model, walls.get(model._meta.db_table, Walls()))
            found += [Error(fault, obj=model, id="tenancy.E001") for fault in missing]
    return found


def _columns(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    return list(model._meta.concrete_fields)
