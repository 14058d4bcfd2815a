"""Lines that follow each other, ordered as one exchange and cut apart again. Pure.

A changed line buys its exchange again, so exchanges are short, and where one ends is decided by what is said there: a
line put in moves the borders near it and no others.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from renderers.card import Exchanges
from renderers.compilers.film_parts import Inputs, Place
from renderers.compilers.speaking import work_of
from renderers.compilers.voices import speaker_of
from renderers.engine import Series, card_of
from renderers.errors import BadInput
from renderers.exports import makers
from renderers.media.speech.exchange import letters_in
from renderers.media.speech.pronunciations import entries_in, respelt
from renderers.media.speech.spoken_by import name_in
from renderers.plan import Plan, Stage
from renderers.presets import Preset
from renderers.spec import LINE_BY_LINE, CastSpec, FilmSpec, LineSpec

EXCHANGE, CUT = "exchange", "exchange_line"
"""The role of an exchange for each of its lines, and the engine that cuts one out."""

_LAID = ("pace_percent", "level_db", "fit_ms", "rests")
"""What is said of a line that changes nothing of what is ordered."""

_CPU_PER_CUT = 0.2
Add = Callable[..., str]


@dataclass(frozen=True, slots=True)
class Sayable:
    """A line, in whose voice, by which engine it would be spoken alone and what that is given."""

    key: str
    text: str
    voice: str
    engine: str
    given: Inputs = ()
    take: int = 0


@dataclass(frozen=True, slots=True)
class _Exchange:
    engine: str
    lines: tuple[Sayable, ...]

    def settings(self, language: str, pronunciations: Mapping[str, str]) -> dict[str, Any]:
        """As the engine reads it; voices are numbered as they are first heard."""
        people = list(dict.fromkeys(map(_voice, self.lines)))
        lines = [
            {"text": line.text, "person": people.index(_voice(line))} | ({"take": line.take} if line.take else {})
            for line in self.lines
        ]
        said = {"people": [_person(*each) for each in people], "lines": lines, "language": language}
        own = entries_in("\n".join(line.text for line in self.lines), pronunciations)
        return said | ({"pronunciations": own} if own else {})

    @property
    def given(self) -> Inputs:
        """Recordings of everybody, in the order of the people."""
        brought = [digest for _, digests in dict.fromkeys(map(_voice, self.lines)) for digest in digests]
        return Series("voice", brought).inputs()

    @property
    def label(self) -> str:
        return f"Exchange of {len(self.lines)} lines: {self.lines[0].text}"


def chosen(decided: str, preset: Preset) -> str:
    """The engine of exchanges, as a person decided or else the preset; empty where each line is ordered by itself."""
    engine = decided or preset.exchange
    if engine in ("", LINE_BY_LINE):
        return ""
    if engine not in exchange_engines():
        raise BadInput(
            f"No engine {engine} speaks exchanges here; choose one of {', '.join(exchange_engines())}, or have each "
            "line ordered by itself"
        )
    return engine


def exchange_engines() -> tuple[str, ...]:
    """Engines that speak several lines in one order, by name."""
    return tuple(sorted(name for name, maker in makers().items() if card_of(maker).exchanges))


class ExchangeSteps:
    """Gathers lines, and adds the steps of those that are spoken together as they are asked for."""

    def __init__(self, add: Add, *, language: str, pronunciations: Mapping[str, str]) -> None:
        self.add, self.language, self.pronunciations = add, language, pronunciations
        self.of: dict[str, tuple[_Exchange, int]] = {}

    def __contains__(self, key: str) -> bool:
        return key in self.of

    def gather(self, lines: Iterable[Sayable], *, engine: str) -> None:
        """Lines of a scene or passage in their order; without an engine of exchanges nothing is gathered."""
        limits = card_of(makers()[engine]).exchanges if engine else None
        if limits is None:
            return
        for group in together(lines, limits, self.pronunciations):
            exchange = _Exchange(engine, tuple(group))
            self.of |= {line.key: (exchange, number) for number, line in enumerate(group)}

    def gather_film(self, film: FilmSpec, preset: Preset) -> None:
        """The lines of every scene, by whoever is chosen to speak them together. Raises BadInput."""
        cast = {member.key: member for member in film.cast}
        for scene in film.scenes:
            lines = (sayable(line, cast[line.character], preset) for shot in scene.shots for line in shot.lines)
            self.gather(lines, engine=chosen(scene.exchange, preset))

    def cut(self, key: str, said: Mapping[str, Any]) -> str:
        """The step that cuts a line out of its exchange; `said` is as it would be asked of a voice."""
        exchange, number = self.of[key]
        line = exchange.lines[number]
        words = exchange.settings(self.language, self.pronunciations)
        work = work_of(" ".join(each.text for each in exchange.lines))
        place = Place(key, EXCHANGE, Stage.VOICES, exchange.label)
        ordered = self.add(exchange.engine, words, place, (), work, given=exchange.given)
        laid = {"number": number} | {name: said[name] for name in _LAID if name in said}
        place = Place(key, "speech", Stage.VOICES, line.text)
        return self.add(CUT, laid, place, ((EXCHANGE, ordered),), _CPU_PER_CUT)


def remark_on_exchanges(plan: Plan, made: set[str], bought: Mapping[str, set[str]]) -> str:
    """Said before a change buys exchanges again; nothing when none is.

    `made` are digests that exist; `bought` are exchanges that lines were in before and that exist, by the line's key.
    """
    lines: dict[str, list[str]] = {}
    for key, roles in plan.wanted.items():
        if EXCHANGE in roles:
            lines.setdefault(roles[EXCHANGE], []).append(key)
    again = {digest: keys for digest, keys in lines.items() if digest not in made and any(map(bought.get, keys))}
    if not again:
        return ""
    steps = plan.by_digest()
    characters = sum(len(line["text"]) for digest in again for line in steps[digest].settings["lines"])
    count = sum(map(len, again.values()))
    many = "1 exchange is" if len(again) == 1 else f"{len(again)} exchanges are"
    return (
        f"{many} bought again whole, because something in it changed: {count} lines, {characters:,} characters. "
        "Ordered line by line, only what changed would be bought; that can be chosen for a scene, a film or a show."
    )


def sayable(line: LineSpec, member: CastSpec, preset: Preset) -> Sayable:
    """A line of a film in its speaker's voice. Raises BadInput in words."""
    choice, given = speaker_of(member, preset)
    return Sayable(line.key, line.text, name_in(member.voice.preset), choice.engine, given)


