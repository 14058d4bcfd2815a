"""What an engine is, and the narrow context it works in. A file in `engines/<kind>/` that defines `ENGINE` is one."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar, runtime_checkable

from pydantic import BaseModel, ConfigDict, ValidationError

from renderers.card import Card
from renderers.errors import BadInput
from renderers.models.store import model_store
from renderers.plan import WorkerSize
from renderers.runtime.desk import Desk, NoDesk


class Kind(StrEnum):
    """What an engine makes."""

    SHEET = "sheet"
    LORA = "lora"
    PANEL = "panel"
    SPEECH = "speech"
    TIMING = "timing"
    CLIP = "clip"
    MUSIC = "music"
    EFFECTS = "effects"
    STEM = "stem"
    BED = "bed"
    PICTURE = "picture"
    CAPTIONS = "captions"
    BOARD = "board"
    MASTER = "master"
    REPORT = "report"
    TEXT = "text"


class Settings(BaseModel):
    """Typed settings of an engine: validated here, shown as a form, part of the digest. No floats for time."""

    model_config = ConfigDict(frozen=True, extra="forbid")


S = TypeVar("S", bound=Settings)
S_co = TypeVar("S_co", bound=Settings, covariant=True)


@dataclass(frozen=True, slots=True)
class Job(Generic[S_co]):
    """All an engine knows: settings, input files by role, where to write, how to report.

    `inputs[role]` is a readable file; a role that ends in a number (`speech.0`) is one of a series, see `series`.
    `progress(fraction)` reports 0..1 and raises `Cancelled` once the render was stopped; call it at least
    once a second. `scratch` is an empty folder, removed afterwards. `threads` is how many cores to use. In `kept` lie
    parts that earlier jobs on this machine made, see `runtime.kept`; it may be empty. The `desk` gives engines of
    vendors their key, and remembers what was ordered.
    """

    settings: S_co
    inputs: Mapping[str, Path]
    out: Path
    scratch: Path
    progress: Callable[[float], None]
    threads: int = 1
    kept: Path | None = None
    desk: Desk = field(default_factory=NoDesk)

    def series(self, role: str) -> list[Path]:
        """The inputs `role.0`, `role.1`, ... in order."""
        found: list[Path] = []
        while (path := self.inputs.get(f"{role}.{len(found)}")) is not None:
            found.append(path)
        return found


@runtime_checkable
class Engine(Protocol):
    """One file = one engine. `version` is raised when the meaning of its output changes."""

    @property
    def name(self) -> str: ...
    @property
    def version(self) -> str: ...
    @property
    def makes(self) -> Kind: ...
    @property
    def settings(self) -> type[Settings]: ...
    @property
    def media_type(self) -> str: ...
    @property
    def size(self) -> WorkerSize: ...
    @property
    def title(self) -> str:
        """One sentence for people."""

    def render(self, job: Job[Any]) -> None:
        """Write the artifact to `job.out`; raise RenderError with a sentence when it cannot be made."""

    def facts(self, path: Path) -> dict[str, Any]:
        """Probe a finished artifact; raise BrokenPromise when it is not what this engine makes.

        Plain JSON data: `frames`, `width`, `height`, `samples`, `duration_ms` and the like.
        """


@runtime_checkable
class Equipped(Protocol):
    """An engine that needs more of a machine than its own code: weights, libraries, a program."""

    def missing(self) -> str:
        """What this machine lacks to run it, in words; nothing when it can run. Quick, and loads nothing heavy."""


def missing_for(engine: Engine) -> str:
    """What this machine lacks to run the engine, in words; nothing when it can run."""
    return engine.missing() if isinstance(engine, Equipped) else ""


@runtime_checkable
class Carded(Protocol):
    """An engine that says more of itself than what every engine has."""

    @property
    def card(self) -> Card: ...


def card_of(engine: Engine) -> Card:
    """Its card; an engine without one is the studio's own code, free, without limits and deterministic."""
    return engine.card if isinstance(engine, Carded) else Card()


def version_of(engine: Engine) -> str:
    """What a digest calls the engine: its version and, where it has weights, which ones this machine's store has.

    A store that has only the manifest of a model, not its files, names it too.
    """
    store = model_store()
    digests = [store.digest(weights.name) for weights in card_of(engine).models]
    if not digests or not all(digests):
        return engine.version
    return f"{engine.version}+{hashlib.sha256(' '.join(digests).encode()).hexdigest()[:12]}"


@runtime_checkable
class Limited(Protocol):
    """An engine that cannot do all that its settings can say."""

    def unable(self, settings: Any) -> str:
        """Why it cannot do this, in words, with the nearest that works; nothing when it can."""


def read_settings(engine: Engine, settings: Mapping[str, Any]) -> Settings:
    """Settings as the engine's own type; BadInput names the field that does not fit, or says what it cannot do."""
    read = _read(engine, settings)
    if isinstance(engine, Limited) and (why := engine.unable(read)):
        raise BadInput(why)
    return read


def _read(engine: Engine, settings: Mapping[str, Any]) -> Settings:
    try:
        return engine.settings.model_validate(dict(settings))
    except ValidationError as error:
        first = error.errors()[0]
        if first["type"] == "value_error":  # the engine's own sentence
            raise BadInput(str(first["ctx"]["error"])) from error
        where = ".".join(str(part) for part in first["loc"])
        raise BadInput(f"{engine.name}: setting {where} {first['msg'].lower()}") from error


@dataclass(frozen=True, slots=True)
class Series:
    """Helper for compilers: a list of digests as the inputs `role.0`, `role.1`, ..."""

    role: str
    digests: Sequence[str] = field(default=())

    def inputs(self) -> tuple[tuple[str, str], ...]:
        """The (role, digest) pairs."""
        return tuple((f"{self.role}.{index}", digest) for index, digest in enumerate(self.digests))
