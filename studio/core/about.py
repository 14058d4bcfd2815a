"""What the code at hand is about: ids that every log line and every span carries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType

_NOTHING: Mapping[str, str] = MappingProxyType({})
_ids: ContextVar[Mapping[str, str]] = ContextVar("about", default=_NOTHING)


def about() -> Mapping[str, str]:
    """The ids by name, such as workspace_id, render_id, step_id; empty outside any."""
    return _ids.get()


@contextmanager
def concerning(**ids: str) -> Iterator[None]:
    """Until the block ends, log lines and spans carry these ids too; empty ones are left out."""
    token = _ids.set({**_ids.get(), **{name: value for name, value in ids.items() if value}})
    try:
        yield
    finally:
        _ids.reset(token)
