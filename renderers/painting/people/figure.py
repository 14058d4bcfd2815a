"""A character painted for a shot: one sheet, and patches of it for every mouth and lid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import skia

from renderers.painting.acting import Performance
from renderers.painting.canvas import Pixels, Sheet, Stage
from renderers.painting.ink import Point
from renderers.painting.light import Light
from renderers.painting.palette import mix
from renderers.painting.people import beings
from renderers.painting.people.appearance import Appearance, Being
from renderers.painting.people.brush import Tone
from renderers.painting.people.finish import Finish, finish
from renderers.painting.people.ground import grounded
from renderers.painting.people.head import Head
from renderers.painting.people.placement import Anchors, Figure, Hold, Look, Part, Patch, Placement
from renderers.painting.people.puppetry import Body
from renderers.painting.people.skeleton import LEFT, RIGHT
from renderers.painting.people.viseme import Viseme

LIDS = (0, 50, 100)
_SMALLEST_HEAD = 26
"""Pixels of a head below which nobody sees a mouth move."""


_HEAD_REACH, _HEAD_MARGIN = (0.95, 1.2, 1.9), 0.4
"""Heads to the sides, up and down of the middle of a head that turning may change; and what its light depends on."""

_EYES, _MOUTH = (-0.16, 0.095), (0.105, 0.66)
"""Heights of the head between which lids and lips move."""


class States(StrEnum):
    """Which patches are wanted."""

    NONE = "none"
    LIDS = "lids"  # listens
    ALL = "all"  # speaks


Draw = Callable[[skia.Canvas], None]


@dataclass(frozen=True)
class _Setting:
    """Where the figure's units are on the stage: scale in frame heights, and the stage point of its origin."""

    scale: float
    x: float
    y: float

    def to_stage(self, point: Point) -> Point:
        return self.x + point[0] * self.scale, self.y + point[1] * self.scale

    def within(self, draw: Draw) -> Draw:
        def placed(canvas: skia.Canvas) -> None:
            canvas.save()
            canvas.translate(self.x, self.y)
            canvas.scale(self.scale, self.scale)
            draw(canvas)
            canvas.restore()

        return placed


def tone_of(light: Light) -> Tone:
    """How the place's light falls on paint."""
    return Tone(1 if light.side > 0 else -1, mix(mix(light.shade, (0.55, 0.45, 0.62), 0.62), (0.62, 0.52, 0.66), 0.55))


def paint_figure(
    *,
    appearance: Appearance,
    performance: Performance,
    placement: Placement,
    stage: Stage,
    light: Light,
    states: States = States.ALL,
    looks: Collection[Look] = (),
    said: Collection[Viseme] = tuple(Viseme),
    blinks: Collection[int] = LIDS,
) -> Figure:
    """The character as a sheet cut out around it, lit by the place, with patches as `states` and `looks` ask.

    Of mouths and lids those that are `said` and `blinks` are painted, and those of a calm face. Patches are left out
    when the face is turned away or too small to see. Same in, same out.
    """
    if appearance.being in beings.BODIES:
        return beings.paint(appearance, performance, placement, stage, light)
    body = Body(appearance, performance, placement, tone_of(light))
    setting = _setting(body, placement)
    left, top, right, bottom = body.extent()
    corner, end = setting.to_stage((left, top)), setting.to_stage((right, bottom))
    cut = stage.region(corner[0], corner[1], end[0] - corner[0], end[1] - corner[1])
    layers = _layers(body)
    painted = cut.paint(setting.within(layers.whole(body.head())), name="figure")
    light_on = finish(painted.pixels, light, head=setting.scale * stage.unit)
    sheet = painted.with_pixels(light_on.over(painted.pixels))
    anchors = _anchors(body, setting, (corner[0], corner[1], end[0] - corner[0], end[1] - corner[1]))
    patches = _Patches(cut, setting, layers, body, light_on, painted, light)
    seen = states is not States.NONE and setting.scale * stage.unit >= _SMALLEST_HEAD and _faces(body)
    mouths = patches.mouths(said) if seen and states is States.ALL else {}
    lids = patches.lids(blinks) if seen else {}
    elsewhere = patches.elsewhere(looks) if seen else {}
    # A calm face is exactly the patches of a calm face: swapping them in at rest changes no pixel.
    sheet = _with(sheet, [patch for patch in (mouths.get(Viseme.REST), lids.get(0)) if patch])
    if placement.part is Part.WHOLE and placement.hold is Hold.FEET and appearance.being is not Being.GHOST:
        sheet = grounded(sheet, cut, setting.to_stage(body.lowest()), body.footprint(), setting.scale)
    if appearance.being is Being.GHOST:
        return beings.veiled(Figure(sheet, anchors, mouths, lids))
    return Figure(sheet, anchors, mouths, lids, elsewhere)


