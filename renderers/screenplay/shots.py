"""The first shot list: how a scene is covered, by rules a first assistant would recognise.

A new place is established wide, a known one shortly when the film comes back to it. Action is held as long as it takes
to read. A talk opens on both, goes over the shoulder and comes closer as it goes on; the camera follows whoever speaks.
No three equal framings stand in a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from renderers.media.speech.manner import lingering
from renderers.media.speech.pauses import Pause
from renderers.painting.groups import read_groups, shows_animals
from renderers.painting.props import shown_prop
from renderers.screenplay.breakdown import (
    Scene,
    beats,
    character_name,
    extensions,
    is_direction,
    parenthetical,
    written,
)
from renderers.screenplay.places import Arrival, Journey
from renderers.screenplay.rhythm import WORDS_PER_SECOND, readable, reading_seconds, sayable, varied, words
from renderers.screenplay.script import Element, Kind, Speech, plain
from renderers.screenplay.seen import PRONOUN, names, seen_in
from renderers.spec import Angle, Movement, Setting, ShotSize

HOLD_SECONDS, GLANCE_SECONDS = 3.0, 2.0
"""How long a new place is shown before anybody speaks in it, and one that the audience knows."""

_PRE_LAP = ("PRE-LAP", "PRELAP", "PRE LAP")
_OFF_SCREEN = (
    "V.O.",
    "VO",
    "O.S.",
    "OS",
    "O.C.",
    "OC",
    "OFF",
    "ON PHONE",
    "INTO PHONE",
    "FILTERED",
    "PRE-LAP",
    "PRELAP",
)
_FURNITURE = ("", "car", "chair", "table", "bicycle", "motorcycle", "bucket", "broom")
"""Things that are not looked at by themselves: they stand in the place, which is seen whole."""
_SUBJECT_WORDS = 6
"""What an action is about stands among so many first words; a boat that answers with its horn is no horn."""

_VOICES = re.compile(r"\b(?:VOICES?|NARRATOR)\b")
_INSERT = re.compile(r"\b(INSERT|CLOSE ON|CLOSE UP|EXTREME CLOSE|CU|ECU)\b")
_WIDE = re.compile(r"\b(WIDE|ESTABLISHING|AERIAL|LONG SHOT)\b")
_WRITTEN_MOVES: tuple[tuple[re.Pattern[str], Movement], ...] = tuple(
    (re.compile(rf"\b(?:{words})\b", re.IGNORECASE), movement)
    for words, movement in (
        ("rack(?:s|ing)? focus|focus (?:shifts?|pulls?|racks?)", Movement.RACK_FOCUS),
        ("crane|aerial|(?:camera|we) (?:rises?|lifts?|soars?)", Movement.CRANE),
        ("hand-?held|chases?|fights?|struggles?|sprints?|bolts?", Movement.HANDHELD),
        ("pan(?:s|ning)? left", Movement.PAN_LEFT),
        ("pan(?:s|ning)? (?:right|across|to|over)", Movement.PAN_RIGHT),
        ("tilt(?:s|ing)? down", Movement.TILT_DOWN),
        ("tilt(?:s|ing)? up", Movement.TILT_UP),
        ("push(?:es|ing)? in|(?:camera|we) moves? in", Movement.PUSH_IN),
        ("pull(?:s|ing)? (?:back|out)", Movement.PULL_OUT),
        ("track(?:s|ing)? (?:shot|with|along)|dolly", Movement.TRACK),
    )
)
"""Moves a writer asks for, the first that is found."""
_MONOLOGUE = (
    # how the pieces of a long speech are seen after the first: closer, the listener, further, from another height
    (ShotSize.CLOSE_UP, Angle.EYE),
    (ShotSize.MEDIUM_CLOSE, Angle.EYE),
    (ShotSize.MEDIUM, Angle.LOW),
    (ShotSize.CLOSE_UP, Angle.HIGH),
    (ShotSize.FULL, Angle.EYE),
    (ShotSize.MEDIUM_CLOSE, Angle.LOW),
)
REACTION_EVERY = 3
"""Of the pieces of a long speech, each third one is heard over the face of whoever listens."""

_CLOSER = (ShotSize.MEDIUM, ShotSize.OVER_SHOULDER, ShotSize.MEDIUM_CLOSE, ShotSize.CLOSE_UP)
_GOING_ON = (
    ShotSize.OVER_SHOULDER,
    ShotSize.MEDIUM_CLOSE,
    ShotSize.CLOSE_UP,
    ShotSize.TWO_SHOT,
    ShotSize.MEDIUM_CLOSE,
    ShotSize.CLOSE_UP,
    ShotSize.MEDIUM,
)
"""How a long talk is covered once it has come close: a step back now and then, so that close stays close."""


_HELD_SECONDS = 5
_LONG_TALK = (Movement.PUSH_IN, Movement.STATIC, Movement.TRACK, Movement.STATIC, Movement.PULL_OUT, Movement.STATIC)
"""The camera over the pieces of a speech; a move in every shot would be none."""


@dataclass(frozen=True, slots=True)
class LineDraft:
    """One line, or a sentence-wise part of a long one. `element` is its place in the scene."""

    element: int
    part: int
    character: str
    text: str
    parenthetical: str
    extension: str
    dual: bool
    mood: str = ""
    pauses: tuple[Pause, ...] = ()


@dataclass(frozen=True, slots=True)
class ShotDraft:
    """A shot before it has an identity: what it covers, and how."""

    size: ShotSize
    angle: Angle
    movement: Movement
    prompt: str
    cast: tuple[str, ...]
    lines: tuple[LineDraft, ...]
    seconds: float
    elements: tuple[int, ...]


def shot_list(scene: Scene, *, journey: Journey, people: Sequence[str] = ()) -> list[ShotDraft]:
    """The shots of a scene in order; every speech is covered exactly once. The journey arrives at the scene's place.

    `people` are characters of other scenes who may be seen here without a word.
    """
    arrival, speakers = journey.arrive(scene.heading), _speakers(scene)
    seen = list(dict.fromkeys((*speakers, *people)))
    shots = list(_covered(scene, speakers, seen, arrival))
    if not shots:
        shots = [_establishing(scene, speakers)]
    return _moved(_varied(shots), seed=scene.index)


def _covered(scene: Scene, speakers: Sequence[str], seen: Sequence[str], arrival: Arrival) -> Iterator[ShotDraft]:
    shown = [element for element in scene.elements if not is_direction(element)]
    first = next((element for element in shown if element.kind in (Kind.ACTION, Kind.SPEECH)), None)
    somewhere_else = arrival is not Arrival.STAYING
    led_in = somewhere_else and first is not None and first.speech is not None and _is_off(first.speech)
    if somewhere_else and not led_in and (first is None or first.kind is not Kind.ACTION):
        seconds = HOLD_SECONDS if arrival is Arrival.NEW else GLANCE_SECONDS
        yield replace(_establishing(scene, speakers), seconds=seconds)
    opened, talked, present, recent = False, 0, list(speakers[:2]), list[str]()
    for at, element in enumerate(scene.elements):
        if is_direction(element):
            continue
        if element.kind in (Kind.ACTION, Kind.CENTRED, Kind.LYRIC):
            shots = list(_action(element, at, seen, present, recent, wide=somewhere_else and not opened))
            opened, talked = True, 0
        elif element.speech is not None:
            shots = list(_speech(element.speech, at, scene, speakers, talked))
            if led_in and element is first:
                shots[:1] = [_over_the_place(shot, scene) for shot in shots[:1]]
            talked += 1
            speaker = character_name(element.speech)
            recent = [speaker, *(name for name in recent if name != speaker)][:2]
        else:
            continue
        yield from shots


def _establishing(scene: Scene, speakers: Sequence[str]) -> ShotDraft:
    return ShotDraft(
        size=ShotSize.EXTREME_WIDE if scene.heading.setting is Setting.EXTERIOR else ShotSize.WIDE,
        angle=Angle.EYE,
        movement=Movement.STATIC,
        prompt=_place(scene),
        cast=tuple(speakers),
        lines=(),
        seconds=HOLD_SECONDS,
        elements=(),
    )


def _over_the_place(shot: ShotDraft, scene: Scene) -> ShotDraft:
    """A voice from nowhere yet: the place is seen while it is heard."""
    wide = _establishing(scene, _there(scene))
    return replace(wide, lines=shot.lines, seconds=shot.seconds, elements=shot.elements)


def _action(
    element: Element, at: int, people: Sequence[str], present: Sequence[str], recent: list[str], *, wide: bool
) -> Iterator[ShotDraft]:
    """Its shots; `recent` is who was named last, whom `she`, `he` and `they` mean, and is kept up to date."""
    for number, text in enumerate(readable(plain(element.text))):
        named = seen_in(text, people, recent, present)
        recent[:] = named or recent
        card = element.kind is Kind.CENTRED
        yield ShotDraft(
            size=ShotSize.TITLE if card else _action_size(text, named, wide=wide and number == 0),
            angle=_angle(text),
            movement=Movement.STATIC,
            prompt=text,
            cast=tuple(named),
            lines=(),
            seconds=reading_seconds(text),
            elements=(at,),
        )


def _action_size(text: str, named: Sequence[str], *, wide: bool) -> ShotSize:
    if _INSERT.search(text):
        return ShotSize.INSERT
    if wide or _WIDE.search(text):
        return ShotSize.WIDE
    if shows_animals(text):
        return ShotSize.FULL  # they are lower than any closer frame of the people with them
    told_of = " ".join(text.split()[:_SUBJECT_WORDS])
    nobody = not named and not read_groups(text) and not PRONOUN.search(told_of)
    if nobody and shown_prop(told_of) not in _FURNITURE:
        return ShotSize.INSERT  # nobody is there: what is told of is a thing
    return {0: ShotSize.FULL, 1: ShotSize.MEDIUM, 2: ShotSize.TWO_SHOT}.get(len(named), ShotSize.FULL)


def _angle(text: str) -> Angle:
    lowered = text.lower()
    if re.search(r"\b(looks? down|from above|below)\b", lowered):
        return Angle.HIGH
    return Angle.LOW if re.search(r"\b(looks? up|towers?|looms?)\b", lowered) else Angle.EYE


def _speech(speech: Speech, at: int, scene: Scene, speakers: Sequence[str], talked: int) -> Iterator[ShotDraft]:
    name = character_name(speech)
    off = _is_off(speech)
    seen = _listener(name, scene, speakers) if off else (name,)
    partner = next((other for other in speakers if other != name), "")
    size = ShotSize.TWO_SHOT if (talked == 0 and partner) or speech.dual else _coverage(talked)
    if size in (ShotSize.OVER_SHOULDER, ShotSize.TWO_SHOT) and not (partner or speech.dual):
        size = ShotSize.MEDIUM_CLOSE
    if not seen:  # a voice over a place: nobody to come closer to
        size = ShotSize.WIDE if talked % 2 else ShotSize.FULL
    manner, mood, stops = parenthetical(speech), _mood(scene, at, name), beats(speech)
    before = 0
    for part, text in enumerate(sayable(written(speech))):
        count = len(text.split())
        line = LineDraft(
            element=at,
            part=part,
            character=name,
            text=text,
            parenthetical=manner if part == 0 else "",
            extension=", ".join(extensions(speech)),
            dual=speech.dual,
            mood=mood,
            pauses=tuple((word - before, ms) for word, ms in stops if before <= word < before + count),
        )
        before += count
        shot = ShotDraft(
            size=size,
            angle=Angle.EYE,
            movement=Movement.STATIC,
            prompt=_speaking(seen, name, manner, scene, off=off),
            cast=(*seen, partner)
            if size in (ShotSize.TWO_SHOT, ShotSize.OVER_SHOULDER) and partner and not off
            else seen,
            lines=(line,),
            seconds=max(1.0, words(text) / WORDS_PER_SECOND + 0.6 + sum(ms for _, ms in line.pauses) / 1000),
            elements=(at,),
        )
        yield shot if part == 0 else _going_on(shot, part, seen, listener="" if off else partner)


def _mood(scene: Scene, at: int, name: str) -> str:
    """A state that the action just before a speech sees its speaker in: `Tom, out of breath, bursts in.`"""
    before = scene.elements[at - 1] if at else None
    if before is None or before.kind is not Kind.ACTION:
        return ""
    sentences = re.split(r"(?<=[.!?])\s+", plain(before.text))
    seen = [lingering(sentence) for sentence in sentences if names(name, sentence)]
    return next((mood for mood in reversed(seen) if mood), "")


def _going_on(shot: ShotDraft, part: int, seen: Sequence[str], *, listener: str) -> ShotDraft:
    """A later piece of a long speech: the camera moves about the speaker, and looks at who listens now and then."""
    if listener and part % REACTION_EVERY == REACTION_EVERY - 1:
        close = ShotSize.CLOSE_UP if part % 2 else ShotSize.MEDIUM_CLOSE
        return replace(shot, size=close, prompt=f"{listener} listens.", cast=(listener,))
    size, angle = _MONOLOGUE[(part - 1) % len(_MONOLOGUE)]
    return replace(shot, size=size, angle=angle, cast=tuple(seen))


def _coverage(talked: int) -> ShotSize:
    """The framing of the speech after so many others."""
    return _CLOSER[talked] if talked < len(_CLOSER) else _GOING_ON[(talked - len(_CLOSER)) % len(_GOING_ON)]


def _is_off(speech: Speech) -> bool:
    """Whether it is heard from elsewhere, as its extension says, or its name: A VOICE has nobody to be seen."""
    if _VOICES.search(character_name(speech).upper()):
        return True
    return any(extension.upper() in _OFF_SCREEN for extension in speech.extensions)


def _listener(name: str, scene: Scene, speakers: Sequence[str]) -> tuple[str, ...]:
    """Whom a voice from elsewhere is heard with: somebody of the scene who is there, not only heard."""
    there = _there(scene)
    return tuple(other for other in speakers if other != name and other in there)[:1]


def _there(scene: Scene) -> list[str]:
    """Who speaks in the scene and is not only heard."""
    return list(dict.fromkeys(character_name(speech) for _, speech in scene.speeches() if not _is_off(speech)))


def _speaking(seen: Sequence[str], name: str, manner: str, scene: Scene, *, off: bool) -> str:
    if off:
        return f"{seen[0]} listens." if seen else _place(scene)
    return f"{name} speaks, {manner}." if manner else f"{name} speaks."


def _varied(shots: list[ShotDraft]) -> list[ShotDraft]:
    """Speeches spoken together share a shot, and a third equal framing in a row steps closer or further."""
    kept: list[ShotDraft] = []
    for shot in shots:
        if kept and shot.lines and shot.lines[0].dual and kept[-1].lines:
            kept[-1] = _together(kept[-1], shot)
        else:
            kept.append(shot)
    sizes = varied([shot.size for shot in kept])
    return [replace(shot, size=_with_all(shot, sizes, at)) for at, shot in enumerate(kept)]


def _with_all(shot: ShotDraft, sizes: Sequence[ShotSize], at: int) -> ShotSize:
    """The framing it was given, or one step back where that would leave out one of the two who act in it."""
    between_them = shot.size is ShotSize.TWO_SHOT and not shot.lines
    if between_them and sizes[at] is not ShotSize.TWO_SHOT and ShotSize.FULL not in sizes[max(0, at - 2) : at + 3]:
        return ShotSize.FULL
    return sizes[at]


def _together(first: ShotDraft, second: ShotDraft) -> ShotDraft:
    return replace(
        first,
        size=ShotSize.TWO_SHOT,
        cast=tuple(dict.fromkeys((*first.cast, *second.cast))),
        lines=(*first.lines, *second.lines),
        seconds=max(first.seconds, second.seconds),
        elements=tuple(dict.fromkeys((*first.elements, *second.elements))),
    )


def _moved(shots: list[ShotDraft], *, seed: int) -> list[ShotDraft]:
    """As written; else wides pan or rise, action drifts in, short talk holds still, long talk begins with a slow push
    and goes on with other moves and with none."""
    return [replace(shot, movement=_movement(shot, turn=seed + index)) for index, shot in enumerate(shots)]


def _movement(shot: ShotDraft, *, turn: int) -> Movement:
    if shot.size is ShotSize.TITLE:
        return Movement.STATIC
    if shot.lines:
        return _LONG_TALK[shot.lines[0].part % len(_LONG_TALK)] if shot.seconds > _HELD_SECONDS else Movement.STATIC
    if (written := next((move for words, move in _WRITTEN_MOVES if words.search(shot.prompt)), None)) is not None:
        return written
    if shot.size in (ShotSize.WIDE, ShotSize.EXTREME_WIDE):
        return (Movement.PAN_RIGHT, Movement.CRANE, Movement.PAN_LEFT, Movement.PULL_OUT)[turn % 4]
    return (Movement.PUSH_IN, Movement.TRACK, Movement.PULL_OUT)[turn % 3]


def _speakers(scene: Scene) -> list[str]:
    return list(dict.fromkeys(character_name(speech) for _, speech in scene.speeches()))


def _place(scene: Scene) -> str:
    heading = scene.heading
    where = {Setting.INTERIOR: "Inside", Setting.EXTERIOR: "Outside"}.get(heading.setting, "At")
    when = f", {heading.time_of_day.lower()}" if heading.time_of_day else ""
    return f"{where}: {heading.location or 'somewhere'}{when}."
