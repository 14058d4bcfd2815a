"""What a language model is asked, and what it answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from renderers.errors import BrokenPromise

LETTERS_PER_TOKEN = 2
"""So few bytes of text make a token at least: what is counted before a model has counted."""

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Asked:
    """One turn: who the model is (`system`), what it is to write, and how much at most. `schema` is of JSON wanted."""

    prompt: str
    system: str = ""
    most_tokens: int = 4096
    schema: Mapping[str, Any] | None = None
    model: str = ""

    @property
    def tokens_at_most(self) -> int:
        """Of what is read."""
        size = len(self.prompt.encode()) + len(self.system.encode())
        return size // LETTERS_PER_TOKEN + 200


class Ended(StrEnum):
    """Why the model stopped."""

    DONE = "done"
    CUT = "cut"
    """It reached the most it may write."""
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Written:
    """The text, the tokens that were read and written as the vendor counts, and how it ended."""

    text: str
    tokens_in: int
    tokens_out: int
    ended: Ended = Ended.DONE

    def read_as(self, kind: type[M]) -> M:
        """The text as JSON of a type. BrokenPromise names the first thing that does not fit."""
        try:
            return kind.model_validate_json(unfenced(self.text))
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"]) or "the whole"
            raise BrokenPromise(f"the model was to write JSON, and {where} is wrong: {first['msg']}") from error


def unfenced(text: str) -> str:
    """Without the fence that models put around JSON although they were not asked to."""
    bare = text.strip()
    if bare.startswith("```") and bare.endswith("```"):
        return bare.partition("\n")[2].removesuffix("```").strip()
    return bare
