"""By which engine somebody's lines are spoken, and what it is given: their own choice before the preset's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from renderers.compilers.film_parts import Inputs
from renderers.compilers.speaking import work_of
from renderers.engine import Engine, Kind, Series, card_of
from renderers.errors import BadInput
from renderers.exports import makers
from renderers.media.speech.blend import read_blend
from renderers.media.speech.catalogue import VOICES
from renderers.media.speech.feelings import feelings_in
from renderers.media.speech.spoken_by import MARK, blend_in, engine_in, name_in
from renderers.presets import Choice, Preset
from renderers.spec import CastSpec, LineSpec

_FRAMES_OF_A_WORD = 10


@dataclass(frozen=True, slots=True)
class Tunable:
    """A setting of an engine that a character has for themself: a whole number, what it is for, and its bounds."""

    name: str
    title: str
    description: str
    least: int
    most: int
    usual: int


@dataclass(frozen=True, slots=True)
class Offered:
    """A voice that a character can have, as it is written (`engine:voice`; without an engine, one of the catalogue).

    `needs_sample`: it is heard as a recording of the character that people brought; `needs_trained`: as a voice that
    was trained elsewhere and brought. `tuning`: what else a character can have of its engine. `keeps_pitch`: it is made
    neither higher nor lower. `unavailable`: why its engine cannot be used now, for whoever knows the workers.
    """

    name: str
    title: str
    gender: str
    accent: str = ""
    age: str = ""
    engine: str = ""
    engine_title: str = ""
    needs_sample: bool = False
    needs_trained: bool = False
    tuning: tuple[Tunable, ...] = ()
    keeps_pitch: bool = False
    unavailable: str = ""


def voice_engines() -> dict[str, Engine]:
    """Engines whose voices characters can be given whatever the preset says, by name."""
    return {name: maker for name, maker in makers().items() if maker.makes is Kind.SPEECH and card_of(maker).speaks}


def offered() -> Iterator[Offered]:
    """Every voice: the catalogue's, best first, then those of other engines."""
    catalogue = sorted(VOICES.values(), key=lambda voice: (voice.rank, voice.name))
    for voice in catalogue:
        yield Offered(voice.name, voice.title, voice.gender, voice.accent, voice.age)
    for engine, maker in sorted(voice_engines().items()):
        card = card_of(maker)
        if card.speaks is None:
            continue
        of_engine = (engine, maker.title, card.clones, card.trained, tunables(maker), card.speaks.keeps_pitch)
        for own in card.speaks.voices:
            yield Offered(f"{engine}{MARK}{own.name}", own.title, own.gender, "", "", *of_engine)
        for voice in () if card.speaks.voices else catalogue:
            named = f"{engine}{MARK}{voice.name}"
            yield Offered(named, voice.title, voice.gender, voice.accent, voice.age, *of_engine)


def tunables(maker: Engine) -> tuple[Tunable, ...]:
    """What a character can set of an engine of voices, as its settings describe it."""
    speaks = card_of(maker).speaks
    if speaks is None or not speaks.tuning:
        return ()
    told = maker.settings.model_json_schema()["properties"]
    return tuple(
        Tunable(
            name=name,
            title=told[name]["title"],
            description=told[name]["description"],
            least=told[name]["minimum"],
            most=told[name]["maximum"],
            usual=told[name]["default"],
        )
        for name in speaks.tuning
    )


def read_tuning(tuning: Mapping[str, int]) -> dict[str, int]:
    """Settings of engines as they are kept: what is usual is left out. ValueError names what cannot be set so."""
    known = {each.name: each for maker in voice_engines().values() for each in tunables(maker)}
    for name, value in tuning.items():
        if name not in known:
            raise ValueError(f"no voice has a setting {name!r}; there are {', '.join(sorted(known))}")
        if not known[name].least <= value <= known[name].most:
            raise ValueError(f"{name} goes from {known[name].least} to {known[name].most}, and {value} is outside")
    return {name: tuning[name] for name in sorted(tuning) if tuning[name] != known[name].usual}


def read_voice(voice: str) -> str:
    """A voice as it is kept. ValueError says what is wrong with it and what would be right."""
    engine, name = engine_in(voice), name_in(voice).strip()
    if not engine:
        return str(read_blend(voice))
    maker = voice_engines().get(engine)
    if maker is None:
        raise ValueError(
            f"there is no engine of voices {engine!r}; choose one of {', '.join(sorted(voice_engines()))}, or a voice "
            "of the catalogue"
        )
    speaks = card_of(maker).speaks
    known = [own.name for own in speaks.voices] if speaks else []
    if not known:
        return f"{engine}{MARK}{read_blend(name)}"
    if name not in known:
        raise ValueError(f"{maker.title} has no voice {name!r}; choose one of {', '.join(known)}")
    return f"{engine}{MARK}{name}"