def _with(sheet: Sheet, patches: list[Patch]) -> Sheet:
    for patch in patches:
        _paste(sheet.pixels, patch)
    return sheet


def _paste(pixels: Pixels, patch: Patch) -> None:
    height, width = patch.pixels.shape[:2]
    pixels[patch.top : patch.top + height, patch.left : patch.left + width] = patch.pixels


def _faces(body: Body) -> bool:
    return body.head().skull.facing(0, 0.29) > -0.1


def _setting(body: Body, placement: Placement) -> _Setting:
    scale = placement.head * body.bones.body.scale
    held = {Hold.HEAD: body.on_head(0, 0), Hold.FEET: body.lowest(), Hold.SEAT: body.seat()}[placement.hold]
    return _Setting(scale, placement.x - held[0] * scale, placement.y - held[1] * scale)


@dataclass(frozen=True, eq=False)
class _Layers:
    """What is under and over the head, recorded once."""

    body: Body
    behind: skia.Picture
    under: skia.Picture
    over: skia.Picture

    def whole(self, head: Head) -> Draw:
        picture = _record(lambda canvas: self.body.draw_head(canvas, head))

        def draw(canvas: skia.Canvas) -> None:
            for layer in (self.behind, self.under, picture, self.over):
                canvas.drawPicture(layer)

        return draw

    def turned(self, body: Body) -> _Layers:
        """The same body with its head turned."""
        return replace(self, body=body, behind=_record(body.hair_behind))


def _record(draw: Draw) -> skia.Picture:
    recorder = skia.PictureRecorder()
    draw(recorder.beginRecording(skia.Rect.MakeLTRB(-30, -30, 30, 30)))
    return recorder.finishRecordingAsPicture()


def _layers(body: Body) -> _Layers:
    return _Layers(body, _record(body.hair_behind), _record(body.under), _record(body.over))


