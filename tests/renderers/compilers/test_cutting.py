"""Voices and pictures are cut apart: J- and L-cuts, interruptions and pre-laps, whatever is said and however fast."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from renderers.compilers.cutting import (
    LEAD,
    MOST_IN_A_ROW,
    OVERLAP,
    STRAIGHT,
    TAIL,
    Meeting,
    SoundCut,
    faces,
    meetings_of,
)
from renderers.compilers.fading import fades
from renderers.compilers.film import compile_film
from renderers.compilers.film_timing import Edges, shot_times
from renderers.presets import DRAFT
from renderers.screenplay.film import film_spec
from renderers.screenplay.fountain import parse
from renderers.spec import FilmSpec, LineSpec, ShotSpec
from tests.renderers.compilers.timings import Timed, overlap, straight, timed
from tests.renderers.screenplay.feature import feature

RATES = st.sampled_from([Fraction(24), Fraction(24000, 1001), Fraction(25), Fraction(30000, 1001), Fraction(60)])
SPEEDS = st.sampled_from([1.8, 3.0, 4.4])
SAID = (
    "No.", "Where have you been all night?", "I was going to tell you, but --", "Then tell me before they come in.",
    "I went down to the harbour and waited there until the last boat had come and gone without him.", "Why?",
    "You always say that, and you never mean it. " * 9, "(beat)\nI know.", "That isn't what I—",
)  # fmt: skip
SPEECH = st.tuples(
    st.sampled_from(["MARA", "TOM", "NORA", "TOM (O.S.)", "NORA (V.O.)", "MARA ^"]), st.sampled_from(SAID)
).map("\n".join)
ACTION = st.sampled_from(["Mara looks away.", "Rain on the window.", "INSERT - A LETTER", "Tom and Nora sit down."])
HEADING = st.sampled_from(
    [
        "INT. KITCHEN - DAY",
        "EXT. PIER - NIGHT",
        "INT. KITCHEN - CONTINUOUS",
        "PRE-LAP:\n\nINT. CAR - DAY",
        "SLOW FADE OUT.\n\nFADE IN (3s):\n\nEXT. PIER - DAY",
        "DISSOLVE TO (2s):\n\nINT. CAR - NIGHT",
    ]
)
SCENE = st.tuples(HEADING, st.lists(SPEECH | ACTION, min_size=1, max_size=9)).map(
    lambda scene: "\n\n".join([scene[0], *scene[1]])
)
SCREENPLAY = st.lists(SCENE, min_size=1, max_size=4).map("\n\n".join)

LED_IN = "\n\n".join(
    [
        "EXT. PIER - NIGHT\n\nTOM (O.S.)\nWhy?\n\nTOM\nWhy?",
        "TOM (O.S.)\nWhere have you been all night?\n\nTOM (O.S.)\nThen tell me before they come in.",
        f"Mara looks away.\n\nTOM (O.S.)\n{SAID[4]}\n\nMara looks away.\n\nINSERT - A LETTER\n\nTOM (O.S.)\n{SAID[-1]}",
        f"PRE-LAP:\n\nINT. CAR - DAY\n\nTOM (O.S.)\n{SAID[4]}\n\nNORA (V.O.)\n(beat)\nI know.",
        f"NORA (V.O.)\n{SAID[-1]}\n\nINSERT - A LETTER\n\nMARA ^\n(beat)\nI know.\n\nTom and Nora sit down.",
        f"NORA\n{SAID[-1]}\n\nINSERT - A LETTER\n\nTOM (O.S.)\nNo.",
    ]
)
"""Two scenes long enough to settle, and a pre-lap of a second that rolls the cut between them off the grid at 25."""


def spec_of(text: str, rate: Fraction = Fraction(24)) -> FilmSpec:
    return film_spec(parse(text), rate=rate, aspect="16:9")


def laid(spec: FilmSpec, *, words_per_second: float = 3.0) -> Timed:
    with tempfile.TemporaryDirectory() as folder:
        return timed(compile_film(spec, DRAFT), Path(folder), words_per_second=words_per_second)


def meetings(spec: FilmSpec) -> Iterator[tuple[Meeting, ShotSpec, ShotSpec]]:
    """Of shots in one scene."""
    found = meetings_of(spec.scenes, rate=spec.rate)
    for scene, inside in zip(spec.scenes, found.inside, strict=True):
        yield from zip(inside, scene.shots, scene.shots[1:], strict=False)


def lines_of(spec: FilmSpec) -> list[LineSpec]:
    return [line for scene in spec.scenes for shot in scene.shots for line in shot.lines]


@settings(deadline=None, max_examples=40)
@given(SCREENPLAY, RATES, SPEEDS)
@example(LED_IN, Fraction(25), 3.0)
def test_a_cut_that_rolls_moves_no_voice_and_changes_no_length(text: str, rate: Fraction, speed: float) -> None:
    spec = spec_of(text.replace("--", ".").replace("—", "."), rate)
    plan = compile_film(spec, DRAFT)
    with tempfile.TemporaryDirectory() as folder:
        cut = timed(plan, Path(folder), words_per_second=speed).film
        on_the_turn = timed(plan, Path(folder), words_per_second=speed, told=straight).film
    assert cut.frames == on_the_turn.frames
    assert cut.lines == on_the_turn.lines
    assert len(cut.cuts) == len(on_the_turn.cuts)


FADED = """INT. KITCHEN - DAY

