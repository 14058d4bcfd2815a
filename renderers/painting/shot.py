"""A painted shot: the set, the people in it and what is in front of them, painted once and then only moved."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from renderers.painting.camera import Camera, Reach
from renderers.painting.canvas import PEOPLE_DEPTH, Framing, Pixels, Stage
from renderers.painting.compositor import Compositor, Layer, faded
from renderers.painting.crowds import crowd_rows
from renderers.painting.developing import Film
from renderers.painting.falling import Falling, falling
from renderers.painting.frames import Asked, Spot, Staging, reverses
from renderers.painting.group_words import Drawn
from renderers.painting.people.figure import States, paint_figure
from renderers.painting.people.outline import outlined
from renderers.painting.people.placement import Figure, Look, painted_looks
from renderers.painting.people.viseme import Viseme
from renderers.painting.performance import Pose
from renderers.painting.picture import Picture, Seen
from renderers.painting.planes import Planes, cut_out_of, grained, mixed, packed, softened
from renderers.painting.presence import Shapes, looks_of
from renderers.painting.props.drawing import insert
from renderers.painting.puppet import Puppet
from renderers.painting.scenery import Backdrop, backdrop, nearness, reverse_backdrop
from renderers.painting.seats import seated
from renderers.painting.staging import stage
from renderers.painting.terms import Place
from renderers.painting.weather import weather_tiles
from renderers.spec import Movement, ShotSize

OVERSIZE = 1.22
"""Sets are painted this much larger than the frame, so that the camera can move."""

WALK_POSES = 8
_DRIFT_EMPTY, _DRIFT_PEOPLED = 0.08, 0.012
_RACKED = 0.009
_BOB = 0.05
_CARD_BLUR, _CARD_LIGHT = 0.02, 0.34


@dataclass(frozen=True, slots=True)
class Lens:
    """The frame: its size in pixels, frames per second, the number of frames, and what the camera does."""

    width: int
    height: int
    rate: float
    frames: int
    movement: Movement = Movement.STATIC


@dataclass(frozen=True, slots=True)
class HeadAt:
    """Where a head is at the beginning of a shot: its middle and height in pixels, and the degrees it is turned from
    the lens. `seen` is whose, by number in the picture's cast; `sharp` when it is in focus and no mere outline."""

    seen: int
    x: float
    y: float
    height: float
    turned: float
    sharp: bool


@dataclass(frozen=True, slots=True, eq=False)
class PaintedShot:
    """Layers from back to front. `behind` moves only with the camera, its first layer hides all that is behind it;
    `stage` is from the farthest person to what is nearest to the lens.

    `sharp` is what `behind` looks like when the focus is racked to it.
    """

    lens: Lens
    behind: tuple[Layer, ...]
    stage: tuple[Layer | Puppet, ...]
    camera: Camera
    falls: tuple[Falling, ...] = ()
    roll: float = 0.0
    sharp: tuple[Layer, ...] = ()
    heads: tuple[HeadAt, ...] = ()

    def frames(self) -> Iterator[Planes]:
        """Every frame in order; the planes of one are used again for the next."""
        compositor = self._compositor()
        for number in range(self.lens.frames):
            yield self._composed(compositor, number)

    def frame(self, number: int) -> Planes:
        """One frame."""
        return self._composed(self._compositor(), number)

    def _compositor(self) -> Compositor:
        return Compositor(width=self.lens.width, height=self.lens.height)

    def _composed(self, compositor: Compositor, number: int) -> Planes:
        view = self.camera.view(number)
        behind = self.behind
        stage = [thing.layer(number) if isinstance(thing, Puppet) else thing for thing in self.stage]
        if view.focus > 0 and self.sharp:
            behind = tuple(_between(one, other, view.focus) for one, other in zip(behind, self.sharp, strict=True))
            radius = _RACKED * self.lens.height
            stage = [_between(layer, _soft(layer, radius), view.focus) for layer in stage]
        before = [falling.at(number / self.lens.rate) for falling in self.falls]
        return compositor.compose(behind, stage, view, roll=self.roll, before=before)


