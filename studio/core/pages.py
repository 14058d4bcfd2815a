"""Lists come in pages: `{data, next}`, where `next` is a signed place in one workspace's list."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from django.core import signing
from django.db import models
from django.db.models import Q
from rest_framework.request import Request

from studio.core.errors import BadRequest, Invalid

SALT = "studio.core.pages"
DEFAULT, MOST = 50, 200


class BadCursor(BadRequest):
    """This cursor was not made for this list; start again without it."""

    code = "bad_cursor"


class CursorPages:
    """One page of a list that is read by `order`, fields that together are unique, ascending or all descending.

    A cursor holds the values of the last row, not an offset: rows that come and go never repeat or hide others.
    """

    def __init__(self, request: Request, *, workspace_id: str, order: Sequence[str] = ("-id",)) -> None:
        self.limit = _limit(request)
        self.descending = order[0].startswith("-")
        self.fields = [name.removeprefix("-") for name in order]
        if any(name.startswith("-") is not self.descending for name in order):
            raise ValueError(f"{order}: one direction for all")
        self.list = f"{workspace_id} {_fingerprint(request)} {' '.join(order)}"
        self.after = self._read(request.query_params.get("cursor", ""))

    def of(self, rows: models.QuerySet[Any]) -> tuple[list[Any], str | None]:
        """At most `limit` rows, and the cursor of the next page or None."""
        direction = "-" if self.descending else ""
        ordered = rows.order_by(*(f"{direction}{name}" for name in self.fields))
        rest = ordered.filter(self._beyond()) if self.after else ordered
        found = list(rest[: self.limit + 1])
        more = len(found) > self.limit
        page = found[: self.limit]
        return page, self._write(page[-1]) if more else None

    def _beyond(self) -> Q:
        """`(a, b) > (x, y)`, spelled out."""
        step, beyond = "lt" if self.descending else "gt", Q()
        for number, name in enumerate(self.fields):
            same = dict(zip(self.fields[:number], self.after, strict=False))
            beyond |= Q(**same, **{f"{name}__{step}": self.after[number]})
        return beyond

    def _write(self, row: Any) -> str:
        return signing.dumps([self.list, *(getattr(row, name) for name in self.fields)], salt=SALT)

    def _read(self, cursor: str) -> list[Any]:
        if not cursor:
            return []
        try:
            made_for, *after = list(signing.loads(cursor, salt=SALT))
        except (signing.BadSignature, ValueError) as error:
            raise BadCursor(param="cursor") from error
        if made_for != self.list or len(after) != len(self.fields):
            raise BadCursor(param="cursor")
        return after


def _limit(request: Request) -> int:
    sent = request.query_params.get("limit", str(DEFAULT))
    if not (sent.isascii() and sent.isdigit() and 1 <= int(sent[:9]) <= MOST):
        raise Invalid(f"limit is a number from 1 to {MOST}.", param="limit")
    return int(sent)


def _fingerprint(request: Request) -> str:
    """Which list, with which filters."""
    filters = sorted((name, value) for name, value in request.query_params.items() if name not in {"cursor", "limit"})
    return hashlib.sha256(repr((request.path, filters)).encode()).hexdigest()[:16]
