"""The books checked against themselves: whatever is kept as a running sum is added up again from its events."""

from __future__ import annotations

from django.db import connection

from studio.core.tenancy import system

_CHECKS = {
    "balances that are not the sum of their entries": """
        SELECT a.workspace_id, a.kind, a.balance, COALESCE(sum(e.amount), 0) FROM billing_account a
        LEFT JOIN billing_entry e ON e.workspace_id = a.workspace_id AND e.account_id = a.id
        GROUP BY a.workspace_id, a.kind, a.balance HAVING a.balance <> COALESCE(sum(e.amount), 0)
    """,
    "movements that do not sum to zero": """
        SELECT m.workspace_id, m.id, count(e.id), COALESCE(sum(e.amount), 0) FROM billing_movement m
        LEFT JOIN billing_entry e ON e.workspace_id = m.workspace_id AND e.movement_id = m.id
        GROUP BY m.workspace_id, m.id HAVING count(e.id) < 2 OR COALESCE(sum(e.amount), 0) <> 0
    """,
    "money set aside that is not the sum of the open orders": """
        SELECT a.workspace_id, a.kind, a.balance, COALESCE(sum(h.amount - h.captured - h.released), 0)
        FROM billing_account a LEFT JOIN billing_hold h ON h.workspace_id = a.workspace_id
        WHERE a.kind = 'held' GROUP BY a.workspace_id, a.kind, a.balance
        HAVING a.balance <> COALESCE(sum(h.amount - h.captured - h.released), 0)
    """,
    "money held back for disputes that is not the sum of the open disputes": """
        SELECT a.workspace_id, a.kind, a.balance, COALESCE(sum(t.covered), 0)
        FROM billing_account a LEFT JOIN billing_takenback t
          ON t.workspace_id = a.workspace_id AND t.state = 'disputed'
        WHERE a.kind = 'disputes' GROUP BY a.workspace_id, a.kind, a.balance
        HAVING a.balance <> COALESCE(sum(t.covered), 0)
    """,
    "orders whose charge is not the sum of their steps": """
        SELECT h.workspace_id, h.id, h.captured, COALESCE(sum(u.amount), 0) FROM billing_hold h
        LEFT JOIN billing_usage u ON u.workspace_id = h.workspace_id AND u.hold_id = h.id
        GROUP BY h.workspace_id, h.id, h.captured HAVING h.captured <> COALESCE(sum(u.amount), 0)
    """,
    "months whose spending is not the sum of their steps": """
        SELECT s.workspace_id, s.month::text, s.amount, COALESCE(sum(u.amount), 0) FROM billing_spend s
        LEFT JOIN billing_usage u ON u.workspace_id = s.workspace_id
          AND date_trunc('month', u.at AT TIME ZONE 'UTC')::date = s.month
        WHERE s.scope = 'workspace' GROUP BY s.workspace_id, s.month, s.amount
        HAVING s.amount <> COALESCE(sum(u.amount), 0)
    """,
}


def differences() -> list[str]:
    """Everything in any workspace's books that does not add up, in words; empty when all is right."""
    found = []
    with system(), connection.cursor() as cursor:
        for name, query in _CHECKS.items():
            cursor.execute(query)
            found += [f"{name}: {workspace} {what}: {kept}, not {summed}" for workspace, what, kept, summed in cursor]
    return found
