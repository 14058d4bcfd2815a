"""What the shots of a scene show, as data for the painter: the place, who stands on which side and how they act.

Sides belong to a scene: everybody stands on the same side in all its shots, so the line of action is never crossed. No
name gets into a picture.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from renderers.compilers.extras import Extras, companions, extras_of, kind_of
from renderers.painting.acting import Pose, gets_up, read_acting
from renderers.painting.frames import GOING, SEATED
from renderers.painting.people.appearance import Appearance
from renderers.painting.people.contrast import contrasted
from renderers.painting.people.looks import look_of, worn
from renderers.painting.people.reading import read_appearance
from renderers.painting.picture import Picture, Seen
from renderers.painting.place import Place, continued, names_a_place, read_place
from renderers.painting.pronouns import spelled_out
from renderers.painting.props import shown_prop
from renderers.painting.terms import Era
from renderers.spec import CastSpec, FilmSpec, LineSpec, SceneSpec, ShotSize, ShotSpec

MOST_SEEN = 9
UNSEEN = -1
_RESTS = (*SEATED, Pose.LIE)
_LONGEST_TITLE = 2_000

_acting = lru_cache(maxsize=16_384)(read_acting)
"""A film is compiled again after every change of a line; what its other shots say is read once in a process."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A shot's picture, the keys of its cast, and for each line the number of the speaker in it, -1 when unseen."""

    picture: Picture
    speakers: tuple[int, ...]
    cast: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class People:
    """The film's characters by key: what they are called in the action, and what they look like."""

    members: Mapping[str, CastSpec]
    looks: Mapping[str, Appearance]
    seed: int = 0


def people_of(spec: FilmSpec, places: Sequence[Place]) -> People:
    """The film's cast as drawn, everybody told apart from everybody."""
    era = places[0].era if places else Era.MODERN
    looks = {
        _likeness(member): read_appearance(
            name=_likeness(member),
            description=", ".join(filter(None, (member.gender, member.age, member.description, kind_of(member.cue)))),
            seed=spec.seed,
            era=era,
        )
        for member in spec.cast
    }
    # told apart in an order that no edit changes, under names that no database made
    apart = contrasted({drawn_from: looks[drawn_from] for drawn_from in sorted(looks)})
    return People(
        {member.key: member for member in spec.cast},
        {member.key: apart[_likeness(member)] for member in spec.cast},
        spec.seed,
    )


def _likeness(member: CastSpec) -> str:
    return member.likeness or member.cue.casefold() or member.name.casefold()


def places_of(scenes: Sequence[SceneSpec]) -> list[Place]:
    """Where every scene plays, by its heading and what is done in it; the hour goes on when it is not said.

    A card has the place of the scene it leads to, or comes from. SCOTT, THE FINGER or AT THE DOOR is no place: whoever
    a short heading turns to is where we saw them last, and whatever it turns to is where the scene before was.
    """
    found: list[Place | None] = []
    before: Place | None = None
    last_seen: dict[str, Place] = {}
    for scene in scenes:
        if _is_card(scene):
            found.append(None)
            continue
        action = " ".join(shot.prompt for shot in scene.shots if not shot.lines)
        there = [key for shot in scene.shots for key in shot.cast]
        if before is None or names_a_place(scene.heading, scene.setting):
            before = continued(read_place(scene.heading, scene.setting, scene.time_of_day, action), before)
        else:
            before = next((last_seen[key] for key in there if key in last_seen), before)
        last_seen |= dict.fromkeys(there, before)
        found.append(before)
    known = [place for place in found if place is not None] or [read_place("")]
    after = [next((place for place in found[at:] if place is not None), known[-1]) for at in range(len(found))]
    return [place or following for place, following in zip(found, after, strict=True)]


def _is_card(scene: SceneSpec) -> bool:
    return all(shot.size is ShotSize.TITLE for shot in scene.shots)


def pictures(scene: SceneSpec, place: Place, people: People, *, style: str) -> Iterator[Shown]:
    """Every shot of the scene in order."""
    sides = _sides(scene, people)
    text = " ".join(shot.prompt for shot in scene.shots if not shot.lines)
    seen = [key for key in sides if key in people.looks]
    dressed = dressed_in(scene, people)
    wardrobe = {key: look_of(dressed[key], text, name=_called(people, key)) for key in seen}
    extras = extras_of(scene, place, looks=list(wardrobe.values()), seed=people.seed)
    rests: dict[str, Pose] = {}
    for at, shot in enumerate(scene.shots):
        rests |= _resting(shot, seen, people)
        known = _Scene(at, place, people, sides, wardrobe, _partners(scene, at), extras, dict(rests))
        yield _shown(shot, known, style=style)


def dressed_in(scene: SceneSpec, people: People) -> Mapping[str, Appearance]:
    """Everybody in the look they wear in this scene; what its action says comes on top."""
    looks = {each.character: each.description for each in scene.worn}
    return {key: worn(who, looks[key]) if key in looks else who for key, who in people.looks.items()}


def _resting(shot: ShotSpec, seen: Sequence[str], people: People) -> dict[str, Pose]:
    """Who sits down, lies down or gets up in a shot: they are found so in the shots after it."""
    if shot.lines or shot.size is ShotSize.TITLE:
        return {}
    told = _told(shot, people)
    acted = {key: _acting(told, name=_called(people, key)).pose for key in seen if key in shot.cast}
    return {key: pose for key, pose in acted.items() if pose in _RESTS or pose in GOING or gets_up(shot.prompt)}