def read_show_voice(voice: str) -> str:
    """A voice as people of a show have them: of the catalogue, a blend, or one that an engine brings. ValueError says
    what is wrong with it."""
    read = read_voice(voice)
    maker = voice_engines().get(engine_in(read))
    if maker is not None and (card_of(maker).clones or card_of(maker).trained):
        raise ValueError(
            f"{maker.title} needs a recording or a trained voice of somebody, and a show keeps none; choose a voice of "
            "the catalogue or one that an engine brings"
        )
    return read


def languages_of(voice: str, *, catalogue: Mapping[str, str]) -> Mapping[str, str]:
    """What a voice speaks: titles by code, those of `catalogue` where it is none of another engine."""
    maker = voice_engines().get(engine_in(voice))
    speaks = card_of(maker).speaks if maker else None
    return dict(speaks.languages) if speaks else catalogue


def languages_known(*, catalogue: Mapping[str, str]) -> Mapping[str, str]:
    """What any voice that a show can have speaks: titles by code."""
    known = dict(catalogue)
    for maker in voice_engines().values():
        card = card_of(maker)
        if card.speaks and not (card.clones or card.trained):
            known = {**dict(card.speaks.languages), **known}
    return known


def speaking_engine(voice: str, preset: Preset) -> Choice:
    """The engine that speaks for somebody of a show. Raises BadInput in words."""
    engine = engine_in(voice)
    if engine and engine not in voice_engines():
        raise BadInput(f"The voice {voice} is one of {engine}, which is not installed; choose another voice")
    return Choice(engine) if engine else preset.engines[Kind.SPEECH]


def title_of(voice: str) -> str:
    """For people: `Heart 60 %, George 40 %`, or the voice and whose it is."""
    blend = blend_in(voice)
    if blend is not None:
        return blend.title
    maker, name = voice_engines().get(engine_in(voice)), name_in(voice)
    speaks = card_of(maker).speaks if maker else None
    if maker is None or speaks is None:
        return voice
    own = {each.name: each.title for each in speaks.voices}
    return f"{own.get(name, name) if own else read_blend(name).title} ({maker.title})"


def speaker_of(member: CastSpec, preset: Preset) -> tuple[Choice, Inputs]:
    """The engine that speaks for somebody, what they set of it, and the files it is given. Raises BadInput in words."""
    engine = engine_in(member.voice.preset)
    if not engine:
        return preset.engines[Kind.SPEECH], ()
    if engine not in voice_engines():
        raise BadInput(f"The voice of {member.name} is one of {engine}, which is not installed; choose another voice")
    maker = voice_engines()[engine]
    speaks = card_of(maker).speaks
    own = speaks.tuning if speaks else ()
    tuned = {name: value for name, value in member.voice.tuning.items() if name in own}
    return Choice(engine, tuned), _brought(member, maker)


def _brought(member: CastSpec, maker: Engine) -> Inputs:
    card = card_of(maker)
    if card.clones:
        return _insisted(member, maker, "voice", "voice", "in the voice of a recording", "a voice sample")
    if not card.trained:
        return ()
    trained = _insisted(member, maker, "trained", "trained_voice", "in a trained voice", "its .pth file")
    return trained + Series("index", _of_kind(member, "voice_index")).inputs()


def _insisted(member: CastSpec, maker: Engine, role: str, kind: str, speaks: str, bring: str) -> Inputs:
    found = _of_kind(member, kind)
    if not found:
        raise BadInput(
            f"{member.name} is to speak {speaks} ({maker.title}), and there is none; bring {bring} on the page Cast, "
            "or choose another voice. Nothing was ordered"
        )
    return Series(role, found).inputs()


def _of_kind(member: CastSpec, kind: str) -> list[str]:
    return [each.digest for each in member.references if each.kind == kind]


def felt(choice: Choice, line: LineSpec) -> dict[str, Any]:
    """What the line's brackets ask of an engine that can be told it, as settings; else what was seen just before."""
    speaks = card_of(makers()[choice.engine]).speaks
    known = {feeling.name for feeling in speaks.feelings} if speaks else set()
    names = [name for name in feelings_in(line.parenthetical) or feelings_in(line.mood) if name in known]
    return {"feelings": names} if names else {}


def effort_of(choice: Choice, text: str) -> float:
    """Expected seconds of the engine's worker for a line."""
    effort = card_of(makers()[choice.engine]).effort
    return effort.of(len(text.split()) * _FRAMES_OF_A_WORD) if effort else work_of(text)
