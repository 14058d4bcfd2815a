"""How long speech is cut and how framings follow each other."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from renderers.compilers.film import compile_film
from renderers.presets import DRAFT
from renderers.screenplay.film import film_spec
from renderers.screenplay.fountain import parse
from renderers.screenplay.rhythm import LONGEST_SPEECH_WORDS, sayable, varied, words
from renderers.spec import FilmSpec, ShotSize

UNVARIED = {ShotSize.INSERT, ShotSize.TITLE}
SIZES = st.lists(st.sampled_from(list(ShotSize)), max_size=30)
SENTENCES = st.lists(st.lists(st.sampled_from(["so", "we", "went", "home,", "late;", "the"]), min_size=1), max_size=20)


def _spec(text: str) -> FilmSpec:
    return film_spec(parse(text), rate=Fraction(24), aspect="16:9")


def _threes(sizes: list[ShotSize]) -> list[int]:
    return [
        at for at in range(2, len(sizes)) if sizes[at] is sizes[at - 1] is sizes[at - 2] and sizes[at] not in UNVARIED
    ]


@given(SIZES)
def test_no_three_framings_in_a_row_are_equal(sizes: list[ShotSize]) -> None:
    assert _threes(varied(sizes)) == []


@given(SIZES.flatmap(lambda sizes: st.tuples(st.just(sizes), st.lists(st.booleans(), max_size=len(sizes)))))
def test_what_a_person_set_stays(case: tuple[list[ShotSize], list[bool]]) -> None:
    sizes, fixed = case
    found = varied(sizes, fixed)
    bound = [*fixed, *[False] * (len(sizes) - len(fixed))]
    assert all(now is before for now, before, kept in zip(found, sizes, bound, strict=True) if kept)
    assert all(all(bound[at - 2 : at + 1]) for at in _threes(found))


@given(SIZES)
def test_framings_that_are_varied_already_stay(sizes: list[ShotSize]) -> None:
    once = varied(sizes)
    assert varied(once) == once


@given(SENTENCES)
def test_every_word_of_a_speech_is_in_one_piece_in_order(sentences: list[list[str]]) -> None:
    text = " ".join(f"{' '.join(sentence)}." for sentence in sentences)
    pieces = sayable(text)
    assert " ".join(pieces) == text
    assert all(words(piece) <= LONGEST_SPEECH_WORDS for piece in pieces)


def test_a_sentence_without_an_end_is_cut_all_the_same() -> None:
    pieces = sayable("and then " * 400)
    assert all(words(piece) <= LONGEST_SPEECH_WORDS for piece in pieces)


def test_a_five_page_monologue_is_looked_at_from_many_sides() -> None:
    speech = "I remember the winter we lost the boats, and who was there to see it. Nobody spoke. The ice came early. "
    speech += "We had been told to wait, and so we waited until the last of the light was gone. "
    speech *= 34
    spec = _spec(f"INT. HALL - NIGHT\n\nANNA\nGo on.\n\nMARA\n{speech}\n")
    shots = [shot for scene in spec.scenes for shot in scene.shots if shot.lines and shot.lines[0].character == "MARA"]
    assert len(shots) > 25
    assert " ".join(line.text for shot in shots for line in shot.lines) == speech.strip()
    assert _threes([shot.size for shot in shots]) == []
    assert len({(shot.size, shot.angle) for shot in shots}) >= 5
    listening = [shot for shot in shots if shot.cast == ("ANNA",)]
    assert len(shots) / 5 < len(listening) < len(shots) / 2
    assert max(shot.frames for shot in shots) <= 24 * 16
    assert len({shot.frames for shot in shots}) > 3
    assert compile_film(spec, DRAFT)


def test_the_film_ends_with_who_wrote_it_who_speaks_and_how_it_was_made() -> None:
    people = "\n\n".join(f"PERSON {chr(65 + at)}\nHello there." for at in range(9))
    spec = _spec(f"Title: Tide\nAuthor: A. Writer\n\nINT. HALL - DAY\n\n{people}\n")
    closing = spec.scenes[-1]
    cards = [shot.prompt for shot in closing.shots]
    assert cards[0] == "written by\nA. Writer"
    assert cards[1].splitlines()[0] == "voices"
    assert sum(card.count("Person") for card in cards) == 9
    assert cards[-1].splitlines() == ["made with", "Nano Banana Studio Pro, all voices are synthetic"]
    assert {shot.size for shot in closing.shots} == {ShotSize.TITLE}
    assert all(shot.frames >= 24 * 3 for shot in closing.shots)


def test_a_film_without_words_or_writer_has_no_credits() -> None:
    assert [scene.key for scene in _spec("INT. HALL - DAY\n\nRain falls.\n").scenes] == ["s1"]
