"""A shot in words, for engines that are told what to show: framing, who does what, where and when, the look.

No name is in it: a name says nothing to a model, and a character who is called something else looks the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from renderers.painting.styles import PLAIN, STYLES
from renderers.spec import Angle, CastSpec, FilmSpec, SceneSpec, Setting, ShotSize, ShotSpec

FRAMING: Mapping[ShotSize, str] = {
    ShotSize.EXTREME_WIDE: "Extreme wide shot",
    ShotSize.WIDE: "Wide shot",
    ShotSize.FULL: "Full shot, head to toe",
    ShotSize.TWO_SHOT: "Two shot, waist up",
    ShotSize.OVER_SHOULDER: "Over-the-shoulder shot",
    ShotSize.MEDIUM: "Medium shot, waist up",
    ShotSize.MEDIUM_CLOSE: "Medium close-up, chest up",
    ShotSize.CLOSE_UP: "Close-up of the face",
    ShotSize.EXTREME_CLOSE: "Extreme close-up",
    ShotSize.INSERT: "Insert, close on a thing",
    ShotSize.TITLE: "Title card",
}
ANGLES: Mapping[Angle, str] = {
    Angle.EYE: "",
    Angle.LOW: "low angle",
    Angle.HIGH: "high angle",
    Angle.DUTCH: "dutch angle",
    Angle.OVERHEAD: "overhead view",
}
UNWANTED = "text, captions, watermark, logo, frame, deformed hands, extra limbs, blurred face"
PHOTOGRAPHED = "Cinematic film still, natural light, fine detail"

_INSIDE = {Setting.INTERIOR: "inside", Setting.EXTERIOR: "outdoors at"}
_BEINGS = {"male": "man", "female": "woman"}
_THEIR = {"male": "his", "female": "her"}
_AGED = re.compile(r"(\d{1,3})('?s)?(?:,\s*|$)(.*)", re.DOTALL)
_AGES = {"child": "young", "young": "young", "elder": "old"}


def prompt_of(shot: ShotSpec, scene: SceneSpec, spec: FilmSpec) -> str:
    """One paragraph, what matters first."""
    cast = {member.key: member for member in spec.cast}
    seen = [cast[key] for key in shot.cast if key in cast]
    framing = ", ".join(filter(None, (FRAMING[shot.size], ANGLES[shot.angle])))
    acted, described = _without_names(shot.prompt, list(spec.cast))
    others = [described_as(member) for member in seen if member.key not in described]
    parts = (framing, acted, f"With {' and '.join(others)}" if others else "", _where(scene), look_of_film(spec))
    return " ".join(_sentence(part.strip().rstrip(".")) for part in parts if part.strip())


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def described_as(member: CastSpec) -> str:
    """A character without a name: as the screenplay describes them, or what is known."""
    said = member.description.strip().rstrip(".,;")
    if aged := _AGED.match(said):
        years = f"aged {aged[1]}" if not aged[2] else f"in {_THEIR.get(member.gender, 'their')} {aged[1]}s"
        return ", ".join(filter(None, (f"{_article(_being(member))} {years}", aged[3])))
    return said or _article(" ".join(filter(None, (_AGES.get(member.age, ""), _being(member)))))


def _being(member: CastSpec) -> str:
    if member.age == "child":
        return {"male": "boy", "female": "girl"}.get(member.gender, "child")
    return _BEINGS.get(member.gender, "person")


def _article(words: str) -> str:
    return f"{'an' if words[:1] in 'aeiou' else 'a'} {words}"


def _without_names(action: str, cast: Sequence[CastSpec]) -> tuple[str, set[str]]:
    """The action with everybody described where they are named first, and who was. Longer names are found first."""
    described: set[str] = set()
    names = sorted(((name, member) for member in cast for name in {member.cue, member.name} if name), key=_longest)

    def instead(found: re.Match[str]) -> str:
        member, before, after = called[found[0].casefold()], action[: found.start()].rstrip(), action[found.end() :]
        said = f"the {_being(member)}"
        # "NORA, 60s, an old keeper in a wool coat, wipes": the description stands there already
        stands = member.description and after.lstrip(", ").casefold().startswith(member.description.casefold())
        if member.key not in described and not stands:
            said = described_as(member)
            said += "," if "," in said and after[:1] == " " else ""
        described.add(member.key)
        return f"{said[:1].upper()}{said[1:]}" if not before or before.endswith((".", "!", "?")) else said

    if not names:
        return action, described
    called = {name.casefold(): member for name, member in reversed(names)}
    every = "|".join(re.escape(name) for name, _ in names)
    return re.sub(rf"(?<!\w)(?:{every})(?!\w)", instead, action, flags=re.IGNORECASE), described


def _longest(named: tuple[str, CastSpec]) -> tuple[int, str]:
    return -len(named[0]), named[0]


def _where(scene: SceneSpec) -> str:
    place = scene.location.lower() or scene.heading.lower()
    return ", ".join(filter(None, (f"{_INSIDE.get(scene.setting, 'at')} {place}".strip(), scene.time_of_day.lower())))


def look_of_film(spec: FilmSpec) -> str:
    """The style its maker chose; the plain one is nobody's choice, and means a photographed film here."""
    chosen = STYLES.get(spec.style)
    look = PHOTOGRAPHED if chosen is None or chosen is PLAIN else f"In the style: {chosen.title}"
    return ", ".join(filter(None, (look, spec.genre, spec.tone)))