Mara looks away.

MARA
{said}

TOM
{said}

SLOW FADE OUT.
"""


@settings(deadline=None, max_examples=40)
@given(SCREENPLAY, RATES)
@example(FADED.format(said="I will tell you all about it now."), Fraction(25))
def test_no_shot_of_a_scene_is_held_longer_because_a_cut_in_it_rolls(text: str, rate: Fraction) -> None:
    spec = spec_of(text.replace("--", ".").replace("—", "."), rate)
    inside = meetings_of(spec.scenes, rate=rate).inside
    for scene, met, (rising, falling) in zip(spec.scenes, inside, fades(spec.scenes, rate=rate), strict=True):
        around = [STRAIGHT, *met, STRAIGHT]
        for number, shot in enumerate(scene.shots):
            ends = (0 if number else rising, falling if number == len(met) else 0)
            rolled, on_the_turn = (
                shot_times(shot, edges, rate=rate)["minimum_frames"]
                for edges in (Edges(around[number], around[number + 1], *ends), Edges(STRAIGHT, STRAIGHT, *ends))
            )
            assert max(rolled, sum(ends) + 1) == on_the_turn


@settings(deadline=None, max_examples=40)
@given(SCREENPLAY, RATES, SPEEDS)
def test_pictures_stand_edge_to_edge_and_every_one_is_seen(text: str, rate: Fraction, speed: float) -> None:
    spec = spec_of(text, rate)
    film = laid(spec, words_per_second=speed)
    for scene in spec.scenes:
        parts = film.lists[scene.key].parts
        assert [part.start for part in parts] == [0, *(part.end for part in parts[:-1])]
        assert parts[-1].end == film.lists[scene.key].frames
        assert all(part.frames >= int(rate / 2) for part in parts)
    assert film.film.frames == sum(shot.frames for shot in film.shots(spec))


@settings(deadline=None, max_examples=40)
@given(SCREENPLAY, RATES, SPEEDS)
def test_nobody_speaks_over_themselves_and_others_only_a_moment(text: str, rate: Fraction, speed: float) -> None:
    spec = spec_of(text, rate)
    placed = list(zip(laid(spec, words_per_second=speed).film.lines, lines_of(spec), strict=True))
    for (one, said), (other, answer) in pairwise(placed):
        together = overlap(one, other)
        if said.character == answer.character:
            assert together == 0
        elif not (answer.dual or said.dual):
            assert together <= (round(OVERLAP * rate) if said.text.endswith(("--", "—")) else 0)


@settings(deadline=None, max_examples=40)
@given(SCREENPLAY, RATES, SPEEDS)
def test_a_mouth_moves_exactly_while_its_voice_is_heard(text: str, rate: Fraction, speed: float) -> None:
    spec = spec_of(text, rate)
    film = laid(spec, words_per_second=speed)
    heard = {(line.start, line.samples) for line in film.film.lines}
    shots = [shot for scene in spec.scenes for shot in scene.shots]
    for start, shot, times in zip(film.film.cuts, shots, film.shots(spec), strict=True):
        assert len(times.lines) == len(shot.lines)
        assert all((start + line.start, line.samples) in heard for line in (*times.lines, *times.guests))
        assert all(0 < line.start < times.frames < line.end for line in times.guests)


@settings(deadline=None, max_examples=40)
@given(SCREENPLAY, RATES)
def test_sound_leads_to_a_face_or_leaves_one_and_not_at_every_cut(text: str, rate: Fraction) -> None:
    spec = spec_of(text, rate)
    assert meetings_of(spec.scenes, rate=rate) == meetings_of(spec.scenes, rate=rate)
    for meeting, first, second in meetings(spec):
        if meeting.kind is SoundCut.J:
            assert second.lines[0].character in faces(second)
            assert round(rate / 4) <= meeting.heard <= round(rate / 2)
        if meeting.kind is SoundCut.L:
            assert first.lines[-1].character not in faces(second)
        if meeting.kind in (SoundCut.J, SoundCut.L):
            assert meeting.out == meeting.into
    for inside in meetings_of(spec.scenes, rate=rate).inside:
        kinds = [meeting.kind for meeting in inside]
        rows = "".join("x" if kind in (SoundCut.J, SoundCut.L) else "." for kind in kinds).split(".")
        assert all(len(row) <= MOST_IN_A_ROW for row in rows)


def test_a_feature_is_cut_by_ear_but_not_everywhere() -> None:
    spec = spec_of(feature(scenes=40))
    kinds = [meeting.kind for meeting, _, _ in meetings(spec)]
    share = sum(kind is not SoundCut.STRAIGHT for kind in kinds) / len(kinds)
    assert 0.15 < share < 0.7


TALK = """INT. KITCHEN - DAY

