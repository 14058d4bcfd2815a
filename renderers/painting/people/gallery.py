"""Sheets of people to look at: who they are, what they show and do, what they hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import skia

from renderers.painting.acting import NEUTRAL, Arms, Expression, Performance, Pose
from renderers.painting.canvas import Sheet, Stage
from renderers.painting.light import Light, light_of
from renderers.painting.palette import Colour, rgb
from renderers.painting.people.appearance import Appearance
from renderers.painting.people.figure import States, paint_figure
from renderers.painting.people.placement import Figure, Hold, Part, Placement
from renderers.painting.people.reading import contrasted, look_of, read_appearance
from renderers.painting.people.viseme import Viseme
from renderers.painting.props import PropName
from renderers.painting.props.drawing import drawings, insert
from renderers.painting.terms import Time, Weather
from renderers.spec import Setting

_WALL: Colour = rgb("#8794a3")
CAST: Mapping[str, str] = MappingProxyType(
    {
        "MARA": "60s, grey braid, oilskin coat",
        "ELIAS": "40s, dark hair, stubble, navy suit, red tie",
        "JUNE": "26, Black, afro, captain of the ship",
        "OLD TOM": "bald, white beard, cardigan, glasses",
        "KEIKO": "Japanese, 30, black bob, red dress",
        "DET. RUIZ": "50s, trench coat, moustache, heavyset, fedora",
        "LENA": "teenager, pink hair, black hoodie, freckles",
        "PIP": "boy, 8, messy red hair, striped sweater",
        "DOCTOR HALE": "woman, 45, blonde bun, glasses, stethoscope",
        "SERGEANT OKORO": "Nigerian, 38, buzz cut, broad, soldier",
        "PRIYA": "Indian, 29, long black hair, yellow sari",
        "FATHER BRENDAN": "priest, 58, grey hair, round-faced",
        "AMIRA": "Moroccan, 34, hijab, teal blouse",
        "GUS": "farmer, 66, straw hat, sunburnt, big-bellied",
        "QUEEN ISOLDE": "40, long golden hair, crown, purple gown",
        "SIR BORS": "knight, 45, broad, brown beard, scar",
        "NURSE DIAZ": "man, 31, latino, scrubs, goatee",
        "GRANDMA ROSE": "81, white curls, cardigan, necklace",
        "TARIQ": "25, curly black hair, leather jacket",
        "SVEN": "fisherman, 50, blond beard, beanie, oilskin",
        "COMMANDER VEGA": "astronaut, woman, 39, short brown hair",
        "INMATE 44": "prisoner, man, 35, shaved head, tattoo, muscular",
        "BILLIE": "girl, 6, pigtails, blonde, dungarees",
        "MERLIN": "ancient wizard, long white beard, blue robe, pointed hat",
        "ROBOT 7": "",
        "THE ALIEN": "",
        "DOG": "brown dog",
        "HAL": "the ship's computer",
    }
)


@dataclass(frozen=True)
class Cell:
    """One figure of a sheet."""

    who: Appearance
    performance: Performance = NEUTRAL
    yaw: float = 20.0
    part: Part = Part.WAIST
    phase: float = 0.0
    hold: Hold = Hold.HEAD
    head: float = 0.30  # share of the cell
    at: float = 0.36  # where the held point is, from the cell's top
    viseme: Viseme | None = None


def cast(*, seed: int = 0) -> dict[str, Appearance]:
    """The gallery's characters, told apart as a film's cast is."""
    return contrasted({name: read_appearance(name=name, description=text, seed=seed) for name, text in CAST.items()})


def cast_sheet(stage: Stage) -> Sheet:
    """Everybody of `CAST` from the waist up."""
    return sheet(stage, [Cell(who, yaw=(28, -28, 8)[i % 3]) for i, who in enumerate(cast().values())], columns=7)


def full_sheet(stage: Stage) -> Sheet:
    """Everybody of `CAST` at full length."""
    cells = [
        Cell(who, yaw=(28, -28, 8)[i % 3], part=Part.WHOLE, hold=Hold.FEET, head=0.105, at=0.95)
        for i, who in enumerate(cast().values())
    ]
    return sheet(stage, cells, columns=10)


def expressions_sheet(stage: Stage) -> Sheet:
    """Every expression on three faces in turn."""
    people = list(cast().values())[:5]
    cells = [
        Cell(people[i % 5], Performance(expression=face, intensity=70), yaw=(20, -20)[i % 2], head=0.56, at=0.50)
        for i, face in enumerate(Expression)
    ]
    return sheet(stage, cells, columns=5)


def visemes_sheet(stage: Stage) -> Sheet:
    """Every viseme, patched into a calm face as the compositor does it: front, turned, profile."""
    people = list(cast().values())
    rows = ((people[4], 0.0), (people[1], 32.0), (people[2], -80.0), (people[3], -25.0))
    cells = [Cell(who, yaw=yaw, head=0.54, at=0.5, viseme=viseme) for who, yaw in rows for viseme in Viseme]
    return sheet(stage, cells, columns=len(Viseme))


_LONG = (Pose.LIE, Pose.FALL)
"""Poses wider than tall: smaller, or the sheet would crop them."""


def poses_sheet(stage: Stage) -> Sheet:
    """Every pose, and the eight phases of a walk."""
    people = list(cast().values())
    poses = [(pose, 0.1) for pose in Pose if pose is not Pose.WALK] + [(Pose.WALK, phase / 8) for phase in range(8)]
    cells = [
        Cell(
            people[i % 12],
            Performance(pose=pose),
            yaw=(35, -40, 70)[i % 3] if pose is not Pose.WALK else 62,
            part=Part.WHOLE,
            phase=phase,
            hold=Hold.FEET,
            head=0.07 if pose in _LONG else 0.115,
            at=0.93,
        )
        for i, (pose, phase) in enumerate(poses)
    ]
    return sheet(stage, cells, columns=8)


_WITH: Mapping[Arms, PropName] = MappingProxyType(
    {
        Arms.HOLD: "lantern",
        Arms.SHOW: "photo",
        Arms.DRINK: "glass",
        Arms.SMOKE: "cigarette",
        Arms.EAT: "apple",
        Arms.PHONE: "phone",
        Arms.AIM: "gun",
        Arms.READ: "letter",
        Arms.WRITE: "pen",
        Arms.PLAY: "guitar",
        Arms.CARRY: "box",
        Arms.SWING: "sword",
        Arms.LIFT: "glass",
    }
)


def gestures_sheet(stage: Stage) -> Sheet:
    """Everything arms do."""
    people = list(cast().values())
    cells = [
        Cell(
            people[i % 9],
            Performance(arms=arms, prop=_WITH.get(arms, "")),
            yaw=(36, -36, -8)[i % 3],
            head=0.26,
            at=0.34,
        )
        for i, arms in enumerate(Arms)
    ]
    return sheet(stage, cells, columns=8)


_LOOKS = (
    "",
    "Mara is soaked to the bone, dripping.",
    "Mara wears a red dress and a necklace.",
    "Mara is in a hospital gown, bandaged.",
    "Mara, in uniform, salutes.",
    "Mara, bruised and bloody, stands up.",
    "Mara wears a black tuxedo and sunglasses.",
    "Mara, covered in snow, wears a parka and a scarf.",
)


def looks_sheet(stage: Stage) -> Sheet:
    """One character through the scenes of a film."""
    mara = next(iter(cast().values()))
    cells = [Cell(look_of(mara, text, name="Mara"), yaw=18, head=0.25, at=0.32) for text in _LOOKS]
    return sheet(stage, cells, columns=4)


def props_sheet(stage: Stage) -> Sheet:
    """Every prop as an insert shows it."""
    light = light_of(Time.DAY, Weather.CLEAR, Setting.INTERIOR)
    side = stage.height // 8
    small = Stage(side, side, 1.0)
    pictures = [insert(name, small, light) for name in drawings()]
    return _on_wall(stage, _placed(pictures, small, columns=stage.width // small.width))


def sheet(stage: Stage, cells: Sequence[Cell], *, columns: int, light: Light | None = None) -> Sheet:
    """The cells row by row on a plain wall, lit by `light` (a clear day indoors)."""
    lit = light or light_of(Time.DAY, Weather.CLEAR, Setting.INTERIOR)
    rows = -(-len(cells) // columns)
    small = Stage(stage.width // columns, stage.height // rows, 1.0)
    pictures = [_cell(cell, small, lit) for cell in cells]
    return _on_wall(stage, _placed(pictures, small, columns=columns))


def _cell(cell: Cell, small: Stage, light: Light) -> Sheet:
    placement = Placement(0.0, cell.at - 0.5, cell.head, yaw=cell.yaw, phase=cell.phase, hold=cell.hold, part=cell.part)
    states = States.ALL if cell.viseme else States.NONE
    figure = paint_figure(
        appearance=cell.who, performance=cell.performance, placement=placement, stage=small, light=light, states=states
    )
    return spoken(figure, cell.viseme) if cell.viseme else figure.sheet


def spoken(figure: Figure, viseme: Viseme) -> Sheet:
    """The figure's sheet with that mouth, as the compositor copies it in."""
    patch = figure.mouths.get(viseme)
    if patch is None:
        return figure.sheet
    pixels = figure.sheet.pixels.copy()
    height, width = patch.pixels.shape[:2]
    pixels[patch.top : patch.top + height, patch.left : patch.left + width] = patch.pixels
    return figure.sheet.with_pixels(pixels)


def _placed(pictures: Iterable[Sheet], small: Stage, *, columns: int) -> list[Sheet]:
    placed = []
    for i, picture in enumerate(pictures):
        left, top = (i % columns) * small.width, (i // columns) * small.height
        placed.append(Sheet(picture.pixels, picture.left + left, picture.top + top))
    return placed


def _on_wall(stage: Stage, pictures: Sequence[Sheet]) -> Sheet:
    def draw(canvas: skia.Canvas) -> None:
        canvas.clear(skia.Color4f(*_WALL, 1.0))
        canvas.resetMatrix()
        for picture in pictures:
            canvas.drawImage(picture.image(), picture.left, picture.top)

    return Stage(stage.width, stage.height, 1.0).paint(draw, name="gallery")


SHEETS: Mapping[str, Callable[[Stage], Sheet]] = MappingProxyType(
    {
        "cast": cast_sheet,
        "full": full_sheet,
        "expressions": expressions_sheet,
        "visemes": visemes_sheet,
        "poses": poses_sheet,
        "gestures": gestures_sheet,
        "looks": looks_sheet,
        "props": props_sheet,
    }
)
