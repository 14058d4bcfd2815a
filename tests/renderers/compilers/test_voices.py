"""Characters with voices of other engines: who speaks, what they are given, what is said before anything is paid."""

from __future__ import annotations

import pytest

from renderers.compilers.film import compile_film
from renderers.compilers.voices import offered, read_show_voice, read_voice, title_of
from renderers.errors import BadInput
from renderers.plan import Plan, Stage, Step
from renderers.presets import DRAFT
from renderers.screenplay.film import ending
from renderers.screenplay.fountain import parse
from renderers.spec import CastSpec, FilmSpec, ReferenceSpec, VoiceSpec
from tests.renderers.compilers.test_film import spec

TEXT = "INT. KITCHEN - NIGHT\n\nMARA\nNobody is coming.\n\nOTTO\nThen we wait.\n"
SAMPLE, PICTURE = "a" * 64, "b" * 64


def cast_as(film: FilmSpec, voice: str, *references: ReferenceSpec) -> FilmSpec:
    """The film with Mara in another voice."""

    def recast(member: CastSpec) -> CastSpec:
        if member.name.casefold() != "mara":
            return member
        return member.model_copy(update={"voice": VoiceSpec(preset=voice), "references": references})

    return film.model_copy(update={"cast": tuple(recast(member) for member in film.cast)})


def lines(plan: Plan) -> list[Step]:
    return [step for step in plan if step.stage is Stage.VOICES]


def test_who_has_a_voice_of_another_engine_is_spoken_by_it_and_nobody_else_is() -> None:
    film, sample = spec(TEXT), ReferenceSpec(kind="voice", digest=SAMPLE)
    picture = ReferenceSpec(kind="front", digest=PICTURE)
    mara, otto = lines(compile_film(cast_as(film, "openvoice:bf_emma", picture, sample), DRAFT))
    assert (mara.engine, mara.settings["voice"], mara.given) == ("openvoice", "bf_emma", (("voice.0", SAMPLE),))
    assert mara.work > 3
    assert otto.digest in {step.digest for step in lines(compile_film(film, DRAFT))}


def test_a_cloned_voice_without_a_sample_is_told_before_anything_is_ordered() -> None:
    with pytest.raises(BadInput, match=r"(?i)mara is to speak in the voice of a recording .* bring a voice sample"):
        compile_film(cast_as(spec(TEXT), "openvoice:bf_emma", ReferenceSpec(kind="front", digest=PICTURE)), DRAFT)


def test_brackets_are_told_to_a_voice_that_can_and_the_words_stay_as_written() -> None:
    film = spec("INT. KITCHEN - NIGHT\n\nMARA\n(laughs, whispering)\nNobody is coming.\n")
    [bark] = lines(compile_film(cast_as(film, "bark:en_speaker_3"), DRAFT))
    assert (bark.settings["text"], bark.settings["feelings"]) == ("Nobody is coming.", ["laughing"])
    sample = ReferenceSpec(kind="voice", digest=SAMPLE)
    [fish] = lines(compile_film(cast_as(film, "fish_cloned:af_heart", sample), DRAFT))
    assert (fish.settings["feelings"], fish.given) == (["laughing", "whispering"], (("voice.0", SAMPLE),))
    assert "feelings" not in lines(compile_film(film, DRAFT))[0].settings


def test_another_sample_is_another_line() -> None:
    film = spec(TEXT)
    digests = {
        lines(compile_film(cast_as(film, "openvoice:bf_emma", ReferenceSpec(kind="voice", digest=digest)), DRAFT))[
            0
        ].digest
        for digest in (SAMPLE, PICTURE)
    }
    assert len(digests) == 2


def test_a_language_the_voice_does_not_speak_is_told_before_anything_is_ordered() -> None:
    film = cast_as(spec(TEXT), "openvoice:bf_emma", ReferenceSpec(kind="voice", digest=SAMPLE))
    with pytest.raises(BadInput, match="speak English"):
        compile_film(film.model_copy(update={"language": "fi"}), DRAFT)


@pytest.mark.parametrize(
    ("voice", "named"),
    [
        ("banshee:af_heart", "no engine of voices 'banshee'"),
        ("openvoice:af_nobody", "no voice 'af_nobody'"),
        ("af_nobody", "no voice 'af_nobody'"),
    ],
)
def test_a_voice_that_is_none_is_named(voice: str, named: str) -> None:
    with pytest.raises(ValueError, match=named):
        read_voice(voice)


def test_every_voice_that_is_offered_can_be_chosen_and_has_a_title() -> None:
    every = list(offered())
    assert [each.name for each in every] == [read_voice(each.name) for each in every]
    assert len({each.name for each in every}) == len(every)
    assert all(each.engine_title in title_of(each.name) for each in every)
    assert title_of("openvoice:af_heart*0.6+bf_emma*0.4") == (
        "Heart 60 %, Emma 40 % (OpenVoice, the voice of a recording)"
    )


def test_a_show_has_voices_of_the_catalogue_and_those_that_engines_bring() -> None:
    assert read_show_voice("af_heart") == "af_heart"
    brought = next(each for each in offered() if each.engine and not each.needs_sample and not each.needs_trained)
    assert read_show_voice(brought.name) == brought.name
    with pytest.raises(ValueError, match="needs a recording or a trained voice"):
        read_show_voice("openvoice:af_heart")


def test_the_credits_name_the_engine_of_a_voice_that_is_none_of_the_catalogue() -> None:
    film = cast_as(spec(TEXT), "openvoice:bf_emma")
    script = parse(TEXT)
    [voices, _] = [shot.prompt for scene in ending(script, cast=film.cast, rate=film.rate) for shot in scene.shots]
    assert "OpenVoice" in voices
    assert "recording" not in voices
