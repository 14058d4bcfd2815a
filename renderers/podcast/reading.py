"""Reading an episode's YAML file: every fault names its line and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError

from renderers.errors import BadInput
from renderers.podcast.draft import EpisodeDraft, PersonDraft, SegmentDraft, SourceDraft

LARGEST_BYTES = 4 << 20
_LISTED: dict[str, type[BaseModel]] = {"people": PersonDraft, "sources": SourceDraft, "segments": SegmentDraft}


@dataclass(frozen=True, slots=True)
class ReadDraft:
    """The episode, and the line on which everything in it stands: by path, such as `("segments", 0, "script")`."""

    draft: EpisodeDraft
    lines: dict[tuple[str | int, ...], int]
    folder: Path

    def line(self, *path: str | int) -> int:
        """Where something stands; what is not there stands where it would have to be."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_episode(path: Path) -> ReadDraft:
    """The draft in a .yaml file. BadInput names the fault, its line and the remedy."""
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise BadInput(f"the file is {path.stat().st_size / 1e6:.0f} MB; put documents beside it, as `sources`")
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput("the file is not UTF-8 text; save it as UTF-8") from error
    except OSError as error:
        raise BadInput(f"cannot be read ({error.strerror}); check the path") from error
    return parse_episode(text, folder=path.parent)


def parse_episode(text: str, *, folder: Path) -> ReadDraft:
    """The draft in a text; files that it names lie in `folder`."""
    node = _composed(text)
    lines = dict(_places(node, ()))
    try:
        values = yaml.safe_load(text)
        return ReadDraft(EpisodeDraft.model_validate(values), lines, folder)
    except ValidationError as error:
        raise BadInput(_said(error, lines)) from error
    except (yaml.YAMLError, ValueError) as error:
        raise BadInput(f"the file cannot be read as YAML: {error}") from error


def _composed(text: str) -> yaml.Node:
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.AliasEvent):
                line = event.start_mark.line + 1 if event.start_mark else 1
                raise BadInput(f"line {line}: `*` repeats are not used here; write it out again")
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise BadInput(
            f"line {line}: {error.problem or 'this is no YAML'}; check quotes, colons and indents"
        ) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise BadInput(f"the file cannot be read as YAML: {error}; save it as plain UTF-8 text") from error
    if not isinstance(node, yaml.MappingNode):
        raise BadInput("line 1: an episode begins with `title: ...`; see the how-to for a podcast")
    return node


def _places(node: yaml.Node, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], int]]:
    block = isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")
    yield path, node.start_mark.line + (2 if block else 1)  # the text of a block begins on the line after its mark
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _places(value, (*path, str(key.value)))
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield from _places(value, (*path, number))


def _said(error: ValidationError, lines: dict[tuple[str | int, ...], int]) -> str:
    first = error.errors()[0]
    path = tuple(part for part in first["loc"])
    known, where = path, 1
    while known not in lines and known:
        known = known[:-1]
    where = lines.get(known, 1)
    name = ".".join(str(part + 1 if isinstance(part, int) else part) for part in path)
    if first["type"] == "extra_forbidden":
        return f"line {where}: there is no `{path[-1]}` here{_meant(path)}"
    if first["type"] == "missing":
        return f"line {where}: `{path[-1]}` is missing; add `{path[-1]}: ...`"
    said = str(first["ctx"]["error"]) if first["type"] == "value_error" else first["msg"]
    return f"line {where}: {name}: {said[:1].lower()}{said[1:]}, not {_short(first.get('input'))}"


def _meant(path: tuple[str | int, ...]) -> str:
    model: type[BaseModel] = _LISTED.get(str(path[0]), EpisodeDraft) if len(path) > 1 else EpisodeDraft
    fields = list(model.model_fields)
    near = get_close_matches(str(path[-1]), fields, n=1)
    return f"; did you mean `{near[0]}`?" if near else f"; known are {', '.join(fields)}"


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:39]}…"
