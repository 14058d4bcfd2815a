"""What a shot is to its film, and by which engine it is filmed: the shot's own choice before all others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from renderers.card import Accepts
from renderers.engine import card_of
from renderers.exports import makers, title_of
from renderers.spec import Finish, SceneSpec, ShotRole, ShotSize, ShotSpec

EVERY = "every"
"""Stands for the shots of all roles."""


def role_of(shot: ShotSpec, scene: SceneSpec) -> ShotRole:
    """As a person said; else dialogue where somebody speaks, hero for a scene's first silent picture, else batch."""
    if shot.role is not None:
        return shot.role
    if shot.lines:
        return ShotRole.DIALOGUE
    return ShotRole.HERO if shot.key == _opening(scene) else ShotRole.BATCH


def _opening(scene: SceneSpec) -> str:
    """The key of the picture that a scene is remembered by: silent, and no detail."""
    details = (ShotSize.INSERT, ShotSize.TITLE)
    return next((shot.key for shot in scene.shots if not shot.lines and shot.size not in details), "")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a person decided for a shot, a scene or a film: engines by role (or `every`), and what to do without them.

    `role` is what a shot was said to be. `fallback` films where the chosen engine cannot be used; without one nothing
    takes its place.
    """

    engines: Mapping[str, str] = field(default_factory=dict)
    fallback: str = ""
    role: ShotRole | None = None
    finish: Mapping[Finish, str] = field(default_factory=dict)

    def of(self, role: ShotRole) -> str:
        """The engine for shots of a role; nothing where nothing is decided."""
        return self.engines.get(role.value) or self.engines.get(EVERY, "")


@dataclass(frozen=True, slots=True)
class Route:
    """The engine of a shot, by whose decision (`shot`, `scene`, `film`; else the preset's), and instead of which."""

    engine: str = ""
    decided: str = ""
    instead_of: str = ""


def unfit(engine: str, shot: ShotSpec) -> str:
    """Why an engine cannot film this shot whoever pays, in words; nothing when it can."""
    found = makers().get(engine)
    if found is None or Accepts.FACE not in card_of(found).needs or shot.cast:
        return ""
    return f"{found.title} films somebody by their face, and nobody is seen in this shot."


def route(role: ShotRole, levels: Iterable[tuple[str, Chosen]], lacking: Callable[[str], str]) -> Route:
    """The nearest decision; its fallback where `lacking` says why an engine cannot be used, and it can itself."""
    for level, chosen in levels:
        engine = chosen.of(role)
        if not engine:
            continue
        if chosen.fallback and lacking(engine) and not lacking(chosen.fallback):
            return Route(chosen.fallback, level, engine)
        return Route(engine, level)
    return Route()


def finishing(levels: Iterable[tuple[str, Chosen]]) -> Mapping[Finish, tuple[str, str]]:
    """Of everything that is decided about finishing a clip, the nearest decision: the level and the engine or `off`."""
    decided: dict[Finish, tuple[str, str]] = {}
    for level, chosen in levels:
        for what, engine in chosen.finish.items():
            decided.setdefault(what, (level, engine))
    return {what: decided[what] for what in Finish if what in decided}


def remarks_on_engines(scenes: Iterable[SceneSpec], lacking: Callable[[str], str]) -> list[str]:
    """What fallbacks film, and why, a sentence for each pair of engines."""
    counted: dict[tuple[str, str, str], int] = {}
    for shot in _shots(scenes):
        if shot.instead_of:
            why = lacking(shot.instead_of) or unfit(shot.instead_of, shot)
            pair = (shot.instead_of, shot.engine, why)
            counted[pair] = counted.get(pair, 0) + 1
    return [_remark(wanted, engine, shots, why) for (wanted, engine, why), shots in counted.items()]


def _remark(wanted: str, engine: str, shots: int, why: str) -> str:
    many = "1 shot is" if shots == 1 else f"{shots} shots are"
    return (
        f"{many} filmed by the fallback {title_of(engine)} instead of {title_of(wanted)}, at its price. {why}".strip()
    )


def _shots(scenes: Iterable[SceneSpec]) -> Iterator[ShotSpec]:
    return (shot for scene in scenes for shot in scene.shots)
