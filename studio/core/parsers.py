"""JSON that can be stored: malformed text and half characters are refused with the place they stand at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import IO, Any

from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser


class StudioJson(JSONParser):
    """`application/json`, without NaN, endless nesting and lone surrogates."""

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        """The parsed body; raises ParseError."""
        try:
            data = super().parse(stream, media_type, parser_context)
        except RecursionError as error:
            raise ParseError("The JSON is nested too deeply.") from error
        for place in _half_characters(data):
            raise ParseError(f"{place}: half a character (a lone surrogate). Remove it, or save the text as UTF-8.")
        return data


def _half_characters(data: Any, path: str = "") -> Iterator[str]:
    if isinstance(data, str):
        if line := _broken_line(data):
            yield f"{path or 'the body'}, line {line}"
    elif isinstance(data, dict):
        for name, inner in data.items():
            yield from _half_characters(name, "a name")
            yield from _half_characters(inner, f"{path}.{name}" if path else name)
    elif isinstance(data, list):
        for number, inner in enumerate(data):
            yield from _half_characters(inner, f"{path}.{number}")


def _broken_line(text: str) -> int:
    """The first line that cannot be written as UTF-8, 0 for none."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        return text.count("\n", 0, error.start) + 1
    return 0
