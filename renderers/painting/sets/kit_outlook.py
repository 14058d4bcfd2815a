"""What windows look onto, painted as its own sheet so that it moves behind the wall."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import skia

from renderers.painting.canvas import Sheet
from renderers.painting.ink import Draw, fill, linear
from renderers.painting.palette import mix, rgb, scaled
from renderers.painting.sets.kit_city import skyline
from renderers.painting.sets.kit_nature import grass, ridge_shape, snowy, tree_line
from renderers.painting.sets.kit_panes import falling_outside
from renderers.painting.sets.kit_scene import Scene
from renderers.painting.sets.kit_sky import sky_sheet

_LINE = 0.08


def outlook(scene: Scene, kind: str = "") -> Sheet:
    """Sky and what stands before it: `city`, `trees`, `hills`, `sea` or `sky`; chosen by the place if empty."""
    kind = kind or _kind_for(scene)
    sky = sky_sheet(scene, horizon=_LINE, disc=0.9)
    view = scene.layer(_VIEWS[kind](scene), depth=0.0, wash=scene.outdoors(corners=0), haze=0.3, brush=0.2, shine=None)
    lights = _LIGHTS.get(kind)
    weather = falling_outside(scene)
    sheet = scene.stage.over(sky, lambda canvas: canvas.drawImage(_placed(view, canvas), 0, 0))
    if lights is not None and scene.light.practicals > 0.2:
        sheet = scene.stage.over(sheet, lights(scene))
    far = sheet.at(0.05).blurred(scene.stage.height * 0.0022)
    return far if weather is None else scene.stage.over(far, weather)


def _placed(view: Sheet, canvas: skia.Canvas) -> skia.Image:
    canvas.resetMatrix()
    return view.image()


def _kind_for(scene: Scene) -> str:
    if scene.place.says(
        "beach", "sea", "ocean", "lighthouse", "island", "harbor", "harbour", "ship", "boat", "sausalito"
    ):
        return "sea"
    if scene.place.says("country", "farm", "cabin", "cottage", "forest", "woods", "village", "castle"):
        return "trees"
    if scene.place.says("city", "apartment", "hotel", "office", "tower", "skyscraper", "penthouse", "downtown"):
        return "city"
    return scene.dice("outlook").choice(("city", "trees", "hills") if scene.electric else ("trees", "hills"))


def _city(scene: Scene) -> Draw:
    return skyline(scene, "outlook", base=_LINE + 0.04, tall=0.42, near=0.4)


def _trees(scene: Scene) -> Draw:
    far = tree_line(scene, "outlook-far", _LINE - 0.01, 0.1, 0.45)
    near = tree_line(scene, "outlook-near", _LINE + 0.05, 0.17, 0.0)

    def draw(canvas: skia.Canvas) -> None:
        far(canvas)
        near(canvas)
        ground = fill(grass(scene))
        canvas.drawRect(skia.Rect.MakeLTRB(-3, _LINE + 0.04, 3, 2), ground)

    return draw


def _hills(scene: Scene) -> Draw:
    land = grass(scene) if snowy(scene) else mix(rgb("#566b46"), grass(scene), 0.5)

    def draw(canvas: skia.Canvas) -> None:
        for i, tone in enumerate((0.5, 0.25, 0.0)):
            path = ridge_shape(scene, f"outlook{i}", _LINE - 0.03 + 0.05 * i, 0.1 - 0.02 * i)
            canvas.drawPath(path, fill(mix(land, scene.light.fog, tone)))

    return draw


def _sea(scene: Scene) -> Draw:
    light = scene.light

    def draw(canvas: skia.Canvas) -> None:
        far, near = mix(rgb("#4f7f96"), light.sky[3], 0.3), rgb("#27506a")
        paint = linear((0, _LINE), (0, 0.6), [(far, 1), (near, 1), (scaled(near, 0.7), 1)])
        canvas.drawRect(skia.Rect.MakeLTRB(-3, _LINE, 3, 2), paint)

    return draw


def _sky(scene: Scene) -> Draw:
    """A thin veil at the horizon and nothing else."""
    fog = scene.light.fog
    paint = linear((0, _LINE - 0.1), (0, _LINE + 0.2), [(fog, 0.0), (fog, 0.5)])
    return lambda canvas: canvas.drawRect(skia.Rect.MakeLTRB(-3, _LINE - 0.1, 3, 2), paint)


def _city_lights(scene: Scene) -> Draw:
    return skyline(scene, "outlook", base=_LINE + 0.04, tall=0.42, near=0.4, lights=scene.light.practicals)


_VIEWS: Mapping[str, Callable[[Scene], Draw]] = {
    "city": _city,
    "trees": _trees,
    "hills": _hills,
    "sea": _sea,
    "sky": _sky,
}
_LIGHTS: Mapping[str, Callable[[Scene], Draw]] = {"city": _city_lights}
