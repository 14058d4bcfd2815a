"""Pages in any script as a PDF: text shaped by HarfBuzz, the letters that are used embedded with their fonts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import groupby
from typing import Any

from renderers.errors import ToolMissing
from renderers.media.shaping import Glyph, shaped
from renderers.media.type import Face, printable, wrapped
from renderers.media.typefaces import Typeface
from renderers.screenplay.paper import HEIGHT, WIDTH, Line, Placed, pages_of
from renderers.screenplay.script import Script

_POINTS = 11
_FINE = 20
"""Parts of a point in which glyphs are placed."""
_FACE = Face(_POINTS * _FINE)
_MOST_LINES = 100_000


def write(script: Script) -> bytes:
    """The whole script on US Letter. Raises ToolMissing without skia, which draws it."""
    try:
        import skia
    except ImportError as error:
        raise ToolMissing("PDF in this script needs skia and the libraries it draws with; run `make setup`") from error
    stream = skia.DynamicMemoryWStream()
    with skia.PDF.MakeDocument(stream) as document:
        for page in pages_of(script, _broken) or [[]]:
            with document.page(WIDTH, HEIGHT) as canvas:
                for placed in page:
                    _draw(canvas, placed)
    return bytes(stream.detachAsData())


def _broken(text: str, points: float) -> Sequence[str]:
    return wrapped(text, _FACE, width=int(points * _FINE), lines=_MOST_LINES)


def _draw(canvas: Any, placed: Placed) -> None:
    import skia

    setting = shaped(printable(placed.line.text), size=_FACE.size, bold=False)
    left = _left(placed.line, setting.width / _FINE)
    ink = skia.Paint(AntiAlias=True)
    for face, glyphs in groupby(setting.glyphs, key=lambda glyph: glyph.face):
        canvas.drawTextBlob(_blob(face, list(glyphs)), left, placed.y, ink)


def _blob(face: Typeface, glyphs: Sequence[Glyph]) -> Any:
    import skia

    builder = skia.TextBlobBuilder()
    font = skia.Font(_typeface(face), _POINTS)
    places = [skia.Point(glyph.x / _FINE, -glyph.y / _FINE) for glyph in glyphs]
    builder.allocRunPos(font, [glyph.number for glyph in glyphs], places)
    return builder.make()


def _left(line: Line, width: float) -> float:
    """Where a line begins. What runs backward has its column mirrored on the paper, and fills it from the right."""
    column = line.column
    left = WIDTH - column.left - column.width if line.backward else column.left
    room = column.width - width
    share = {"start": 0.0, "middle": 0.5, "end": 1.0}[column.side]
    return left + room * (1.0 - share if line.backward else share)


@cache
def _typeface(face: Typeface) -> Any:
    import skia

    return skia.Typeface.MakeFromFile(str(face.path), face.index)
