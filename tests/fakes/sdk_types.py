"""Requests and replies held to the types of the vendors' own SDKs: TypedDicts as closed models, replies validated."""

from __future__ import annotations

import collections.abc
import types
import typing
from functools import cache
from typing import Any

import typing_extensions as te
from pydantic import ConfigDict, Field, TypeAdapter, create_model

_MARKS: tuple[Any, ...] = (te.Required, te.NotRequired)


@cache
def closed(kind: Any) -> TypeAdapter[Any]:
    """The model of a request's TypedDict, or of a union of them; it refuses what the vendor does not know."""
    return TypeAdapter(_closed(kind))


@cache
def reply_of(kind: Any) -> TypeAdapter[Any]:
    """The model of a reply, as the SDK reads it."""
    return TypeAdapter(kind)


def held(kind: Any, reply: Any) -> Any:
    """The reply, after the SDK's own type has accepted it."""
    reply_of(kind).validate_python(reply)
    return reply


def _closed(kind: Any) -> Any:
    origin = te.get_origin(kind)
    if te.is_typeddict(kind):
        return _model(kind)
    if origin is te.Annotated:
        return _closed(te.get_args(kind)[0])
    if origin in (typing.Union, types.UnionType):
        return typing.Union[tuple(_closed(one) for one in te.get_args(kind))]  # noqa: UP007 - made at run time
    if origin in (list, collections.abc.Iterable, collections.abc.Sequence):
        return list[_closed(te.get_args(kind)[0])]  # type: ignore[misc]  # made at run time
    return kind


def _model(kind: Any) -> Any:
    fields: dict[str, Any] = {}
    for name, hint in te.get_type_hints(kind, include_extras=True).items():
        inner, alias, needed = _unmarked(hint, name, name in kind.__required_keys__)
        made = _closed(inner)
        fields[f"f_{name}"] = (made if needed else made | None, Field(... if needed else None, alias=alias))
    config = ConfigDict(extra="forbid", arbitrary_types_allowed=True, strict=True)
    return create_model(kind.__name__, __config__=config, **fields)


def _unmarked(hint: Any, alias: str, needed: bool) -> tuple[Any, str, bool]:
    while True:
        origin = te.get_origin(hint)
        if origin in _MARKS:
            needed, hint = origin is te.Required, te.get_args(hint)[0]
        elif origin is te.Annotated:
            hint, *told = te.get_args(hint)
            alias = next((mark.alias for mark in told if getattr(mark, "alias", None)), alias)
        else:
            return hint, alias, needed
