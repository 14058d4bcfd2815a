"""A character in a trained voice: its file and index are given, its tuning is asked for, and the credits say so."""

from __future__ import annotations

from fractions import Fraction

import pytest

from renderers.compilers.film import compile_film
from renderers.compilers.likeness import faces_of
from renderers.compilers.voices import read_tuning
from renderers.errors import BadInput
from renderers.presets import DRAFT
from renderers.screenplay.film import ending
from renderers.screenplay.script import Script
from renderers.spec import FilmSpec, ReferenceSpec
from tests.renderers.compilers.test_film import spec
from tests.renderers.compilers.test_voices import PICTURE, SAMPLE, TEXT, cast_as, lines

VOICE = ReferenceSpec(kind="trained_voice", digest=SAMPLE)
INDEX = ReferenceSpec(kind="voice_index", digest="e" * 64)


def trained(*references: ReferenceSpec, **tuning: int) -> FilmSpec:
    film = cast_as(spec(TEXT), "rvc:bf_emma", *references)
    mara, *others = film.cast
    voice = mara.voice.model_copy(update={"tuning": tuning})
    return film.model_copy(update={"cast": (mara.model_copy(update={"voice": voice}), *others)})


def test_the_voice_and_its_index_are_given_and_the_tuning_is_asked_for() -> None:
    mara, otto = lines(compile_film(trained(VOICE, INDEX, transpose=5, of_another_engine=1), DRAFT))
    assert (mara.engine, mara.settings["voice"], mara.settings["transpose"]) == ("rvc", "bf_emma", 5)
    assert mara.given == (("trained.0", SAMPLE), ("index.0", INDEX.digest))
    assert "of_another_engine" not in mara.settings
    assert "transpose" not in otto.settings
    [plain] = lines(compile_film(trained(VOICE), DRAFT))[:1]
    assert plain.given == (("trained.0", SAMPLE),)
    assert plain.digest != mara.digest


def test_a_voice_that_was_not_brought_is_told_before_anything_is_ordered() -> None:
    with pytest.raises(BadInput, match=r"(?i)mara is to speak in a trained voice .* bring its \.pth file"):
        compile_film(trained(INDEX, ReferenceSpec(kind="voice", digest=SAMPLE)), DRAFT)


def test_files_of_a_voice_are_no_pictures_of_anybody() -> None:
    face = ReferenceSpec(kind="front", digest=PICTURE)
    [mara, *_] = trained(VOICE, INDEX, face).cast
    assert list(faces_of(mara)) == [face]


def test_tuning_is_kept_without_what_is_usual_and_held_to_its_bounds() -> None:
    assert read_tuning({"transpose": 3, "index_percent": 75}) == {"transpose": 3}
    for tuning, words in (
        ({"transpose": 99}, "transpose goes from -24 to 24"),
        ({"warm": 1}, "no voice has a setting"),
    ):
        with pytest.raises(ValueError, match=words):
            read_tuning(tuning)


def test_who_speaks_by_another_engine_is_credited_with_it() -> None:
    film = trained(VOICE)
    cards = ending(Script((), ()), cast=film.cast, rate=Fraction(24))
    names = cards[0].shots[0].prompt.splitlines()
    assert names[0] == "voices"
    assert names[1].endswith("\tRVC")
    assert not names[2].endswith("RVC")
