"""Who is seen in a shot without a name: the groups its text tells of, and the crowd of the scene behind everybody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from renderers.painting.acting import read_acting
from renderers.painting.group_words import MANY, Drawn
from renderers.painting.groups import Group, read_groups
from renderers.painting.people.appearance import Appearance, Being
from renderers.painting.people.reading import read_appearance
from renderers.painting.people.wording import pattern
from renderers.painting.picture import Seen
from renderers.painting.place import Place
from renderers.spec import SceneSpec, ShotSize, ShotSpec

_WIDE = (ShotSize.EXTREME_WIDE, ShotSize.WIDE, ShotSize.FULL)
_ALONE = (ShotSize.INSERT, ShotSize.TITLE, ShotSize.EXTREME_CLOSE)
_FIRST_PLACE = 11
"""Groups stand outside the characters of a scene, who have the places near its line of action."""


@dataclass(frozen=True, slots=True)
class Extras:
    """The groups every shot of a scene shows, by the shot's number, and what the crowd of the scene looks like."""

    groups: tuple[tuple[Group, ...], ...]
    crowd: tuple[Appearance, ...]
    place: Place
    seed: int
    characters: tuple[Appearance, ...]

    def seen(self, at: int, shot: ShotSpec, *, cast: Mapping[str, Appearance], room: int) -> Iterator[Seen]:
        """At most `room` of the shot's groups; whoever of its `cast`, by name, is one of them is there already."""
        left = room
        for group in self.groups[at]:
            if any(pattern(group.noun).search(name) for name in cast):
                continue  # GUARDS, who have a line, are the guards of the text
            looks = self._looks(group, shot)[:left]
            if {look.being for look in looks} & ({who.being for who in cast.values()} - {Being.HUMAN}):
                continue  # Rex, who has a line, is the dog of the text
            left -= len(looks)
            for number, appearance in enumerate(looks):
                yield _member(group, number, appearance, shot)

    def behind(self, shot: ShotSpec) -> tuple[Appearance, ...]:
        """The crowd, where there is room for it."""
        return () if shot.size in _ALONE else self.crowd

    def _looks(self, group: Group, shot: ShotSpec) -> list[Appearance]:
        """Outlines of as many as the scene has characters, none of them in the shot, are theirs."""
        if group.drawn is Drawn.SILHOUETTE and group.count == len(self.characters) and not shot.cast:
            return list(self.characters)
        return list(looks_of(group, place=self.place, seed=self.seed))


def extras_of(scene: SceneSpec, place: Place, *, looks: Sequence[Appearance], seed: int) -> Extras:
    """Read from what is done in the scene, whose characters have these `looks`."""
    told: list[tuple[Group, ...]] = []
    crowd: Group | None = None
    before: tuple[Group, ...] = ()
    for shot in scene.shots:
        groups = _groups(shot, len(looks))
        crowd = crowd or next((group for group in groups if group.drawn is Drawn.BACKGROUND), None)
        own = tuple(group for group in groups if group.drawn is not Drawn.BACKGROUND)
        stay = before if shot.size in _WIDE and not shot.cast else ()
        told.append(own or stay)
        before = own or before
    many = tuple(looks_of(crowd, place=place, seed=seed))[:MANY] if crowd else ()
    return Extras(tuple(told), many, place, seed, tuple(looks))


def looks_of(group: Group, *, place: Place, seed: int) -> Iterator[Appearance]:
    """So many people of one kind, no two alike in face and hair."""
    for number in range(group.count):
        yield read_appearance(
            name=f"{group.noun} {number}", description=group.described, seed=f"{seed} {place.seed}", era=place.era
        )


def _groups(shot: ShotSpec, company: int) -> tuple[Group, ...]:
    """A title shows nobody, and what a speech is called by names only its speaker."""
    return () if shot.size is ShotSize.TITLE or shot.lines else read_groups(shot.prompt, company=company)


def kind_of(name: str) -> str:
    """What a name that means many says of each: SOLDIERS are soldiers. Empty when it names one."""
    return next((group.described for group in read_groups(name)), "")


def companions(name: str, *, drawn_like: Appearance, place: Place, seed: int) -> list[Appearance]:
    """Who comes with a character that is many, such as SOLDIERS or TWO COPS: everybody but the one who speaks."""
    groups = read_groups(name)
    if not groups or groups[0].drawn is Drawn.BACKGROUND:
        return []
    others = list(looks_of(groups[0], place=place, seed=seed))[1:]
    worn = ("outfit", "headwear", "main", "second", "trousers", "being")
    return [other.model_copy(update={field: getattr(drawn_like, field) for field in worn}) for other in others]


def _member(group: Group, number: int, appearance: Appearance, shot: ShotSpec) -> Seen:
    """One of a group, in its turn on the left and on the right."""
    side = 1 if number % 2 else -1
    return Seen(
        appearance=appearance,
        performance=read_acting(shot.prompt, name=group.noun),
        place=side * (_FIRST_PLACE + number // 2),
        facing=0 if shot.cast else -side,
        drawn=group.drawn,
        at=group.at,
    )
