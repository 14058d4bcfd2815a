"""Voices: blends as data, who is cast with what, and words a film says in its own way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderers.media.speech import english
from renderers.media.speech.blend import distinct, likeness, read_blend
from renderers.media.speech.casting import WHISPERING
from renderers.media.speech.catalogue import VOICES
from renderers.media.speech.pronunciations import entries_in, phonemes, read_pronunciations
from renderers.media.speech.vocabulary import VOCABULARY
from renderers.screenplay.breakdown import break_down
from renderers.screenplay.fountain import parse
from renderers.screenplay.voices import cast_voices


def test_a_blend_reads_and_writes_the_same() -> None:
    blend = read_blend("bm_george*0.4 + af_heart * 0.6")
    assert str(blend) == "af_heart*0.6+bm_george*0.4"
    assert read_blend(str(blend)) == blend
    assert str(read_blend("af_heart")) == str(read_blend("af_heart*1.0")) == "af_heart"
    assert not blend.british
    assert blend.title == "Heart 60 %, George 40 %"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("zz_top", "zz_top"),
        ("af_heart*0.6+bm_george*0.6", "add up to 1.2"),
        ("af_heart*0.5+af_heart*0.5", "twice"),
        ("af_heart+bm_george", "has no share"),
        ("af_heart*0.5+nobody", "'nobody'"),
        ("+".join(f"{name}*0.2" for name in list(VOICES)[:5]), "at most 4"),
        ("", "there is no voice"),
        ("af_heart*0.999+bm_george*0.001", "0.001"),
    ],
)
def test_a_blend_that_cannot_be_mixed_says_why(text: str, named: str) -> None:
    with pytest.raises(ValueError, match=named):
        read_blend(text)


@given(st.lists(st.sampled_from(sorted(VOICES)), min_size=2, max_size=4, unique=True), st.integers(1, 97))
def test_every_blend_is_a_fixed_point(names: list[str], first: int) -> None:
    rest = 100 - first
    shares = [first, *[rest // (len(names) - 1)] * (len(names) - 1)]
    shares[-1] += 100 - sum(shares)
    blend = read_blend("+".join(f"{name}*{share / 100}" for name, share in zip(names, shares, strict=True) if share))
    assert sum(share.percent for share in blend.shares) == 100
    assert read_blend(str(blend)) == blend


def test_likeness_is_of_one_with_itself_and_symmetric() -> None:
    one, other = read_blend("am_puck"), read_blend("am_fenrir*0.5+bm_george*0.5")
    assert likeness(one, one) == pytest.approx(1, abs=0.002)
    assert likeness(one, other) == likeness(other, one)
    assert likeness(read_blend("af_heart"), read_blend("bm_george")) < 0.7


def _film(people: int, *, extra: str = "") -> str:
    scenes = []
    for at in range(people):
        woman = at % 2 == 0
        word = "woman" if woman else "man"
        scenes.append(f"INT. HALL {at} - DAY\n\nPERSON{at}, a {word}, waits.\n\nPERSON{at}\nI am number {at}. Hello.\n")
    return "\n".join([*scenes, extra])


def test_forty_characters_can_be_told_apart() -> None:
    cast = cast_voices(break_down(parse(_film(40))))
    voices = [read_blend(spec.preset) for spec in cast.values()]
    assert len(set(voices)) == 40
    assert distinct(voices) < 0.93
    assert all(WHISPERING not in str(voice) for voice in voices)
    genders = [voice.gender for voice in voices]
    assert genders.count("female") == genders.count("male") == 20


def test_partners_of_a_scene_sound_less_alike_than_strangers_may() -> None:
    lines = "\n\n".join(f"WOMAN {name}\nHello there.\n" for name in "ABCDE")
    cast = cast_voices(break_down(parse(f"INT. BAR - NIGHT\n\n{lines}\n")))
    assert distinct([read_blend(spec.preset) for spec in cast.values()]) < 0.8


def test_who_has_a_voice_keeps_it_when_others_join() -> None:
    script = break_down(parse(_film(6)))
    before = cast_voices(script)
    kept = {name: spec.preset for name, spec in before.items()}
    more = "INT. YARD - DAY\n\nNEWCOMER\nI talk more than all of you together, and I do not stop talking.\n"
    after = cast_voices(break_down(parse(_film(6, extra=more))), kept=kept)
    assert set(after) == {"NEWCOMER"}
    assert after["NEWCOMER"].preset not in kept.values()


@pytest.mark.parametrize(
    ("introduced", "slower", "higher"),
    [("TIM (8)", False, True), ("NORA, an old woman,", True, False)],
)
def test_children_and_the_old_are_heard(introduced: str, slower: bool, higher: bool) -> None:
    name = introduced.split(maxsplit=1)[0].strip(",")
    text = f"INT. ROOM - DAY\n\n{introduced} enters.\n\n{name}\nHello.\n"
    (voice,) = cast_voices(break_down(parse(text))).values()
    assert (voice.pace_percent < 100) is slower
    assert (voice.pitch_percent > 100) is higher


@pytest.mark.parametrize(
    ("sound", "said"),
    [("shiv-AWN", "ʃɪvˈɔn"), ("/ʃɪˈvɔːn/", "ʃɪˈvɔn"), ("/ˈnoʊə/", "ˈnOə")],
)
def test_a_sound_is_a_respelling_or_ipa(sound: str, said: str) -> None:
    assert phonemes(sound, british=False) == said
    assert set(said) <= set(VOCABULARY)


def test_own_words_are_said_in_their_own_way_wherever_they_stand() -> None:
    own = read_pronunciations({"Siobhán": "shiv-AWN"})
    (chunk,) = english.chunks("Hello, SIOBHÁN! siobhán's 3 cats; Siobhánova.", own)
    words = {word.text: word.phonemes for word in english.words(chunk, british=False, own=own)}
    assert words["Siobhán"] == "ʃɪvˈɔn"
    assert words["Siobhán's"] == "ʃɪvˈɔnz"
    assert "three" in words
    assert "Siobhanova" in words


def test_only_the_words_of_a_line_matter_to_it() -> None:
    film = {"Nguyen": "win", "Dr. X": "doctor ex", "gif": "jif"}
    assert entries_in("Nguyen's here, DR. X.", film) == {"Nguyen": "win", "Dr. X": "doctor ex"}
    assert entries_in("A gift.", film) == {}


@pytest.mark.parametrize(
    ("word", "sound", "named"),
    [
        ("", "x", "no word"),
        ("Ana", "123", "no letters"),
        ("Ana", "/ŧŋ€/", "no sound of English"),
        ("A" * 70, "a", "long"),
    ],
)
def test_a_pronunciation_nobody_can_say_is_refused_by_name(word: str, sound: str, named: str) -> None:
    with pytest.raises(ValueError, match=named):
        read_pronunciations({word: sound})
