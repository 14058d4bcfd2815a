"""A whole outfit on the trunk: cloth, pattern, front, collar, what is worn on it."""

from __future__ import annotations

import skia

from renderers.painting import ink
from renderers.painting.people.accessories import ACCESSORIES
from renderers.painting.people.brush import CONTOUR, clip, line_of
from renderers.painting.people.cloth import FRONTS, PATTERNS
from renderers.painting.people.collars import COLLARS
from renderers.painting.people.dressing import Dress, nothing


def draw_trunk(dress: Dress, canvas: skia.Canvas) -> None:
    """Cloth over the trunk and everything on it."""
    low = -0.02 - min(0.42, dress.cut.hem) / dress.bones.body.spine
    outline = dress.torso.outline(low=low)
    path = ink.spline(outline, tension=1 / 7)
    canvas.drawPath(
        ink.spline(outline, closed=dress.cut.hem < 0.5, tension=1 / 7), ink.stroke(line_of(dress.cloth), CONTOUR)
    )
    canvas.drawPath(path, ink.fill(dress.cloth))
    canvas.save()
    clip(canvas, path)
    PATTERNS[dress.cut.pattern](dress, canvas)
    dress.shade(canvas)
    if dress.front:
        dress.opening(canvas)
        FRONTS[dress.cut.front](dress, canvas)
    dress.belt(canvas)
    canvas.restore()
    if dress.cut.bib:
        dress.bib(canvas)
    COLLARS[dress.cut.collar](dress, canvas)
    _extras(dress, canvas)


def _extras(dress: Dress, canvas: skia.Canvas) -> None:
    for accessory in dress.who.accessories:
        ACCESSORIES.get(accessory, nothing)(dress, canvas)
    if dress.cut.badge and dress.front:
        x, y = dress.torso.on(-34, 0.70, 0.01)
        canvas.drawRect(ink.rect(x - 0.07, y - 0.05, 0.14, 0.10), ink.fill((0.86, 0.76, 0.42)))
        canvas.drawRect(ink.rect(x - 0.07, y - 0.05, 0.14, 0.10), ink.stroke((0.25, 0.2, 0.1), 0.012))
