"""A portrait that talks: somebody in their room, painted once with every mouth and lid, kept in one picture.

The picture has the portrait on top and all that differs from it below; a note in it says what stands where.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from renderers.painting.people.placement import HOME
from renderers.painting.people.viseme import Viseme
from renderers.painting.picture import Picture
from renderers.painting.planes import Box, to_rgb
from renderers.painting.puppet import Puppet
from renderers.painting.shot import Lens, PaintedShot, paint_shot

Pixels = NDArray[np.uint8]
NOTE = "portrait"
LIDS = (50, 100)
_MOMENTS = 240
"""Long enough for somebody to blink, so that closed eyes are painted."""

_SAME = 3


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """What looks different in a box of a portrait."""

    box: Box
    pixels: Pixels


@dataclass(frozen=True, slots=True, eq=False)
class Portrait:
    """RGB at rest with open eyes; where the head's middle is and how high, in pixels; mouths and lids by name."""

    pixels: Pixels
    head: tuple[float, float, float]
    changes: Mapping[str, Change]

    def showing(self, mouth: Viseme, lids: int) -> Pixels:
        """The whole portrait so; what is not painted is at rest."""
        made = self.pixels.copy()
        for name in (mouth.value, f"lids{lids}"):
            if (change := self.changes.get(name)) is not None:
                left, top, right, bottom = change.box
                made[top:bottom, left:right] = change.pixels
        return made


def paint_portrait(picture: Picture, *, width: int, height: int) -> Portrait:
    """The first of the picture's cast, everything they can say and a blink."""
    lens = Lens(width, height, 24.0, _MOMENTS)
    said = [*Viseme, *(Viseme.REST,) * (_MOMENTS - len(Viseme))]
    shot = paint_shot(picture, lens, shapes={0: said})
    at_rest = _moment(shot, Viseme.REST, 0)
    changes = {}
    for viseme in Viseme:
        changes[viseme.value] = _change(at_rest, _moment(shot, viseme, 0))
    for lids in LIDS:
        changes[f"lids{lids}"] = _change(at_rest, _moment(shot, Viseme.REST, lids))
    head = shot.heads[0]
    return Portrait(at_rest, (head.x, head.y, head.height), {name: at for name, at in changes.items() if at})


def write_portrait(portrait: Portrait, path: Path) -> None:
    """As a PNG."""
    rows, note, top = [portrait.pixels], {}, portrait.pixels.shape[0]
    for name, change in portrait.changes.items():
        row = np.zeros((change.pixels.shape[0], portrait.pixels.shape[1], 3), np.uint8)
        row[:, : change.pixels.shape[1]] = change.pixels
        rows.append(row)
        note[name] = [*change.box, top]
        top += row.shape[0]
    notes = PngInfo()
    height = portrait.pixels.shape[0]
    notes.add_text(NOTE, json.dumps({"height": height, "head": portrait.head, "changes": note}, sort_keys=True))
    Image.fromarray(np.concatenate(rows)).save(path, "PNG", compress_level=3, pnginfo=notes)


def read_portrait(path: Path) -> Portrait:
    """From such a file; ValueError when it is none."""
    with Image.open(path) as picture:
        told = getattr(picture, "text", {}).get(NOTE)
        if told is None:
            raise ValueError(f"{path.name} is no portrait")
        pixels = np.asarray(picture.convert("RGB"))
    note: dict[str, Any] = json.loads(told)
    changes = {}
    for name, (left, top, right, bottom, row) in note["changes"].items():
        below = pixels[row : row + bottom - top, : right - left]
        changes[name] = Change((left, top, right, bottom), below)
    return Portrait(pixels[: note["height"]], tuple(note["head"]), changes)


def _moment(shot: PaintedShot, mouth: Viseme, lids: int) -> Pixels:
    """The first frame with this mouth and these lids; nothing else of it moves, nothing stands before them."""
    stage = tuple(_holding(thing, mouth, lids) for thing in shot.stage if isinstance(thing, Puppet))
    return to_rgb(replace(shot, stage=stage).frame(0))


def _holding(puppet: Puppet, mouth: Viseme, lids: int) -> Puppet:
    # seed 0 begins to breathe, sway and nod from the middle, so that speech moves nothing but the lips
    return replace(puppet, seed=0, shapes=(mouth,) * puppet.frames, looks=(replace(HOME, lids=lids),) * puppet.frames)


def _change(one: Pixels, other: Pixels) -> Change | None:
    differs = cv2.absdiff(one, other).max(axis=2)
    left, top, width, height = cv2.boundingRect((differs > _SAME).astype(np.uint8))
    if not width:
        return None
    box = (left, top, left + width, top + height)
    return Change(box, other[top : top + height, left : left + width].copy())
