"""Who must stay the same, as pictures: sheets, portraits and trained adapters, and which of them an engine is given.

A look's sheet is drawn from the identity's own, so that the face carries over; that from pictures people brought, where
there are any. Nothing here knows a name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from zlib import crc32

from renderers.card import Accepts, Card
from renderers.compilers.film_parts import Inputs
from renderers.compilers.likeness import faces_of
from renderers.compilers.pictures import People
from renderers.compilers.prompts import described_as, look_of_film
from renderers.engine import Kind, Series, card_of, read_settings, version_of
from renderers.exports import makers
from renderers.painting.people.looks import worn
from renderers.plan import PlanBuilder, Stage, Step
from renderers.presets import Choice, Preset
from renderers.spec import CastSpec, FilmSpec, SceneSpec, ShotSpec

PAINTED = Choice("draft_sheet")
PAINTED_CPU = 0.4
_SEEDS = 2**31


class View(StrEnum):
    """A picture of somebody that others are drawn from."""

    SHEET = "sheet"
    FRONT = "portrait"
    THREE_QUARTER = "three_quarter"
    PROFILE = "profile"
    FULL_BODY = "full_body"
    LAUGHING = "laughing"
    AFRAID = "afraid"


_PLAIN = "Plain light grey background, soft even light, nobody else."
_SHEET = (
    "Character reference sheet of one person: full body from the front, the side and the back, beside them the same "
    "face from the front, in three-quarter view and in profile, calm, laughing and afraid."
)
_VIEWS: Mapping[View, tuple[str, tuple[int, int]]] = {
    View.SHEET: (_SHEET, (1344, 768)),
    View.FRONT: ("Portrait from the front, head and shoulders, calm, eyes to the camera.", (768, 768)),
    View.THREE_QUARTER: ("Portrait in three-quarter view, head and shoulders, calm.", (768, 768)),
    View.PROFILE: ("Portrait in profile, head and shoulders, calm.", (768, 768)),
    View.FULL_BODY: ("Full body from the front, standing, head to toe.", (768, 1024)),
    View.LAUGHING: ("Portrait from the front, head and shoulders, laughing.", (768, 768)),
    View.AFRAID: ("Portrait in three-quarter view, head and shoulders, afraid.", (768, 768)),
}
"""What a picture shows, and its width and height."""

TRAINED_ON = tuple(view for view in View if view is not View.SHEET)
_UNWANTED = "captions, watermark, logo, several different people, deformed hands, blurred face"


@dataclass(frozen=True, slots=True)
class Kept:
    """What an engine is told and given so that people stay who they are."""

    told: Mapping[str, Any] = field(default_factory=dict)
    inputs: Inputs = ()
    said: str = ""
    """Words for its prompt: what a trained adapter calls the person."""

    def over(self, told: Mapping[str, Any]) -> dict[str, Any]:
        """What the engine is told of the shot, and this."""
        return {**told, "prompt": f"{told['prompt']} {self.said}".strip(), **self.told}


@dataclass(frozen=True, slots=True)
class Identities:
    """Adds the steps of people's pictures to a plan where an engine can use them."""

    spec: FilmSpec
    people: People
    preset: Preset
    builder: PlanBuilder

    def kept(self, shot: ShotSpec, scene: SceneSpec, choice: Choice) -> Kept:
        """For a picture or a clip of this shot by this engine; nothing for engines that draw everybody from words."""
        card = card_of(makers()[choice.engine])
        keys = [key for key in dict.fromkeys(shot.cast) if key in self.people.members]
        if Kind.LORA in self.preset.engines and Accepts.LORA in card.accepts and keys:
            return self._worn(keys)
        seen = keys[: card.people]
        role = _role_of(card)
        if not seen or role is None:
            return Kept()
        looks = {each.character: each.description for each in scene.worn}
        view = View.SHEET if role is Accepts.REFERENCE else View.FRONT
        pictures = [self.picture(key, view, look=looks.get(key, "")) for key in seen]
        described = [described_as(self.people.members[key]) for key in seen]
        return Kept({"people": described}, Series(role.value, pictures).inputs())

    def picture(self, key: str, view: View, *, look: str = "") -> str:
        """The digest of a picture of somebody, as they are or in a look."""
        choice = self.preset.engines.get(Kind.SHEET, PAINTED)
        maker = makers()[choice.engine]
        known = maker.settings.model_fields
        view = view if "prompt" in known else View.SHEET  # a painter turns people around on one sheet
        sheet = self._sheet_behind(key, view, look, card_of(maker))
        brought = [] if sheet else self._brought(key, card_of(maker))
        people = [described_as(self.people.members[key])] * len(sheet or brought)
        told = self._told(key, view, look) | ({"people": people} if people else {})
        settings = {name: value for name, value in told.items() if name in known} | dict(choice.settings)
        role = view.value if not look else f"{view.value}.{crc32(look.encode()):08x}"
        inputs, given = Series("reference", sheet).inputs(), Series("reference", brought).inputs()
        return self._add(choice, settings, inputs, key, role, given=given)

    def _sheet_behind(self, key: str, view: View, look: str, card: Card) -> list[str]:
        """What a picture is drawn from: every view from the sheet, a look's sheet from the identity's."""
        if Accepts.REFERENCE not in card.accepts or not (look or view is not View.SHEET):
            return []
        return [self.picture(key, View.SHEET, look=look if view is not View.SHEET else "")]

    def _brought(self, key: str, card: Card) -> list[str]:
        """Pictures that people brought of somebody, as many as the maker of sheets looks at."""
        if Accepts.REFERENCE not in card.accepts:
            return []
        return [picture.digest for picture in faces_of(self.people.members[key])][: card.people]

    def _told(self, key: str, view: View, look: str) -> dict[str, Any]:
        """All a maker of sheets may want to hear of it: a painter the appearance, a model the words."""
        member, who = self.people.members[key], self.people.looks[key]
        shown, (width, height) = _VIEWS[view]
        wearing = f", now with {look}" if look else ""
        said = f"{shown} It is {described_as(member)}{wearing}. {_PLAIN} {look_of_film(self.spec)}."
        return {
            "appearance": (worn(who, look) if look else who).model_dump(mode="json", exclude_defaults=True),
            "prompt": said,
            "negative": _UNWANTED,
            "width": width,
            "height": height,
            "seed": _seed_of(member, self.spec.seed),
        }

    def _worn(self, keys: list[str]) -> Kept:
        """Adapters trained on everybody's pictures, and what they are called in words."""
        called = [(self._trained(key), self.people.members[key]) for key in keys]
        said = " and ".join(f"{token_of(member)}, {described_as(member)}" for _, member in called)
        return Kept({}, Series(Accepts.LORA.value, [digest for digest, _ in called]).inputs(), f"With {said}.")

    def _trained(self, key: str) -> str:
        choice = self.preset.engines[Kind.LORA]
        member = self.people.members[key]
        pictures = list(dict.fromkeys(self.picture(key, view) for view in TRAINED_ON))
        told = {"prompt": f"A picture of {token_of(member)}, {described_as(member)}", "seed": self.spec.seed % _SEEDS}
        return self._add(choice, told | dict(choice.settings), Series("picture", pictures).inputs(), key, "lora")

    def _add(
        self, choice: Choice, settings: dict[str, Any], inputs: Inputs, key: str, role: str, *, given: Inputs = ()
    ) -> str:
        maker = makers()[choice.engine]
        read_settings(maker, settings)
        effort = card_of(maker).effort
        label = f"{self.people.members[key].name}: {_LABELS.get(role.partition('.')[0], 'reference picture')}"
        step = Step(
            choice.engine,
            version_of(maker),
            settings,
            inputs,
            Stage.PANELS,
            key,
            label,
            choice.size or maker.size,
            effort.of(0) if effort else PAINTED_CPU,
            given,
        )
        return self.builder.add(step, role=role)


_LABELS = {"sheet": "reference sheet", "portrait": "portrait", "lora": "trained likeness"}


def unpictured(engine: str, preset: Preset) -> str:
    """Why an engine that needs a face is given none with this preset, in words; nothing when it is."""
    maker, drawn_by = makers()[engine], makers()[preset.engines.get(Kind.SHEET, PAINTED).engine]
    if Accepts.FACE not in card_of(maker).needs or "prompt" in drawn_by.settings.model_fields:
        return ""
    return (
        f"{maker.title} films from a portrait that a model draws, and the preset {preset.name} paints its people. "
        "Render with Standard or Cinema, or choose another engine for the shot."
    )


def token_of(member: CastSpec) -> str:
    """What a trained adapter calls somebody: a word that means nothing else, and stays when they are renamed."""
    return f"zq{crc32((member.likeness or member.cue or member.name).casefold().encode()) % 46_656:04x}"


def _role_of(card: Card) -> Accepts | None:
    return next((role for role in (Accepts.REFERENCE, Accepts.FACE) if role in card.accepts and card.people), None)


def _seed_of(member: CastSpec, seed: int) -> int:
    return crc32(f"{seed} {(member.likeness or member.cue or member.name).casefold()}".encode()) % _SEEDS
