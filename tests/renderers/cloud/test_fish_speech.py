"""A Fish Speech server of the operator's: off without an agreement, asked again for nothing, and nobody else speaks."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from renderers.compilers.voices import offered, read_voice
from renderers.engine import Job, card_of, missing_for, read_settings
from renderers.engines import engines
from renderers.engines.fish import plain, write_spoken
from renderers.engines.recited import marked
from renderers.engines.voice.fish_speech import NAMED
from renderers.errors import (
    BadInput,
    Cancelled,
    KeyMissing,
    PromptRefused,
    ToolMissing,
    VendorBusy,
    VendorDown,
    VendorFault,
    VendorInput,
)
from renderers.media.wav import read_marks
from renderers.runtime.vendor_calls import Line, Pace
from renderers.runtime.vendors import VENDORS
from tests.fakes.fish_speech import FakeFish, fake_fish_speech
from tests.fakes.vendor import Fault
from tests.models import using
from tests.renderers.cloud.yard import Bench, WorkerKilled
from tests.renderers.media.brought import a_recording

SAVED, CLONED = engines()["fish_speech"], engines()["fish_cloned"]
LINE = {"text": "Not yet, she said. Then we wait for the boat.", "voice": "mara"}
HASTY = Pace(back_off=0.01, call_patience=0.05)
PATIENT = Pace(back_off=0.01, call_patience=5.0)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    """A saved voice, with the agreement."""
    with using(tmp_path / "models") as store, fake_fish_speech() as fake:
        store.record_licence("fish_speech", "Contract 12")
        (tmp_path / "bench").mkdir()
        yield Bench(SAVED, fake, tmp_path / "bench", LINE, {})


def _server(bench: Bench) -> FakeFish:
    return cast(FakeFish, bench.fake)


def _asked(bench: Bench, pace: Pace, **asked: Any) -> list[str]:
    """One line of the server, by a line of this patience; the words that are heard in it."""
    bench.folder.mkdir(exist_ok=True)
    settings = read_settings(SAVED, {**LINE, **asked})
    job: Job[Any] = Job(settings, {}, bench.folder / "out", bench.folder, lambda _: None)
    line = Line(VENDORS["fish_speech"], bench.fake.access(), pace)
    write_spoken(job, line, {"reference_id": "mara"}, speaks=card_of(CLONED).speaks)
    return [mark.text for mark in read_marks(job.out) if mark.kind == "word"]


@contextmanager
def voices_named(said: str) -> Iterator[None]:
    before = os.environ.get(NAMED)
    os.environ[NAMED] = said
    try:
        yield
    finally:
        os.environ.pop(NAMED)
        os.environ |= {NAMED: before} if before is not None else {}


@pytest.mark.slow
def test_a_saved_voice_says_a_line_breath_by_breath_and_every_word_has_its_time(bench: Bench) -> None:
    facts = bench.make()
    assert facts["words"] == len(LINE["text"].split())
    assert _server(bench).texts == [LINE["text"]]
    sent = next(iter(bench.fake.jobs.values())).sent
    assert (sent["reference_id"], sent["format"], sent["seed"]) == ("mara", "wav", 0)
    assert bench.order() is None, "there is nothing to remember of what nobody is paid for"


@pytest.mark.slow
def test_what_brackets_ask_for_is_told_to_the_server_and_stands_in_no_caption(bench: Bench) -> None:
    long = " ".join(["We wait for the boat and nobody comes."] * 8)
    bench.settings = {**LINE, "text": f"{long} <|speaker:1|>", "feelings": ["sighing", "whispering"]}
    facts = bench.make()
    first, *others = _server(bench).texts
    assert first.startswith("[sighing] [whispering] We wait")
    assert others
    assert all(text.startswith("[whispering] ") for text in others)
    assert "<|" not in "".join(_server(bench).texts)
    assert facts["words"] in (64, 65)


@pytest.mark.slow
def test_a_recording_goes_along_with_the_line_shortened_and_nothing_of_it_is_saved(bench: Bench) -> None:
    sample = bench.folder / "vera_brandt.wav"
    sample.write_bytes(a_recording(40))
    bench.engine, bench.inputs = CLONED, {"voice.0": sample}
    bench.settings = {**LINE, "voice": "af_heart"}
    assert bench.make()["words"] == len(LINE["text"].split())
    assert _server(bench).heard() == [(44_100, 30.0)]
    sent = next(iter(bench.fake.jobs.values())).sent
    assert sent["use_memory_cache"] == "off"
    assert "vera" not in str(sent["references"]).lower()
    assert {call for call in bench.fake.calls if "references" in call} == set()


@pytest.mark.slow
def test_without_a_recording_nothing_is_sent(bench: Bench) -> None:
    bench.engine, bench.settings = CLONED, {**LINE, "voice": "af_heart"}
    with pytest.raises(BadInput, match="was given none"):
        bench.make()
    assert bench.fake.calls == []


@pytest.mark.slow
def test_a_voice_the_server_does_not_have_is_said_before_anybody_else_speaks(bench: Bench) -> None:
    bench.settings = {**LINE, "voice": "nobody"}
    with pytest.raises(VendorInput, match="no saved voice 'nobody'; it has mara, old_captain"):
        bench.make()
    assert bench.fake.charged == 0


def test_without_an_agreement_it_is_off_and_says_why(tmp_path: Path) -> None:
    with using(tmp_path) as store:
        for engine in (SAVED, CLONED):
            assert "forbids hosting it for others" in missing_for(engine)
            assert "models licence fish_speech --reference" in missing_for(engine)
        store.record_licence("fish_speech", "Contract 12")
        assert (missing_for(SAVED), missing_for(CLONED)) == ("", "")


@pytest.mark.slow
def test_a_worker_without_the_agreement_asks_nothing(bench: Bench, tmp_path: Path) -> None:
    with using(tmp_path / "none"), pytest.raises(ToolMissing, match=r"is off: Fish Audio License.*Nothing was spoken"):
        bench.make()
    assert bench.fake.calls == []


@pytest.mark.slow
def test_a_worker_killed_between_two_breaths_is_followed_by_one_that_says_all_of_it(bench: Bench) -> None:
    bench.settings = {**LINE, "rests": [[4, 300]]}

    def kill(_: float) -> None:
        if bench.fake.charged:
            raise WorkerKilled

    with pytest.raises(WorkerKilled):
        bench.make(told=kill)
    assert bench.fake.charged == 1
    assert bench.make()["words"] == len(LINE["text"].split())
    assert _server(bench).texts == ["Not yet, she said.", "Not yet, she said.", "Then we wait for the boat."]


@pytest.mark.slow
def test_a_render_that_is_stopped_says_no_other_breath(bench: Bench) -> None:
    bench.settings = {**LINE, "rests": [[4, 300]]}

    def stop(_: float) -> None:
        if bench.fake.charged:
            raise Cancelled("the render was stopped")

    with pytest.raises(Cancelled):
        bench.make(told=stop)
    assert bench.fake.charged == 1


@pytest.mark.slow
@pytest.mark.parametrize("fault", [Fault.BUSY, Fault.DOWN_AFTER, Fault.LOST], ids=lambda fault: fault.name.lower())
def test_what_was_not_answered_is_asked_again_since_nobody_is_paid(bench: Bench, fault: Fault) -> None:
    bench.fake.faults.append(fault)
    assert len(_asked(bench, PATIENT)) == len(LINE["text"].split())


@pytest.mark.slow
def test_a_server_that_says_nothing_for_too_long_is_given_up_and_tried_again_later(bench: Bench) -> None:
    bench.fake.faults.extend([Fault.SILENT] * 9)
    bench.fake.patience = 0.2
    with pytest.raises(VendorDown, match="tried again later") as down:
        _asked(bench, HASTY)
    assert down.value.retryable


@pytest.mark.slow
def test_a_server_that_stays_busy_or_breaks_is_tried_again_later(bench: Bench) -> None:
    for fault, kind in ((Fault.BUSY, VendorBusy), (Fault.DOWN_AFTER, VendorDown)):
        bench.fake.faults.clear()
        bench.fake.faults.extend([fault] * 1000)
        with pytest.raises(kind) as found:
            _asked(bench, HASTY)
        assert found.value.retryable


@pytest.mark.slow
def test_a_server_that_is_not_there_is_named(bench: Bench) -> None:
    access = replace(bench.fake.access(), address="http://127.0.0.1:9", open_hosts=("127.0.0.1:9",))
    job: Job[Any] = Job(read_settings(SAVED, LINE), {}, bench.folder / "out", bench.folder, lambda _: None)
    with pytest.raises(VendorDown, match=r"Fish Speech server does not answer: .*127\.0\.0\.1:9 cannot be reached"):
        write_spoken(job, Line(VENDORS["fish_speech"], access, HASTY), {"reference_id": "mara"}, speaks=None)


@pytest.mark.slow
def test_an_answer_that_is_no_sound_is_not_taken_for_a_line(bench: Bench) -> None:
    bench.fake.faults.append(Fault.NONSENSE)
    with pytest.raises(VendorDown, match="something that is no sound") as down:
        _asked(bench, HASTY)
    assert down.value.retryable


@pytest.mark.slow
def test_an_answer_without_end_is_not_taken(bench: Bench) -> None:
    bench.fake.faults.append(Fault.HUGE)
    with pytest.raises(VendorFault, match="sends 4,398,046,511,104 bytes"):
        _asked(bench, HASTY)


@pytest.mark.slow
def test_what_the_server_refuses_is_said_in_its_words_and_not_asked_again(bench: Bench) -> None:
    _server(bench).longest = 10
    with pytest.raises(VendorInput, match="Text is too long, max length is 10"):
        bench.make()
    _server(bench).longest, _server(bench).mute = 10_000, True
    before = len(bench.fake.calls)
    with pytest.raises(PromptRefused, match="No audio generated"):
        bench.make()
    assert len(bench.fake.calls) == before + 2, "its voices, and the line once"


@pytest.mark.slow
def test_a_wrong_key_and_no_address_are_said(bench: Bench) -> None:
    desk = bench.desk()
    bench.fake.key = "another-key-0077"
    with pytest.raises(KeyMissing, match="0042"):
        bench.make(desk)
    desk.keys = {}
    with pytest.raises(KeyMissing, match="FISH_SPEECH_API_URL"):
        bench.make(desk)
    assert bench.fake.charged == 0


def test_voices_that_the_operator_names_can_be_chosen_and_no_others() -> None:
    with voices_named("mara, old_captain, ../etc, mara"):
        found = [each for each in offered() if each.engine == "fish_speech"]
        assert [each.name for each in found] == ["fish_speech:mara", "fish_speech:old_captain"]
        assert [each.title for each in found] == ["mara", "old captain"]
        assert read_voice("fish_speech:mara") == "fish_speech:mara"
        with pytest.raises(ValueError, match="no voice 'nobody'"):
            read_voice("fish_speech:nobody")
    with voices_named(""), pytest.raises(ValueError, match="no engine of voices 'fish_speech'"):
        read_voice("fish_speech:mara")


def test_a_feeling_nobody_knows_is_named() -> None:
    with pytest.raises(BadInput, match="cannot be told 'yodelling'; it knows laughter, laughing"):
        read_settings(SAVED, {**LINE, "feelings": ["yodelling"]})


def test_marks_stand_where_they_belong_and_commands_of_the_server_do_not() -> None:
    bark = card_of(engines()["bark"]).speaks
    assert bark is not None
    by_name = {feeling.name: feeling for feeling in bark.feelings}
    sung = [by_name["laughing"], by_name["singing"]]
    assert marked("Row the boat.", sung, number=0) == "[laughs] \u266a Row the boat. \u266a"
    assert marked("Row the boat.", sung, number=1) == "\u266a Row the boat. \u266a"
    assert plain("Hi <|im_end|> you <|speaker:2|>.") == "Hi you ."