@dataclass(frozen=True, eq=False)
class _Patches:
    """Paints the parts of a figure that change."""

    cut: Stage
    setting: _Setting
    layers: _Layers
    body: Body
    light_on: Finish
    whole: Sheet
    light: Light

    def mouths(self, said: Collection[Viseme]) -> Mapping[Viseme, Patch]:
        """The lower face at rest and for every viseme that is said."""
        box, wanted = self._box(*_MOUTH), {Viseme.REST, *said}
        return {viseme: self._paint(box, self.body.head(viseme)) for viseme in Viseme if viseme in wanted}

    def lids(self, blinks: Collection[int]) -> Mapping[int, Patch]:
        """The eyes open, and half and shut where somebody blinks."""
        box, wanted = self._box(*_EYES), {0, *blinks}
        return {percent: self._paint(box, self.body.head(shut=percent / 100)) for percent in LIDS if percent in wanted}

    def elsewhere(self, looks: Collection[Look]) -> Mapping[Look, Patch]:
        """Whole heads turned or bent, saying what they are to say, lit anew; only the eyes where nothing else moves."""
        found = {look: self._eyes(look) for look in looks if not look.moves_head}
        mouths: dict[Look, list[Viseme]] = defaultdict(list)
        for look in looks:
            if look.moves_head:
                mouths[replace(look, mouth=Viseme.REST)].append(look.mouth)
        for head, said in mouths.items():
            found |= {replace(head, mouth=mouth): patch for mouth, patch in self._heads(head, said)}
        return found

    def _eyes(self, look: Look) -> Patch:
        body = replace(self.body, placement=look.of(self.body.placement))
        return self._paint(self._box(*_EYES), body.head(shut=look.lids / 100))

    def _heads(self, look: Look, mouths: Sequence[Viseme]) -> Iterator[tuple[Viseme, Patch]]:
        """One painted head, and over it only the lower face for every other mouth."""
        turned = self._turned(look)
        calm = turned.light_on.over(turned.whole.pixels)
        left, top, width, height = self._around_head(0.0).window
        x, y = left - turned.whole.left, top - turned.whole.top
        for mouth in mouths:
            lit = calm.copy()
            if mouth is not Viseme.REST:
                _paste(lit, turned._paint(turned._box(*_MOUTH), turned.body.head(mouth, look.lids / 100)))
            yield mouth, Patch(left - self.whole.left, top - self.whole.top, lit[y : y + height, x : x + width].copy())

    def _turned(self, look: Look) -> _Patches:
        """The same for a head that looks elsewhere, on a sheet just around it."""
        body = replace(self.body, placement=look.of(self.body.placement))
        layers, around = self.layers.turned(body), self._around_head(_HEAD_MARGIN)
        painted = around.paint(self.setting.within(layers.whole(body.head(shut=look.lids / 100))))
        light_on = finish(painted.pixels, self.light, head=self.setting.scale * self.cut.unit)
        return _Patches(around, self.setting, layers, body, light_on, painted, self.light)

    def _around_head(self, margin: float) -> Stage:
        """The part of the stage where a head may be however it turns, with its hair."""
        x, y = self.setting.to_stage(self.body.on_head(0.0, 0.0))
        scale = self.setting.scale
        wide, up, down = ((reach + margin) * scale for reach in _HEAD_REACH)
        return _clipped(self.cut.region(x - wide, y - up, 2 * wide, up + down), self.cut)

    def _box(self, top: float, bottom: float) -> Stage:
        """The part of the stage where the face is between two heights of the head."""
        middle = 0.16 * self.body.head().skull.turn[0]
        corners = [
            self.setting.to_stage(self.body.on_head(middle + x, y)) for x in (-0.50, 0.50) for y in (top, bottom)
        ]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        region = self.cut.region(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
        return _clipped(region, self.cut)

    def _paint(self, box: Stage, head: Head) -> Patch:
        sheet = box.paint(self.setting.within(self.layers.whole(head)))
        left, top = sheet.left - self.whole.left, sheet.top - self.whole.top
        return Patch(left, top, self.light_on.over(sheet.pixels, left, top))


def _clipped(region: Stage, cut: Stage) -> Stage:
    """A region of the stage kept within the sheet."""
    left, top, width, height = region.window
    outer_left, outer_top, outer_width, outer_height = cut.window
    x0, y0 = max(left, outer_left), max(top, outer_top)
    x1, y1 = min(left + width, outer_left + outer_width), min(top + height, outer_top + outer_height)
    if x1 - x0 < 2 or y1 - y0 < 2:
        x0, y0, x1, y1 = outer_left, outer_top, outer_left + 2, outer_top + 2
    return Stage(cut.width, cut.height, cut.oversize, cut.framing, (x0, y0, x1 - x0, y1 - y0))


def _anchors(body: Body, setting: _Setting, box: tuple[float, float, float, float]) -> Anchors:
    head = body.head()
    to_stage = setting.to_stage

    def face(y: float) -> Point:
        x, sy = head.skull.on(0, y)
        return to_stage(body.on_head(x, sy))

    return Anchors(
        head=to_stage(body.on_head(0, 0)),
        head_size=setting.scale,
        neck=to_stage(body.turned(body.bones.flat(body.bones.neck))),
        chest=to_stage(body.turned(body.bones.flat(body.bones.chest))),
        eyes=face(0.015),
        mouth=face(0.292),
        left_hand=to_stage(body.hand_at(LEFT)),
        right_hand=to_stage(body.hand_at(RIGHT)),
        seat=to_stage(body.seat()),
        feet=to_stage(body.lowest()),
        top=to_stage(body.on_head(0, -0.62)),
        box=box,
    )


__all__ = ["LIDS", "Being", "Figure", "Hold", "Part", "Placement", "States", "paint_figure", "tone_of"]