def _voice(line: Sayable) -> tuple[str, tuple[str, ...]]:
    """Who is heard: a voice, or else recordings."""
    brought = tuple(digest for _, digest in line.given)
    return ("" if brought else line.voice), brought


def _person(voice: str, brought: tuple[str, ...]) -> dict[str, Any]:
    return {"samples": len(brought)} if brought else {"voice": voice}


def together(
    lines: Iterable[Sayable], limits: Exchanges, pronunciations: Mapping[str, str]
) -> Iterator[Sequence[Sayable]]:
    """Of lines in their order those that are spoken together, an exchange each."""
    for run in _runs(lines, limits):
        yield from _groups(run, limits, pronunciations)


def _runs(lines: Iterable[Sayable], limits: Exchanges) -> Iterator[list[Sayable]]:
    """Lines without one between them that the engine does not speak."""
    run: list[Sayable] = []
    for line in lines:
        if _fits(line, limits):
            run.append(line)
        else:
            yield run
            run = []
    yield run


def _fits(line: Sayable, limits: Exchanges) -> bool:
    """What stands in square brackets would be acted, not said."""
    return line.engine in limits.engines and bool(letters_in(line.text)) and "[" not in line.text


def _groups(run: Sequence[Sayable], limits: Exchanges, own: Mapping[str, str]) -> Iterator[Sequence[Sayable]]:
    """Exchanges of at least two lines; who is left over speaks alone."""
    while len(run) > 1:
        size = _fitting(run, limits, own)
        size = size if size == len(run) else _border(run, size)
        if size > 1:
            yield run[:size]
        run = run[size:]


def _fitting(run: Sequence[Sayable], limits: Exchanges, own: Mapping[str, str]) -> int:
    characters, voices = 0, set[object]()
    for number, line in enumerate(run[: limits.lines]):
        characters, voices = characters + len(respelt(line.text, own)), voices | {_voice(line)}
        if characters > limits.characters or len(voices) > limits.voices:
            return max(1, number)
    return min(len(run), limits.lines)


def _border(run: Sequence[Sayable], most: int) -> int:
    """Before which of the lines it ends, by their own words, so that other borders stay where they are."""
    places = [at for at in range(max(1, most // 2), most + 1) if at > 1 and len(run) - at != 1]
    return min(places or [most], key=lambda at: hashlib.sha256(run[at].text.encode()).digest())
