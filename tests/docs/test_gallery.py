"""The gallery page shows every set and the whole cast, stays small, and its builder still runs."""

import re
from pathlib import Path

import cv2
import pytest

from renderers.painting.canvas import Stage
from renderers.painting.gallery import main, write_page, write_sheet
from renderers.painting.gallery_look import LOOKS, side_by_side
from renderers.painting.people.gallery import CAST, SHEETS
from renderers.painting.sets import set_designs

pytestmark = pytest.mark.slow

DOCS = Path(__file__).parents[2] / "infra/docs"
_PICTURE = re.compile(r"!\[([^\]]*)\]\((\S+)\)")


def _shown(page: Path) -> dict[str, Path]:
    return {words: page.parent / name for words, name in _PICTURE.findall(page.read_text("utf-8"))}


def test_the_page_names_every_set_and_everybody_of_the_cast() -> None:
    page = DOCS / "gallery.md"
    named = [kind for words in _shown(page) for kind in words.split(", ")]
    missing = {kind.replace("_", " ") for kind in set_designs()} - set(named)
    assert not missing, "run `make gallery`"
    assert len(set_designs()) >= 30
    cast = re.findall(r"^- \*\*(.+?)\*\*", page.read_text("utf-8"), re.MULTILINE)
    assert cast == list(CAST), "run `make gallery`"
    assert len(cast) >= 20


@pytest.mark.parametrize("page", ["gallery.md", "how-to/look-at-a-film.md"])
def test_every_picture_of_a_page_is_there_and_can_be_read(page: str) -> None:
    shown = _shown(DOCS / page)
    assert shown
    for path in shown.values():
        assert cv2.imread(str(path)) is not None, path


def test_the_pictures_stay_small_and_none_is_left_over() -> None:
    pictures = [path for path in (DOCS / "gallery").rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in pictures) < 1_500_000
    used = {path.resolve() for page in DOCS.rglob("*.md") for path in _shown(page).values()}
    used |= {(DOCS / "gallery" / "look" / f"{name}.webp").resolve() for name in LOOKS}
    assert {path.resolve() for path in pictures} <= used


def test_ours_stand_beside_every_still_that_set_the_look(tmp_path: Path) -> None:
    assert {path.stem for path in (DOCS / "gallery" / "look").iterdir()} == set(LOOKS)
    name = "4-desert-dusk-extreme-wide"
    (tmp_path / f"{name}.webp").write_bytes((DOCS / "gallery" / "look" / f"{name}.webp").read_bytes())
    sheet = side_by_side(tmp_path)
    assert sheet is not None
    assert sheet.shape[1] > 2 * 480
    assert side_by_side(tmp_path / "nowhere") is None


def test_the_builder_writes_the_page_and_its_pictures(tmp_path: Path) -> None:
    page = write_page(tmp_path, ["street", "kitchen"], Stage(64, 36), Stage(320, 200, 1.0))
    shown = _shown(page)
    assert "street, kitchen" in shown
    assert {f"people: {name}" for name in SHEETS} <= set(shown)
    for path in shown.values():
        picture = cv2.imread(str(path))
        assert picture is not None
        assert picture.std() > 10, path


def test_one_sheet_is_drawn_large(tmp_path: Path) -> None:
    write_sheet(tmp_path / "cave.png", "cave")
    picture = cv2.imread(str(tmp_path / "cave.png"))
    assert picture is not None
    assert picture.shape[1] > 4 * 480


def test_an_unknown_sheet_is_named() -> None:
    with pytest.raises(SystemExit, match=r"no sheet named palce; there are .*kitchen.*expressions"):
        main(["anywhere", "palce"])
