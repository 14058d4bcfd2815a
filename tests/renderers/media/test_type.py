"""Type in every script: the right letters, in the right order, joined as they are written."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from renderers.media.bidi import levels, visual_order
from renderers.media.shaping import drawn, runs, shaped
from renderers.media.type import Face, lacking, printable, wrapped, write
from renderers.media.typefaces import every_typeface, region_of, typeface_for

SAMPLES = {
    "Noto Sans CJK JP": "東京へ行きました",
    "Noto Sans CJK SC": "你好世界",
    "Noto Sans CJK KR": "안녕하세요",
    "Noto Sans Arabic": "السلام",
    "Noto Sans Hebrew Light": "שלום",
    "Noto Sans Devanagari": "नमस्ते",
    "Noto Sans Thai": "สวัสดี",
    "Noto Emoji": "🦊",
    "DejaVu Sans": "Привет, Ελλάδα",
}
FACE = Face(40)


def as_seen(line: str) -> str:
    """The letters of a line from left to right."""
    return "".join(line[at] for at in visual_order(levels(line)))


@pytest.mark.parametrize(("family", "text"), SAMPLES.items())
def test_every_script_is_set_in_a_typeface_made_for_it(family: str, text: str) -> None:
    assert {run.face.family for run in runs(text, bold=False)} == {family}
    assert lacking(text) == ""
    assert printable(text) == text


@pytest.mark.parametrize("text", SAMPLES.values())
def test_a_line_has_ink_and_no_empty_boxes(text: str) -> None:
    setting = shaped(text, size=40, bold=False)
    assert all(glyph.number for glyph in setting.glyphs)
    picture = drawn(setting)
    assert picture is not None
    assert abs(picture.picture.width - setting.width) < 0.3 * setting.width


@pytest.mark.parametrize(
    ("line", "seen"),
    [
        ("abc", "abc"),
        ("אבג", "גבא"),
        ("אב (abc) גד", "דג )abc( בא"),
        ("Nora: אבג!", "Nora: גבא!"),
        ("אבג 12.5%", "12.5% גבא"),
        ("سلام 3 دا", "اد 3 مالس"),
        ("אב 10-20", "10-20 בא"),
        ("$5 אב", "בא $5"),
    ],
)
def test_a_line_runs_as_the_unicode_standard_says(line: str, seen: str) -> None:
    assert as_seen(line) == seen


@given(st.text(st.sampled_from("ab אבسل 12٣.,:-+%$() ً"), max_size=30))
def test_no_letter_is_lost_or_doubled_in_turning_a_line(line: str) -> None:
    assert sorted(visual_order(levels(line))) == list(range(len(line)))


def test_arabic_letters_join() -> None:
    apart = sum(shaped(letter, size=40, bold=False).width for letter in "السلام")
    assert shaped("السلام", size=40, bold=False).width < 0.9 * apart


def test_marks_take_no_room_of_their_own() -> None:
    assert FACE.length("ที่") == pytest.approx(FACE.length("ท"), rel=0.02)
    assert FACE.length("e\u0301") == pytest.approx(FACE.length("e"), rel=0.02)


def test_plain_and_shaped_letters_of_one_face_are_as_wide_as_each_other() -> None:
    assert shaped("Hello there", size=40, bold=False).width == pytest.approx(FACE.length("Hello there"), rel=0.03)


def test_a_line_stands_where_it_is_put_in_every_script() -> None:
    for text in SAMPLES.values():
        sheet = Image.new("L", (600, 120), 0)
        write(ImageDraw.Draw(sheet), (50, 30), text, face=FACE, ink="white")
        rows, columns = np.nonzero(np.asarray(sheet) > 60)
        assert 44 < columns.min() < 58
        assert columns.max() < 50 + FACE.length(text) + 6
        assert rows.min() > 18
        assert rows.max() < 92


def test_chinese_characters_have_the_shapes_of_their_country() -> None:
    assert [region_of(text) for text in ("骨です", "骨 한국", "骨")] == ["JP", "KR", "SC"]
    faces = {region: typeface_for("骨", region=region) for region in ("JP", "SC")}
    assert faces["JP"] != faces["SC"]


def test_what_no_typeface_has_is_approximated_and_named() -> None:
    assert lacking("a𐌰b𐌰") == "𐌰"
    assert printable("𐌰") == "a"


def test_bold_is_heavier_where_the_typeface_can_be() -> None:
    for text in ("שלום", "नमस्ते"):
        thin, bold = (drawn(shaped(text, size=40, bold=weight)) for weight in (False, True))
        assert thin is not None
        assert bold is not None
        assert np.asarray(bold.picture).sum() > 1.1 * np.asarray(thin.picture).sum()


@given(st.text(st.sampled_from("東京へ、。「」っー行abc "), min_size=1, max_size=40))
def test_no_line_of_japanese_begins_with_what_must_not_begin_one(text: str) -> None:
    lines = wrapped(f"東{text}", Face(20), width=20 * 13, lines=50)
    assert all(Face(20).length(line) <= 20 * 13 for line in lines)
    for line in lines[1:]:
        assert line[0] not in "、。」っー" or set(line) <= set("、。」っー「abc "), lines


def test_thai_and_other_long_words_break_between_letters_never_before_a_mark() -> None:
    lines = wrapped("ผู้ที่" * 12, Face(20), width=120, lines=50)
    assert len(lines) > 2
    assert "".join(lines) == "ผู้ที่" * 12
    assert not any("\u0e31" <= line[0] <= "\u0e4e" and line[0] not in "เแโใไ" for line in lines)


def test_every_typeface_is_on_the_disk() -> None:
    assert all(face.path.is_file() and face.height > 1 for face in every_typeface())
    assert len({face.family for face in every_typeface()}) > 20
