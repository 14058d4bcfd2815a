"""Usage as a table for a spreadsheet. What a person wrote is never taken for a formula by it."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO

from billing.models import Usage

COLUMNS = (
    "time", "project", "project_id", "render_id", "step_id", "stage", "step", "engine", "worker_size", "worker",
    "seconds", "usd_per_minute", "cost_usd", "charged_usd", "preset", "member_id", "api_key_id", "price_list",
    "unit_bought", "made", "usd_per_unit",
)  # fmt: skip
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def usage_sheet(lines: Iterable[Usage]) -> bytes:
    """CSV (RFC 4180, UTF-8 with a byte order mark, because spreadsheets ask for it), one row per finished step."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for line in lines:
        writer.writerow(_row(line))
    return text.getvalue().encode("utf-8-sig")


def harmless(cell: str) -> str:
    """The text, with an apostrophe before what a spreadsheet would run."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_STARTS_A_FORMULA) else cell


def exact(amount: int) -> str:
    """Micro-dollars as a decimal number of dollars with all its digits."""
    sign = "-" if amount < 0 else ""
    return f"{sign}{abs(amount) // 1_000_000}.{abs(amount) % 1_000_000:06d}"


def _row(line: Usage) -> list[str]:
    written = [
        line.hold.title if line.hold else "", line.project_id, line.render_id, line.step_id, line.stage, line.label,
        line.engine, line.size, line.worker,
    ]  # fmt: skip
    per_minute, per_unit = ("", exact(line.rate)) if line.unit else (exact(line.rate), "")
    numbers = [f"{line.milliseconds / 1000:.3f}", per_minute, exact(line.cost), exact(line.amount)]
    named = [line.preset, line.user_id, line.key_id, line.price_list]
    bought = [line.unit, str(line.made) if line.unit else "", per_unit]
    return [line.at.isoformat(), *map(harmless, written), *numbers, *map(harmless, named), *bought]