def paint_shot(picture: Picture, lens: Lens, *, shapes: Shapes) -> PaintedShot:
    """`shapes` has the mouths of everybody who speaks, by their number in the cast, one for every frame."""
    scenery = backdrop(picture.place, style=picture.style, width=lens.width, height=lens.height, oversize=OVERSIZE)
    picture = picture.model_copy(update={"cast": seated(picture.cast, scenery.painted)})
    aspect = lens.width / lens.height
    asked = Asked(picture.size, picture.angle, picture.cast, aspect, picture.seed, shows_thing=bool(picture.prop))
    if reverses(asked) and scenery.painted.everybody is None:
        asked = replace(asked, side=-1)
        scenery = reverse_backdrop(
            picture.place, style=picture.style, width=lens.width, height=lens.height, oversize=OVERSIZE
        )
    staging = stage(asked, scenery.painted)
    layers = scenery.layers(staging.framing, width=lens.width, height=lens.height)
    easel = Stage(lens.width, lens.height, OVERSIZE)
    film = Film.of(picture.place, picture.style)
    puppets = [_puppet(picture, spot, staging, easel, scenery, lens, film, shapes) for spot in staging.spots]
    heads = tuple(
        _head(picture, spot, puppet, staging.roll, lens) for spot, puppet in zip(staging.spots, puppets, strict=True)
    )
    people: list[tuple[float, Layer | Puppet]] = [
        (spot.depth, puppet) for spot, puppet in zip(staging.spots, puppets, strict=True)
    ]
    people += _crowd(picture, easel, staging.framing, scenery, lens, film)
    if picture.prop and picture.size is ShotSize.INSERT:
        people.append((PEOPLE_DEPTH, _thing(picture.prop, easel, scenery, lens, film)))
    nearest = min((depth for depth, _ in people), default=PEOPLE_DEPTH)
    behind = tuple(layer for depth, layer in layers if depth <= nearest)
    before: list[tuple[float, Layer | Puppet]] = [(depth, layer) for depth, layer in layers if depth > nearest]
    on_stage = tuple(thing for _, thing in sorted([*before, *people], key=lambda pair: pair[0]))
    sharp: tuple[Layer, ...] = ()
    if lens.movement is Movement.RACK_FOCUS and staging.framing.blur:
        crisp = replace(staging.framing, blur=staging.framing.blur * 0.08)
        sharp = tuple(layer for _, layer in scenery.layers(crisp, width=lens.width, height=lens.height)[: len(behind)])
    camera = _camera(picture, staging, scenery, lens)
    falls = _falls(picture.place, scenery, lens)
    return PaintedShot(lens, behind, on_stage, camera, falls, staging.roll, sharp, heads)


def _head(picture: Picture, spot: Spot, puppet: Puppet, roll: float, lens: Lens) -> HeadAt:
    anchors, turned = (
        puppet.poses[0].anchors,
        spot.placement.yaw if spot.placement.face is None else spot.placement.face,
    )
    across, down = anchors.head[0] + (spot.placement.x if spot.travel else 0.0), anchors.head[1]
    x, y = across * math.cos(roll) - down * math.sin(roll), across * math.sin(roll) + down * math.cos(roll)
    sharp = spot.blur == 0.0 and picture.cast[spot.seen].drawn is not Drawn.SILHOUETTE
    return HeadAt(
        seen=spot.seen,
        x=lens.width / 2 + x * lens.height,
        y=lens.height / 2 + y * lens.height,
        height=anchors.head_size * lens.height,
        turned=(turned + 180) % 360 - 180,
        sharp=sharp,
    )


def _camera(picture: Picture, staging: Staging, scenery: Backdrop, lens: Lens) -> Camera:
    peopled = staging.spots and picture.size is not ShotSize.EXTREME_WIDE
    return Camera(
        movement=lens.movement,
        frames=lens.frames,
        rate=lens.rate,
        reach=_reach(staging.framing, scenery, lens),
        seed=picture.seed,
        drifts=_DRIFT_PEOPLED if peopled else _DRIFT_EMPTY,
        follows=next((spot.followed for spot in staging.spots if spot.followed), 0),
    )


def card_shot(picture: Picture, lens: Lens, *, letters: Pixels) -> PaintedShot:
    """Type over its place, dark and far out of focus; `letters` is a premultiplied sheet as large as the frame."""
    scenery = backdrop(picture.place, style=picture.style, width=lens.width, height=lens.height, oversize=OVERSIZE)
    [(_, place), *_] = scenery.layers(Framing(1.25, blur=_CARD_BLUR), width=lens.width, height=lens.height)
    dark = replace(place, planes=packed(grained(faded(place.planes, _CARD_LIGHT), seed=1)))
    type_ = Layer(packed(cut_out_of(letters)), 0, 0, nearness=1.2)
    reach = Reach(0.1, 0.1)
    camera = Camera(Movement.PUSH_IN, lens.frames, lens.rate, reach, picture.seed)
    return PaintedShot(lens, (dark,), (type_,), camera)


def _thing(name: str, easel: Stage, scenery: Backdrop, lens: Lens, film: Film) -> Layer:
    """What an insert shows, large and in focus."""
    sheet = film.sheet(easel, insert(name, easel, scenery.painted.light))
    left, top = _margin(easel, lens)
    return Layer(packed(cut_out_of(sheet.pixels)), sheet.left - left, sheet.top - top, nearness=1.0)


def _falls(place: Place, scenery: Backdrop, lens: Lens) -> tuple[Falling, ...]:
    """Rain and snow before the lens; indoors it stays outside."""
    if place.interior:
        return ()
    tiles = weather_tiles(place.weather, scenery.painted.light, height=lens.height, seed=place.seed % 97)
    return tuple(
        falling(
            tile.pixels,
            across=tile.across * lens.height,
            down=tile.down * lens.height,
            width=lens.width,
            height=lens.height,
        )
        for tile in tiles
    )


