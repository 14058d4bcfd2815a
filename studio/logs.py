"""Log lines for machines."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from typing import Any

from studio.core.about import about
from studio.core.request_ids import current_request_id

_KNOWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class JsonLines(logging.Formatter):
    """One JSON object per record: at, level, logger, message, whatever was passed as `extra`, and the traceback."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= {name: value for name, value in vars(record).items() if name not in _KNOWN}
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, default=str, ensure_ascii=False)


class OneLine(logging.Filter):
    """For what others do wrong: a warning in one line, without our own traceback."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keeps every record."""
        record.exc_info = record.exc_text = None
        record.levelno, record.levelname = logging.WARNING, "WARNING"
        return True


class Ids(logging.Filter):
    """Marks each record with the request, workspace, render and step it belongs to, if any."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keeps every record."""
        if request_id := current_request_id():
            record.request_id = request_id
        for name, value in about().items():
            setattr(record, name, value)
        return True
