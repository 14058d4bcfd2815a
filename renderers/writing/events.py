"""Server-sent events out of a file, as vendors of language models send them: bounded, one JSON object each."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from renderers.errors import BrokenPromise

LARGEST_STREAM = 16 << 20
LONGEST_LINE = 1 << 20
LAST = "[DONE]"


def events_of(path: Path) -> Iterator[dict[str, Any]]:
    """Every event until the stream says that it is over. BrokenPromise for a line that is none."""
    with path.open("rb") as file:
        while line := file.readline(LONGEST_LINE + 1):
            if len(line) > LONGEST_LINE:
                raise BrokenPromise("a line of the reply is longer than 1 MB")
            field, _, data = line.decode("utf-8", errors="replace").strip().partition(":")
            if field != "data":
                continue
            if data.strip() == LAST:
                return
            yield _event(data)


def _event(data: str) -> dict[str, Any]:
    try:
        told = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise BrokenPromise("the reply holds an event that is not JSON") from error
    if not isinstance(told, dict):
        raise BrokenPromise("the reply holds an event that is no object")
    return told