def _margin(easel: Stage, lens: Lens) -> tuple[float, float]:
    """The frame's corner on the stage, in pixels."""
    across, down = easel.size
    return (across - lens.width) / 2, (down - lens.height) / 2


def _puppet(
    picture: Picture,
    spot: Spot,
    staging: Staging,
    easel: Stage,
    scenery: Backdrop,
    lens: Lens,
    film: Film,
    shapes: Shapes,
) -> Puppet:
    seed = picture.seed * 31 + spot.seen * 7
    looks = looks_of(picture, spot, staging.spots, shapes=shapes, frames=lens.frames, rate=lens.rate, seed=seed)
    said = frozenset(shapes.get(spot.seen, ()))
    painted = _poses(picture.cast[spot.seen], spot, easel, scenery, looks=looks, said=said)
    poses = [film.figure(easel, pose) for pose in painted]
    if picture.cast[spot.seen].drawn is Drawn.SILHOUETTE:
        poses = [outlined(pose, scenery.painted.light) for pose in poses]
    return Puppet(
        poses=poses,
        nearness=0.0 if spot.followed else spot.nearness,  # the camera keeps who it follows where they are
        offset=_margin(easel, lens),
        frame_size=(lens.width, lens.height),
        rate=lens.rate,
        seed=seed,
        frames=lens.frames,
        shapes=shapes.get(spot.seen, ()),
        looks=looks,
        away=spot.placement.away,
        blur=spot.blur,
        start=spot.placement.x if spot.travel else 0.0,
        travel=spot.travel,
        bob=_BOB if spot.followed else 0.0,
    )


def _crowd(
    picture: Picture, easel: Stage, framing: Framing, scenery: Backdrop, lens: Lens, film: Film
) -> Iterator[tuple[float, Puppet]]:
    """The rows of a crowd, as far out of focus as the set; each sways a little by itself."""
    rows = crowd_rows(
        picture.crowd,
        scenery.painted,
        stage=easel,
        framing=framing,
        interior=picture.place.interior,
        seed=picture.place.seed,
    )
    for number, row in enumerate(rows):
        puppet = Puppet(
            poses=[film.figure(easel, row.figure)],
            nearness=nearness(row.depth),
            offset=_margin(easel, lens),
            frame_size=(lens.width, lens.height),
            rate=lens.rate,
            seed=picture.seed * 31 + 1009 * (number + 1),
            frames=lens.frames,
            blur=framing.blur,
        )
        yield row.depth, puppet


def _poses(
    seen: Seen, spot: Spot, easel: Stage, scenery: Backdrop, *, looks: Collection[Look], said: Collection[Viseme]
) -> list[Figure]:
    """One figure, or a cycle of them for who goes somewhere."""
    phases, placement = [spot.placement.phase], spot.placement
    if spot.travel:  # painted in the middle, where nothing is cut off, and then moved
        phases, placement = [at / WALK_POSES for at in range(WALK_POSES)], replace(placement, x=0.0)
    return [
        paint_figure(
            appearance=seen.appearance,
            performance=seen.performance.model_copy(update={"pose": Pose.STAND}) if spot.upright else seen.performance,
            placement=replace(placement, phase=phase),
            stage=easel,
            light=scenery.painted.light,
            states=_states(seen, spot),
            looks=painted_looks(looks, spot.placement.away),
            said=said,
            blinks={look.lids for look in looks},
        )
        for phase in phases
    ]


def _states(seen: Seen, spot: Spot) -> States:
    """Which parts of a face have to move: nobody sees a mouth that is out of focus or walking far away."""
    if spot.blur or spot.travel or seen.drawn is Drawn.SILHOUETTE:
        return States.NONE
    return States.ALL if seen.speaks else States.LIDS


def _reach(framing: Framing, scenery: Backdrop, lens: Lens) -> Reach:
    """What is left of the set around the frame, in frame heights."""
    across, down = (side / lens.height for side in scenery.stage.size)
    aspect = lens.width / lens.height
    wide = framing.zoom * (across / 2 - abs(framing.x)) - aspect / 2
    tall = framing.zoom * (down / 2 - abs(framing.y)) - 0.5
    if framing.blur > 0:  # one soft picture, as large as the stage
        wide, tall = min(wide, (across - aspect) / 2), min(tall, (down - 1) / 2)
    return Reach(max(0.0, wide), max(0.0, tall))


def _between(one: Layer, other: Layer, share: float) -> Layer:
    return replace(one, planes=mixed(one.planes, other.planes, share))


def _soft(layer: Layer, radius: float) -> Layer:
    return replace(layer, planes=softened(layer.planes, radius))