@dataclass(frozen=True, slots=True)
class _Scene:
    """What a shot, the scene's `at`-th, has to know of it; `partners` are its others, those who spoke last first."""

    at: int
    place: Place
    people: People
    sides: Mapping[str, int]
    wardrobe: Mapping[str, Appearance]
    partners: Sequence[str]
    extras: Extras
    rests: Mapping[str, Pose]


def _shown(shot: ShotSpec, scene: _Scene, *, style: str) -> Shown:
    cast = [key for key in dict.fromkeys(shot.cast) if key in scene.wardrobe][:MOST_SEEN]
    if shot.size is ShotSize.TITLE:
        title = Picture(size=shot.size, place=scene.place, text=shot.prompt[:_LONGEST_TITLE], style=style)
        return Shown(title, tuple(UNSEEN for _ in shot.lines))
    prop = shown_prop(shot.prompt) if shot.size is ShotSize.INSERT else ""
    close = shot.size is ShotSize.INSERT and not prop and cast  # nothing to show but a face
    people = [_seen(key, shot, cast, scene) for key in cast]
    people += [other for key in cast for other in _companions(key, people[cast.index(key)], scene)]
    named = {_called(scene.people, key): scene.wardrobe[key] for key in cast}
    people += scene.extras.seen(scene.at, shot, cast=named, room=MOST_SEEN - len(people))
    picture = Picture(
        size=ShotSize.CLOSE_UP if close else shot.size,
        angle=shot.angle,
        place=scene.place,
        cast=tuple(people[:MOST_SEEN]),
        crowd=scene.extras.behind(shot),
        prop=prop,
        style=style,
        seed=shot.seed,
    )
    return Shown(picture, tuple(_speaker(line, cast) for line in shot.lines), tuple(cast))


def _speaker(line: LineSpec, cast: Sequence[str]) -> int:
    return cast.index(line.character) if line.character in cast and not _from_afar(line) else UNSEEN


def _seen(key: str, shot: ShotSpec, cast: Sequence[str], scene: _Scene) -> Seen:
    lines = [line for line in shot.lines if line.character == key]
    said = " ".join(line.text for line in lines)
    manner = "; ".join(line.parenthetical for line in lines if line.parenthetical)
    told = _told(shot, scene.people)
    acted = _acting(told, name=_called(scene.people, key), parenthetical=manner, line=said)
    rest = scene.rests.get(key)
    if acted.pose is Pose.STAND and rest in _RESTS:
        acted = acted.model_copy(update={"pose": rest})
    return Seen(
        appearance=scene.wardrobe[key],
        performance=acted,
        place=scene.sides[key],
        facing=_facing(key, shot, cast, scene),
        speaks=bool(lines),
    )


def _companions(key: str, seen: Seen, scene: _Scene) -> list[Seen]:
    """The others of a character that is many."""
    name = _called(scene.people, key)
    others = companions(name, drawn_like=seen.appearance, place=scene.place, seed=scene.people.seed)
    side = 1 if seen.place > 0 else -1
    return [
        seen.model_copy(update={"appearance": other, "place": seen.place + side * (number + 1), "speaks": False})
        for number, other in enumerate(others)
    ]


def _told(shot: ShotSpec, people: People) -> str:
    """What is done in the shot, with names for pronouns that mean somebody in it."""
    return spelled_out(shot.prompt, tuple(_called(people, key) for key in shot.cast if key in people.members))


def _called(people: People, key: str) -> str:
    member = people.members[key]
    return member.cue or member.name


def _facing(key: str, shot: ShotSpec, cast: Sequence[str], scene: _Scene) -> int:
    """Towards whoever is talked to: who speaks in the shot, else somebody else in it, else who spoke last."""
    voices = [line.character for line in shot.lines if line.character != key and not _from_afar(line)]
    for other in (*voices, *(member for member in cast if member != key), *scene.partners):
        if other != key and other in scene.sides:
            return 1 if scene.sides[other] > scene.sides[key] else -1
    return 0


def _from_afar(line: LineSpec) -> bool:
    """A voice over, which nobody in the picture hears."""
    return line.extension.upper().replace(".", "").startswith("VO")


def _sides(scene: SceneSpec, people: People) -> dict[str, int]:
    """-1, 1, -2, 2, ... in an order that is the same in all scenes: who stood left of somebody stands there again."""
    seen = {key for shot in scene.shots for key in (*shot.cast, *(line.character for line in shot.lines))}
    drivers = _drivers(scene, people)
    ordered = sorted(
        seen, key=lambda key: (key not in drivers, _likeness(people.members[key]) if key in people.members else "", key)
    )
    return {key: (at // 2 + 1) * (1 if at % 2 else -1) for at, key in enumerate(ordered)}


def _drivers(scene: SceneSpec, people: People) -> frozenset[str]:
    """Who is at the wheel in the scene: they sit on the left of the frame, whoever else is there."""
    return frozenset(
        key
        for shot in scene.shots
        for key in shot.cast
        if key in people.members and not shot.lines
        if _acting(_told(shot, people), name=_called(people, key)).pose is Pose.DRIVE
    )


def _partners(scene: SceneSpec, at: int) -> list[str]:
    """Speakers before this shot, the latest first, then those after it."""
    before = [line.character for shot in scene.shots[: at + 1] for line in shot.lines]
    after = [line.character for shot in scene.shots[at + 1 :] for line in shot.lines]
    return list(dict.fromkeys((*reversed(before), *after)))
