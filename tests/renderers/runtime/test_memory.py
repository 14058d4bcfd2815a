"""Which way a model is held is one table, from the card's memory to what is done about it."""

from __future__ import annotations

import pytest

from renderers.runtime.memory import Memory, Offload, leaner, memory_for, tighter


@pytest.mark.parametrize(
    ("card_gb", "held"),
    [
        (0, Memory("cpu", bits=32)),
        (80, Memory("cuda", bits=16)),
        (26, Memory("cuda", bits=16)),
        (24, Memory("cuda", bits=16, offload=Offload.PARTS, tiled=True)),
        (12, Memory("cuda", bits=16, offload=Offload.PARTS, tiled=True, store_bits=8)),
        (6, Memory("cuda", bits=16, offload=Offload.LAYERS, tiled=True)),
    ],
)
def test_a_model_of_23_gb_is_held_as_the_card_allows(card_gb: int, held: Memory) -> None:
    assert memory_for(card_gb=card_gb, weights_gb=23.0, part_gb=11.5) == held


def test_a_full_card_is_met_by_half_at_once_then_tiles_then_layers() -> None:
    attempts = list(leaner(Memory("cuda", bits=16)))
    assert [(each.share, each.tiled, each.offload) for each in attempts] == [
        (0.5, False, Offload.NONE),
        (0.5, True, Offload.NONE),
        (0.5, True, Offload.LAYERS),
    ]


def test_a_single_picture_cannot_be_halved_but_tiled() -> None:
    assert [each.share for each in tighter(Memory("cuda", bits=16))] == [1.0, 1.0]
    assert list(tighter(Memory("cpu", bits=32, tiled=True))) == []
