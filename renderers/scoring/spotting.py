"""Spotting: which scenes get music, what kind, and how it comes and goes. Most talk is better without it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from types import MappingProxyType
from zlib import crc32

from renderers.errors import BadInput
from renderers.scoring.cue import Cue, Entry, Exit
from renderers.scoring.mood import CLEAR, GENTLE, STRONG, Mood, read_mood
from renderers.scoring.themes import FILM
from renderers.scoring.words import Family
from renderers.spec import FilmSpec, Join, Played, SceneSpec, Setting, ShotSize, SoundSpec

WANTED, PRESSING = 45, 75
"""From this need on a scene gets music; of three in a row the calmest rests unless it needs it that much."""

_TONICS = (0, 2, 3, 5, 7, 8, 10)
_MOST_THEMES = 3
_LINE_SECONDS = 3

_DEGREES: Mapping[Family, int] = MappingProxyType(
    {
        Family.WONDER: 5, Family.PLAYFUL: 7, Family.MYSTERY: 2, Family.SORROW: 9, Family.TENSE: 9, Family.ACTION: 9,
        Family.DREAD: 4,
    }
)  # fmt: skip
"""Semitones from the film's key to a mood's own, so that all cues of a film share their seven notes."""


_HINTS: Mapping[Family, Family] = MappingProxyType(
    {Family.ACTION: Family.TENSE, Family.TENSE: Family.MYSTERY, Family.DREAD: Family.MYSTERY}
)
"""Letters on black are quieter than what they announce."""


@dataclass(frozen=True, slots=True)
class Spotted:
    """A scene as the composer sees it. `mood` is its own; `told` is that of its action alone, so that what neighbours
    and the title do never depends on the words of a line.
    """

    mood: Mood
    told: Mood
    need: int
    open_start: bool
    card: bool


@dataclass(frozen=True, slots=True)
class Directed:
    """The cue a scene is given, and the one it would have by itself: neighbours are scored against that one, so that
    what a person decides about one scene leaves the music of all others as it is.
    """

    cue: Cue | None
    spotted: Cue | None


def spot(spec: FilmSpec, *, genre: str = "", tone: str = "") -> tuple[Cue | None, ...]:
    """A cue for each scene that is better with one. Each depends on its own words and on what its neighbours need."""
    return tuple(each.spotted for each in direct(spec, genre=genre, tone=tone))


def direct(spec: FilmSpec, *, genre: str = "", tone: str = "") -> tuple[Directed, ...]:
    """Spotting, and over it what a person decided scene by scene. Raises BadInput for a mood nobody can play."""
    seen = [_spotted(scene, spec, genre=genre, tone=tone) for scene in spec.scenes]
    scored = [scene.need >= WANTED for scene in seen]
    for at in range(2, len(seen)):
        row = range(at - 2, at + 1)
        if all(scored[each] and not seen[each].card for each in row):
            calmest = min(row, key=lambda each: (seen[each].need, -each))
            scored[calmest] = seen[calmest].need >= PRESSING
    people = themes_of(spec.scenes)
    return tuple(
        _directed(scene.sound, _cue(spec, at, seen, scored, people), wanted=wanted)
        for at, (scene, wanted) in enumerate(zip(spec.scenes, scored, strict=True))
    )


def _directed(sound: SoundSpec, cue: Cue, *, wanted: bool) -> Directed:
    spotted = cue if wanted else None
    if sound.music is Played.OFF or (sound.music is Played.AUTO and not wanted):
        return Directed(None, spotted)
    return Directed(_in_mood(cue, sound.mood) if sound.mood else cue, spotted)


def _in_mood(cue: Cue, name: str) -> Cue:
    """The same cue in another mood, its key as far from the film's as that mood's is."""
    try:
        family = Family(name)
    except ValueError as error:
        raise BadInput(f"there is no mood {name!r}; choose one of {', '.join(Family)}") from error
    home = cue.tonic - _DEGREES.get(cue.family, 0)
    return cue.model_copy(update={"family": family, "tonic": (home + _DEGREES.get(family, 0)) % 12})


def _spotted(scene: SceneSpec, spec: FilmSpec, *, genre: str, tone: str) -> Spotted:
    action = " ".join(shot.prompt for shot in scene.shots if not shot.lines)
    dialogue = " ".join(line.text for shot in scene.shots for line in shot.lines)
    card = is_card(scene)
    mood, told = (
        read_mood(heading=scene.heading, action="" if card else action, dialogue=said, genre=genre, tone=tone)
        for said in (dialogue, "")
    )
    return Spotted(mood, told, _need(scene, spec, told, card=card), not scene.shots[0].lines, card)


def is_card(scene: SceneSpec) -> bool:
    """Whether a scene is nothing but letters: the title, the credits."""
    return all(shot.size is ShotSize.TITLE for shot in scene.shots)


def _need(scene: SceneSpec, spec: FilmSpec, mood: Mood, *, card: bool) -> int:
    if card:
        return 100
    open_frames = sum(shot.frames for shot in scene.shots if not shot.lines)
    lines = [line for shot in scene.shots for line in shot.lines]
    wordless = open_frames / max(1, open_frames + len(lines) * round(_LINE_SECONDS * spec.rate))
    need = round(40 * wordless) + 9 * mood.intensity + min(12, 2 * mood.words)
    if wordless < 0.25 and mood.intensity < STRONG:
        need -= 15
    if lines and all("V.O" in line.extension.upper() or line.extension.upper() == "VO" for line in lines):
        need += 14  # a voice over pictures wants something under it
    if scene.setting in (Setting.EXTERIOR, Setting.ESTABLISHING) and not scene.shots[0].lines:
        need += 8
    story = [other for other in spec.scenes if not is_card(other)]
    if scene is story[-1]:
        need += 18
    return need + (6 if scene.leave is Join.FADE_OUT else 0)


def themes_of(scenes: Sequence[SceneSpec]) -> Mapping[str, int]:
    """Who speaks first has the first theme; only a few have one."""
    order: dict[str, int] = {}
    for scene in scenes:
        for shot in scene.shots:
            for line in shot.lines:
                order.setdefault(line.character, len(order) + 1)
    return {who: theme for who, theme in order.items() if theme <= _MOST_THEMES}


def _cue(spec: FilmSpec, at: int, seen: Sequence[Spotted], scored: Sequence[bool], people: Mapping[str, int]) -> Cue:
    scene, spotted = spec.scenes[at], seen[at]
    mood = _card_mood(seen, at) if spotted.card else spotted.mood
    last = at == len(seen) - 1 or (spotted.card and at > 0)
    theme = FILM if spotted.card or at in (len(seen) - 1, len(seen) - 2) else _theme(scene, people)
    return Cue(
        family=mood.family,
        intensity=mood.intensity,
        tonic=(Random(f"key/{spec.seed}").choice(_TONICS) + _DEGREES.get(mood.family, 0)) % 12,
        theme=theme,
        seed=spec.seed,
        variant=crc32(scene.heading.encode()) % 997,
        entry=_entry(spotted, followed=at > 0 and scored[at - 1]),
        exit=Exit.FADE if last else Exit.RING,
    )


def _card_mood(seen: Sequence[Spotted], at: int) -> Mood:
    """A title hints at what most of the film feels like; a later card stays, more gently, with the scene before it."""
    story = [spotted for spotted in (seen[:at] if at else seen) if not spotted.card]
    if not story:
        return Mood(Family.CALM, GENTLE)
    counted = Counter(spotted.told.family for spotted in story)
    family = story[-1].mood.family if at else max(counted, key=lambda mood: (counted[mood], mood.value))
    return Mood(_HINTS.get(family, family), GENTLE if at else CLEAR)


def _entry(spotted: Spotted, *, followed: bool) -> Entry:
    if spotted.card or (spotted.open_start and (followed or spotted.mood.intensity == STRONG)):
        return Entry.HIT
    return Entry.CREEP if spotted.open_start else Entry.LATE


def _theme(scene: SceneSpec, people: Mapping[str, int]) -> int:
    present = Counter(who for shot in scene.shots for who in shot.cast if who in people)
    return people[present.most_common(1)[0][0]] if present else FILM
