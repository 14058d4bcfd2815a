"""Titles and credits are set inside the frame, in the middle, whatever they say."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from renderers.media.cards import card

WIDTH, HEIGHT = 640, 360


def inked(text: str) -> NDArray[np.bool_]:
    """Where a card of this text has ink."""
    sheet = card(text, width=WIDTH, height=HEIGHT)
    assert sheet.shape == (HEIGHT, WIDTH, 4)
    ink: NDArray[np.bool_] = sheet[..., 3] > 40
    return ink


@pytest.mark.parametrize(
    "text",
    [
        "The Last Lamp",
        "written by\nThe Studio",
        "A title so long that it has to be set in more than one line, in smaller letters than others",
        "voices\nNora\tHeart\nTeo\tPuck",
        "and\n" + "\n".join(f"Guard number {number}\tGeorge & Michael" for number in range(8)),
        "voices\n" + "W" * 200 + "\t" + "M" * 200,
        "X" * 400,
        "嵐の夜に",
        "東京物語、または「さよなら」と言わなかった人たちの長い長い長い一日",
        "السلام عليكم يا أصدقاء",
        "ตัวละคร\nสมชาย\tสวัสดี\n田中\t山田花子\nNora\tהלו (עולם)",
        "",
    ],
)
def test_a_card_stays_clear_of_the_edges(text: str) -> None:
    ink = inked(text)
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    assert len(rows) > 0
    assert rows[0] > HEIGHT * 0.05
    assert rows[-1] < HEIGHT * 0.95
    assert columns[0] > WIDTH * 0.05
    assert columns[-1] < WIDTH * 0.95


def test_credits_stand_on_either_side_of_the_middle() -> None:
    rows = np.flatnonzero(inked("voices\nNora\tHeart\nTeo\tPuck").any(axis=1))
    below = inked("voices\nNora\tHeart\nTeo\tPuck")[rows[0] + 25 :]
    gutter = below[:, WIDTH // 2 - 5 : WIDTH // 2 + 5]
    assert not gutter.any()
    assert below[:, : WIDTH // 2].any()
    assert below[:, WIDTH // 2 :].any()