The kettle boils.

MARA
{first}

TOM
{second}
"""


def only(text: str) -> Meeting:
    """How the two lines of `TALK` meet."""
    return next(meeting for meeting, first, _ in meetings(spec_of(text)) if first.lines)


def test_a_question_ends_on_the_face_of_whoever_is_asked() -> None:
    spec = spec_of(TALK.format(first="Did you write this letter to her yourself?", second="Yes."))
    (meeting,) = [meeting for meeting, first, second in meetings(spec) if first.lines and second.lines]
    assert faces([shot for shot in spec.scenes[0].shots if shot.lines][1]) == ("TOM",)
    assert meeting == Meeting(SoundCut.L, 10, -17, -17)
    film = laid(spec)
    asked, answer = film.film.lines
    cut = film.film.cuts[[shot.key for shot in spec.scenes[0].shots].index("s1.3")]
    assert asked.end == cut + 10
    assert answer.start > asked.end


@pytest.mark.parametrize(("more", "frames"), [(0, 6), (3, 9), (20, 12)])
def test_a_longer_answer_is_heard_longer_before_it_is_seen(more: int, frames: int) -> None:
    text = TALK.format(first="He never came back that night.", second=f"He had {'so very ' * 10}much to do.")
    words = " ".join(["word"] * (7 + more))
    meeting = only(TALK.format(first="He never came back that night.", second=f"{words}."))
    assert meeting == Meeting(SoundCut.J, frames, frames + 6, frames + 6)
    film = laid(spec_of(text))
    spoken = film.film.lines[1]
    assert spoken.start + 12 in film.film.cuts


def test_who_interrupts_is_in_the_line_before_it_ends() -> None:
    film = laid(spec_of(TALK.format(first="I only wanted to say that I --", second="Not now.")))
    first, second = film.film.lines
    assert first.end - second.start == round(OVERLAP * 24)
    assert second.start + 6 in film.film.cuts
    unbroken = laid(spec_of(TALK.format(first="I only wanted to say that I.", second="Not now.")))
    one, other = unbroken.film.lines
    assert other.start - one.end >= round(TAIL * 24) + round(LEAD * 24)


def test_a_short_answer_to_no_question_is_cut_on_the_turn() -> None:
    assert only(TALK.format(first="He never came back.", second="I know.")).kind is SoundCut.STRAIGHT


def test_a_length_that_a_person_set_stays() -> None:
    spec = spec_of(TALK.format(first="Did you write this letter?", second="Of course I did, who else would do it?"))
    scene = spec.scenes[0]
    shots = tuple(shot.model_copy(update={"tight": True, "frames": 96}) for shot in scene.shots)
    pinned = spec.model_copy(update={"scenes": (scene.model_copy(update={"shots": shots}),)})
    assert {meeting.kind for meeting, _, _ in meetings(pinned)} == {SoundCut.STRAIGHT}
    assert {shot.frames for shot in laid(pinned).shots(pinned)} == {96}


def test_both_in_the_picture_speak_with_their_own_mouths() -> None:
    """The first shot of a talk shows both: who answers begins to speak in it, before the cut to them."""
    spec = spec_of(TALK.format(first="We are too late.", second="Then we had better run as fast as we can."))
    plan = compile_film(spec, DRAFT)
    clip = plan.by_digest()[plan.wanted["s1.2"]["clip"]]
    assert spec.scenes[0].shots[1].cast == ("MARA", "TOM")
    assert (clip.settings["speakers"], clip.settings["guests"]) == ([0], [1])
    assert dict(clip.inputs)["guest.0"] == plan.wanted["s1.3.1"]["speech"]


def test_a_short_no_interrupts_too() -> None:
    spec = spec_of(TALK.format(first="You could still go and ask her --", second="No."))
    film = laid(spec)
    first, second = film.film.lines
    assert first.end - second.start == round(OVERLAP * 24)
    assert film.lists["s1.3"].frames >= 16


def test_no_gap_is_left_behind_a_line_that_is_spoken_faster_than_planned() -> None:
    spec = spec_of(TALK.format(first="We have been here all day long and nobody came.", second="I know."))
    times = laid(spec, words_per_second=4.0).shots(spec)[1]
    (line,) = times.lines
    assert times.frames - line.end == round(TAIL * 24)
