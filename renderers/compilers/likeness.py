"""Who a shot's picture is measured against, and where the gate stands. Pure values; the film's compiler adds the steps.

Painted pictures are measured against painted sheets of the same people in the looks they wear. What models draw is
measured by a face recogniser against pictures that people brought, or else the sheet that a model drew of somebody
first: a painting and a photograph cannot be compared. So is the sheet of a look, and one that was drawn after pictures.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from renderers.card import Accepts
from renderers.compilers.pictures import MOST_SEEN, Shown
from renderers.engine import Kind, card_of
from renderers.exports import makers
from renderers.painting.people.appearance import Appearance
from renderers.presets import Preset
from renderers.spec import CastSpec, FilmSpec, ReferenceSpec, ShotSize, ShotSpec

DRAWN, FACES, GATE = "drawn_likeness", "face_likeness", "likeness_gate"
CPU_DRAWN, CPU_FACES, CPU_GATE = 0.05, 1.5, 0.02
_NOBODY = (ShotSize.EXTREME_WIDE, ShotSize.INSERT, ShotSize.TITLE)
"""Sizes in which no face can be told."""

_VOICES = ("voice", "trained_voice", "voice_index")


@dataclass(frozen=True, slots=True)
class Alike:
    """Keys of the people to be measured, in order, and what they are known by.

    `sheets` is how everybody painted is known, by key; `faces` are the pictures that people brought of everybody else,
    none where the first sheet of them is what they are known by. Of those in `drawn` a model draws sheets.
    """

    engine: str
    people: tuple[str, ...]
    sheets: tuple[tuple[str, Appearance], ...] = ()
    faces: tuple[tuple[str, tuple[str, ...]], ...] = ()
    drawn: frozenset[str] = frozenset()


def alike(shown: Shown, preset: Preset, dressed: Mapping[str, Appearance], spec: FilmSpec) -> Alike | None:
    """How the people of a shot are measured; None where nobody can be. `dressed` are the cast in the scene's looks."""
    if shown.picture.size in _NOBODY or not shown.cast:
        return None
    if "picture" in makers()[preset.engines[Kind.PANEL].engine].settings.model_fields:
        return Alike(DRAWN, shown.cast, tuple((key, dressed[key]) for key in shown.cast))
    faces = known_faces(shown.cast, spec, preset)
    if not spec.recogniser or not faces:
        return None
    drawn = frozenset(_drawn_by_a_model(shown.cast, preset))
    return Alike(FACES, tuple(key for key, _ in faces), faces=faces, drawn=drawn)


def known_faces(keys: Sequence[str], spec: FilmSpec, preset: Preset) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Those whose face can be told, and the pictures that people brought of them; none where their sheet is drawn."""
    drawn = _drawn_by_a_model(keys, preset)
    members = _members(keys, spec)
    brought = [(key, tuple(picture.digest for picture in faces_of(member))) for key, member in members]
    return tuple((key, pictures) for key, pictures in brought if pictures or key in drawn)


def _drawn_by_a_model(keys: Sequence[str], preset: Preset) -> Sequence[str]:
    """Those of a picture's people whose sheet is drawn by a model anyway, since the picture is drawn from it."""
    maker = preset.engines.get(Kind.SHEET)
    if maker is None or "prompt" not in makers()[maker.engine].settings.model_fields:
        return ()
    card = card_of(makers()[preset.engines[Kind.PANEL].engine])
    trained = Kind.LORA in preset.engines and Accepts.LORA in card.accepts
    return keys if trained else keys[: card.people]


def people_in(shot: ShotSpec, spec: FilmSpec, engine: str, preset: Preset) -> list[str]:
    """Keys of those an engine measures in a shot, in the order of its answer."""
    keys = [key for key, _ in _members(list(dict.fromkeys(shot.cast)), spec)][:MOST_SEEN]
    return keys if engine == DRAWN else [key for key, _ in known_faces(keys, spec, preset)]


def _members(keys: Sequence[str], spec: FilmSpec) -> list[tuple[str, CastSpec]]:
    cast = {member.key: member for member in spec.cast}
    return [(key, cast[key]) for key in keys if key in cast]


def faces_of(member: CastSpec) -> Sequence[ReferenceSpec]:
    """Pictures that somebody brought of a character."""
    return [each for each in member.references if each.kind not in _VOICES]
