"""What an exchange that was chosen does not do, in words: where none of the lines can be spoken together. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from renderers.card import Exchanges
from renderers.compilers.exchanges import Sayable, chosen, sayable, together
from renderers.engine import Kind, card_of
from renderers.episode import EpisodeSpec
from renderers.exports import makers
from renderers.presets import Preset
from renderers.spec import FilmSpec, SceneSpec

CAST_OTHERS = "Give people such a voice on the page Cast, or choose a quality that has them."
SPEAK_OTHERWISE = "Choose such voices in the settings of the show."


def idle_in_scenes(film: FilmSpec, scenes: Iterable[SceneSpec], preset: Preset, engine: str) -> str:
    """Why an engine of exchanges speaks nothing in any of these scenes; empty where it does. Raises BadInput."""
    by_scene = [_lines(film, scene, preset) for scene in scenes]
    if any(_joined(lines, engine, film.pronunciations) for lines in by_scene):
        return ""
    why = _why([line for lines in by_scene for line in lines], engine)
    return f"{why} {CAST_OTHERS}" if _is_foreign(by_scene, engine) else why


def idle_in_show(preset: Preset, engine: str) -> str:
    """Why an engine of exchanges speaks no turn of a show, whose people all have the voices of its preset."""
    if preset.engines[Kind.SPEECH].engine in _limits(engine).engines:
        return ""
    return f"{_foreign(engine)} {SPEAK_OTHERWISE}"


def remarks_on_film(film: FilmSpec, preset: Preset) -> list[str]:
    """Said with a quote: the scenes in which people speak, and not together although that was chosen."""
    idle: dict[tuple[str, str], list[str]] = {}
    for scene, engine in _chosen_for(film, preset):
        lines = _lines(film, scene, preset)
        if len(lines) > 1 and not _joined(lines, engine, film.pronunciations):
            idle.setdefault((engine, _why(lines, engine)), []).append(scene.number or scene.heading)
    return [f"{_where(numbers)}, {makers()[engine].title}: {why}" for (engine, why), numbers in idle.items()]


def remarks_on_episode(episode: EpisodeSpec, preset: Preset) -> list[str]:
    """Said with a quote: that no turn is spoken together although that was chosen."""
    engine = chosen(episode.exchange, preset)
    why = idle_in_show(preset, engine) if engine else ""
    return [f"{makers()[engine].title}: {why}"] if why else []


def _chosen_for(film: FilmSpec, preset: Preset) -> Iterator[tuple[SceneSpec, str]]:
    for scene in film.scenes:
        if engine := chosen(scene.exchange, preset):
            yield scene, engine


def _lines(film: FilmSpec, scene: SceneSpec, preset: Preset) -> list[Sayable]:
    cast = {member.key: member for member in film.cast}
    return [sayable(line, cast[line.character], preset) for shot in scene.shots for line in shot.lines]


def _limits(engine: str) -> Exchanges:
    limits = card_of(makers()[engine]).exchanges
    if limits is None:
        raise ValueError(f"{engine} speaks no exchanges")
    return limits


def _joined(lines: Sequence[Sayable], engine: str, pronunciations: Mapping[str, str]) -> bool:
    return any(together(lines, _limits(engine), pronunciations))


def _is_foreign(by_scene: Sequence[Sequence[Sayable]], engine: str) -> bool:
    """Whether somebody speaks, and nobody in a voice of the engine."""
    spoken = {line.engine for lines in by_scene for line in lines}
    return bool(spoken) and not spoken & set(_limits(engine).engines)


def _why(lines: Sequence[Sayable], engine: str) -> str:
    if _is_foreign([lines], engine):
        return _foreign(engine)
    if len(lines) < 2:
        return "Fewer than two lines are spoken here: nobody answers anybody."
    return "No two lines that follow each other here can be spoken together, so each line is ordered by itself."


def _foreign(engine: str) -> str:
    voices = " or ".join(f"\u201c{makers()[name].title}\u201d" for name in sorted(_limits(engine).engines))
    return f"Nobody here has a voice of {voices}, so each line is ordered by itself, as if this were not chosen."


def _where(numbers: Sequence[str]) -> str:
    if len(numbers) == 1:
        return f"In scene {numbers[0]}"
    return f"In scenes {', '.join(numbers[:-1])} and {numbers[-1]}"
