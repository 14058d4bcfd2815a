"""The typefaces of the studio and which of them has a letter: DejaVu Sans, and Noto Sans for the scripts it lacks.

DejaVu comes with the sources; the Noto families come inside Python packages, under the SIL Open Font License.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from renderers.errors import ToolMissing

OWN = Path(__file__).parent / "fonts"
_SCRIPTS, _EAST_ASIAN = "manimgx_fonts", "noto_cjk_sans_otc"
_FIRST_FOREIGN = "\u0530"
"""From Armenian on, a family made for the script is better than DejaVu's letters."""

PICTURES = "Noto Emoji"
_LAST_CHOICES = ("Symbols", "Emoji")
_NOT_FOR_SCRIPTS = ("NotoSans[wght]", "NotoSans-Italic[wght]")
_REGIONS = ("JP", "KR", "SC", "TC", "HK")
"""The faces of the East Asian collection, in its order: one letter has another shape in each."""


@dataclass(frozen=True, slots=True)
class Typeface:
    """A face in a file. `family` is its name to programs that choose by name."""

    path: Path
    family: str
    index: int = 0
    bold: bool = False

    def has(self, letter: str) -> bool:
        """Whether it can draw a letter."""
        return ord(letter) in _letters(self.path, self.index)

    @property
    def height(self) -> float:
        """From the highest to the lowest letter, in ems: what SubStation calls the size."""
        return _height(self.path, self.index)


DEJAVU = Typeface(OWN / "DejaVuSans.ttf", "DejaVu Sans")
DEJAVU_BOLD = Typeface(OWN / "DejaVuSans-Bold.ttf", "DejaVu Sans", bold=True)


def typeface_for(letter: str, *, region: str = "SC", bold: bool = False) -> Typeface | None:
    """The best typeface that has a letter; None when none has. Raises ToolMissing when a font package is gone."""
    own = DEJAVU_BOLD if bold else DEJAVU
    scripts, others = _families(bold=bold)
    east_asian = _east_asian(_REGIONS.index(region))
    foreign = letter >= _FIRST_FOREIGN and letter.isalpha()
    order = (*scripts, own, east_asian, *others) if foreign else (own, east_asian, *scripts, *others)
    return next((face for face in order if face.has(letter)), None)


def every_typeface() -> tuple[Typeface, ...]:
    """Every typeface that may be chosen, upright and regular."""
    scripts, others = _families(bold=False)
    return (DEJAVU, *scripts, *others, *(_east_asian(index) for index in range(len(_REGIONS))))


def region_of(text: str) -> str:
    """Whose Chinese characters a text has: Japan's beside kana, Korea's beside hangul, else the mainland's."""
    if any("\u3040" <= letter <= "\u30ff" for letter in text):
        return "JP"
    return "KR" if any("\uac00" <= letter <= "\ud7a3" for letter in text) else "SC"


@cache
def _families(*, bold: bool) -> tuple[tuple[Typeface, ...], tuple[Typeface, ...]]:
    """Families made for a script, and those for signs."""
    made: dict[bool, list[Typeface]] = {True: [], False: []}
    for path in sorted(_folder(_SCRIPTS).glob("*.ttf")):
        if path.stem not in _NOT_FOR_SCRIPTS:
            name = path.stem.partition("[")[0].removeprefix("Noto").removeprefix("Sans")
            made[name in _LAST_CHOICES].append(Typeface(path, _family(path), bold=bold))
    return tuple(made[False]), tuple(reversed(made[True]))


@cache
def _east_asian(index: int) -> Typeface:
    return Typeface(_folder(_EAST_ASIAN) / "NotoSansCJK-Regular.ttc", f"Noto Sans CJK {_REGIONS[index]}", index)


@cache
def _folder(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ToolMissing(f"the fonts of the package {package} are not installed; run `make setup`")
    return Path(spec.origin).parent


@cache
def face_of(path: Path, index: int) -> Any:
    """A file as HarfBuzz knows it."""
    import uharfbuzz

    return uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)), index)


def _family(path: Path) -> str:
    """As the file calls itself; Hebrew's adds a weight, which is not the weight it has."""
    import uharfbuzz

    return str(face_of(path, 0).get_name(uharfbuzz.OTNameIdPredefined.FONT_FAMILY))


@cache
def _letters(path: Path, index: int) -> frozenset[int]:
    return frozenset(face_of(path, index).unicodes)


@cache
def _height(path: Path, index: int) -> float:
    import uharfbuzz

    face, clipping = face_of(path, index), uharfbuzz.OTMetricsTag
    font = uharfbuzz.Font(face)
    edges = (clipping.HORIZONTAL_CLIPPING_ASCENT, clipping.HORIZONTAL_CLIPPING_DESCENT)
    return float(sum(map(font.get_metric_position, edges)) / face.upem)
