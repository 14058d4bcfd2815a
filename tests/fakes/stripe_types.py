"""Requests held to Stripe's own types: the TypedDicts of the installed SDK as closed models, and its forms decoded."""

from __future__ import annotations

import collections.abc
import importlib
import inspect
import types
import typing
from functools import cache
from typing import Any

import typing_extensions as te
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, create_model
from stripe._request_options import RequestOptions

_NOT_SENT = frozenset(RequestOptions.__annotations__)


@cache
def request_model(module: str, name: str) -> TypeAdapter[Any]:
    """The model of `stripe.params.<module>.<name>`; it refuses what Stripe does not know."""
    found = importlib.import_module(f"stripe.params.{module}")
    return TypeAdapter(_closed(getattr(found, name), vars(found)))


def decoded(form: typing.Iterable[tuple[str, str]]) -> dict[str, Any]:
    """`a[b][0][c]=v` as nested objects and lists."""
    tree: dict[str, Any] = {}
    for name, value in form:
        path = name.replace("]", "").split("[")
        place = tree
        for part in path[:-1]:
            place = place.setdefault(part, {})
        place[path[-1]] = value
    whole = _with_lists(tree)
    assert isinstance(whole, dict)
    return whole


def unknown_members(kind: type, reply: dict[str, Any]) -> set[str]:
    """Members of a reply that Stripe's object of this kind does not have."""
    known = set().union(*(inspect.get_annotations(base) for base in kind.__mro__))
    return set(reply) - known


def _with_lists(tree: Any) -> Any:
    if not isinstance(tree, dict):
        return tree
    whole = {name: _with_lists(value) for name, value in tree.items()}
    return [whole[name] for name in sorted(whole, key=int)] if whole and all(map(str.isdigit, whole)) else whole


def _closed(kind: Any, names: dict[str, Any]) -> Any:
    origin = te.get_origin(kind)
    if te.is_typeddict(kind):
        return _model(kind, names)
    if origin is te.Annotated:
        return _closed(te.get_args(kind)[0], names)
    if origin in (typing.Union, types.UnionType):
        return typing.Union[tuple(_closed(one, names) for one in te.get_args(kind))]  # noqa: UP007 - made at run time
    if origin in (list, collections.abc.Iterable, collections.abc.Sequence):
        return list[_closed(te.get_args(kind)[0], names)]  # type: ignore[misc]  # made at run time
    if origin is not None and getattr(origin, "__name__", "") == "UntypedStripeObject":
        return dict[str, Any]
    return kind


def _is_marked(hint: Any) -> bool:
    marks: tuple[Any, ...] = (te.Required, te.NotRequired)
    return te.get_origin(hint) in marks


def _model(kind: Any, names: dict[str, Any]) -> type[BaseModel]:
    fields: dict[str, Any] = {}
    mine = {name: hint for name, hint in kind.__annotations__.items() if name not in _NOT_SENT}
    stand_in = types.SimpleNamespace(__annotations__=mine, __module__=kind.__module__)
    for name, hint in te.get_type_hints(stand_in, globalns=names, include_extras=True).items():
        is_needed = name in kind.__required_keys__
        inner = te.get_args(hint)[0] if _is_marked(hint) else hint
        made = _closed(inner, names)
        kind_or_none = made if is_needed else made | None
        fields[f"f_{name}"] = (kind_or_none, Field(... if is_needed else None, alias=name))
    config = ConfigDict(extra="forbid", arbitrary_types_allowed=True)
    model: type[BaseModel] = create_model(kind.__name__, __config__=config, **fields)
    return model
