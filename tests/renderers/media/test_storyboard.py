"""Storyboards: every panel where it belongs, pages for long films, plain words for what cannot be."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from renderers.errors import BadInput
from renderers.media.storyboard import Panel, checked_board, draw_board

_RED, _GREEN = (200, 30, 30), (30, 160, 40)


def _panel(folder: Path, colour: tuple[int, int, int], size: tuple[int, int] = (320, 180)) -> Panel:
    path = folder / f"{colour[0]}-{size[0]}.png"
    Image.new("RGB", size, colour).save(path)
    return Panel(path, "1.1  wide, 2.0 s", "INT. ROOM - DAY\nMara: Not yet. \N{GRINNING FACE}")


def _area(picture: Image.Image, colour: tuple[int, int, int]) -> int:
    return int((np.abs(np.asarray(picture.convert("RGB")).astype(int) - colour).max(axis=2) < 6).sum())


def test_every_panel_is_on_the_sheet_in_its_own_colours(tmp_path: Path) -> None:
    out = tmp_path / "board.png"
    draw_board([_panel(tmp_path, _RED)] * 6 + [_panel(tmp_path, _GREEN)], out, title="Small")
    with Image.open(out) as sheet:
        red, green = _area(sheet, _RED), _area(sheet, _GREEN)
    assert green == 320 * 180
    assert red == 6 * green


def test_a_tall_picture_keeps_its_shape(tmp_path: Path) -> None:
    out = tmp_path / "board.png"
    draw_board([_panel(tmp_path, _RED, (180, 320))], out, title="Tall")
    with Image.open(out) as sheet:
        rows = np.flatnonzero((np.asarray(sheet.convert("RGB")) == _RED).all(axis=2).any(axis=1))
        assert _area(sheet, _RED) == 180 * 320
        assert rows.max() - rows.min() + 1 == 320


def test_a_long_film_gets_pages(tmp_path: Path) -> None:
    out = tmp_path / "board.pdf"
    draw_board([_panel(tmp_path, _RED)] * 13, out, title="Long")
    one = out.read_bytes().count(b"/MediaBox")
    draw_board([_panel(tmp_path, _RED)] * 39, out, title="Longer")
    assert out.read_bytes().count(b"/MediaBox") > one > 1


@pytest.mark.parametrize(
    ("name", "panels", "said"),
    [("a.docx", 3, "cannot be a .docx"), ("a", 3, "without an ending"), ("a.jpg", 9000, "9000 shots are too many")],
)
def test_what_no_storyboard_can_be_is_said_before_anything_is_painted(name: str, panels: int, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        checked_board(Path(name), panels=panels)


def test_pages_have_no_limit() -> None:
    checked_board(Path("a.PDF"), panels=9000)
