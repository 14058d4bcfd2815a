"""What stays the same between two drafts."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from renderers.screenplay.align import align, moved, words_alike

DRAFTS = st.lists(st.text(alphabet="abcde ", min_size=1, max_size=12), max_size=14)
UNIQUE = st.lists(st.text(alphabet="abcdefgh", min_size=4, max_size=12), max_size=14, unique=True)


def aligned(old: list[str], new: list[str]) -> list[int | None]:
    return align(old, new, content=str.strip, likeness=words_alike)


@settings(deadline=None)
@given(draft=DRAFTS)
def test_the_same_draft_is_the_same(draft: list[str]) -> None:
    found = aligned(draft, draft)
    assert found == list(range(len(draft)))
    assert moved(found) == set()


@settings(deadline=None)
@given(old=DRAFTS, new=DRAFTS)
def test_no_place_is_given_twice(old: list[str], new: list[str]) -> None:
    found = aligned(old, new)
    given_out = [at for at in found if at is not None]
    assert len(found) == len(new)
    assert len(given_out) == len(set(given_out))
    assert all(0 <= at < len(old) for at in given_out)


@settings(deadline=None)
@given(draft=UNIQUE, data=st.data())
def test_what_is_put_in_moves_nothing_else(draft: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(draft)))
    found = aligned(draft, [*draft[:at], "XXXX YYYY", *draft[at:]])
    assert found == [*range(at), None, *range(at, len(draft))]
    assert moved(found) == set()


@settings(deadline=None)
@given(draft=UNIQUE.filter(bool), data=st.data())
def test_what_is_cut_leaves_the_rest(draft: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(draft) - 1))
    rest = [*draft[:at], *draft[at + 1 :]]
    assert aligned(draft, rest) == [place for place in range(len(draft)) if place != at]
    assert aligned(rest, draft)[at] is None


@settings(deadline=None)
@given(draft=UNIQUE, order=st.randoms())
def test_what_is_shuffled_is_found_again(draft: list[str], order: object) -> None:
    shuffled = draft[:]
    order.shuffle(shuffled)  # type: ignore[attr-defined]  # random.Random
    found = aligned(draft, shuffled)
    assert [draft[at] for at in found if at is not None] == shuffled


def test_two_that_change_places_are_one_move() -> None:
    found = aligned(["one", "two", "three"], ["two", "one", "three"])
    assert found == [1, 0, 2]
    assert len(moved(found)) == 1


def test_a_rewritten_line_is_known_by_its_neighbours() -> None:
    old = ["He walks in.", "She looks at the red lamp.", "He walks out."]
    new = ["He walks in.", "She looks at the old red lamp again.", "He walks out."]
    assert aligned(old, new) == [0, 1, 2]


def test_equal_lines_keep_their_order() -> None:
    assert aligned(["No.", "Yes.", "No."], ["No.", "Yes.", "Maybe so.", "No."]) == [0, 1, None, 2]
