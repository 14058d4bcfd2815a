"""Asking what is asked at every step: prepared once where the connection allows it, and planned along indexes.

Steps come and go by the thousand in a minute, so what the planner believes of them is old: it would read and sort
whole tables. Every statement that is asked here finds its few rows by an index, whatever the statistics say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import psycopg
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections

_WAYS = {"enable_seqscan": "off", "enable_sort": "off", "plan_cache_mode": "force_generic_plan"}
ALONG_INDEXES = ", ".join(f"set_config('{name}', '{value}', true)" for name, value in _WAYS.items())
"""Columns of a select list: what is asked after it in this transaction is planned along indexes."""


def ask(statement: str, given: Mapping[str, Any] | Sequence[Any]) -> list[tuple[Any, ...]]:
    """The rows that a statement answers with. A log of statements wants them with their values, so it gets them so."""
    database = connections[DEFAULT_DB_ALIAS]  # `connection` looks this up anew at every word
    if database.queries_logged or not settings.DATABASE_PREPARES:
        with database.cursor() as cursor:
            cursor.execute(statement, given)
            found: list[tuple[Any, ...]] = cursor.fetchall()
            return found
    database.ensure_connection()
    database.validate_no_broken_transaction()
    # Values travel beside the statement, so that it is the same text every time; it is planned once and kept.
    with database.wrap_database_errors, psycopg.Cursor(database.connection) as prepared:
        rows: list[tuple[Any, ...]] = prepared.execute(statement, given, prepare=True).fetchall()
        return rows
