"""An exchange by ElevenLabs: ordered once, cut apart exactly, and told in words where it cannot be."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from renderers.engine import Job, read_settings
from renderers.engines import engines
from renderers.engines.elevenlabs_clones import called
from renderers.errors import BadInput, OutcomeUnknown
from renderers.media.wav import Mark, read_marks, read_speech
from renderers.plan import upload_digest
from renderers.runtime.desk import OrderState
from renderers.store import sha256_of
from tests.fakes.elevenlabs import LETTER_SECONDS, FakeElevenLabs, fake_elevenlabs
from tests.fakes.vendor import Fault
from tests.renderers.cloud.yard import Bench
from tests.renderers.media.brought import a_recording

pytestmark = pytest.mark.slow

RATE = 24_000
LETTER = round(LETTER_SECONDS * RATE)
LINES = ("Not yet.", "Then when, Siobhan?", "Soon. Two words more.")
ASKED: dict[str, Any] = {
    "people": [{"voice": "af_heart"}, {"voice": "am_onyx"}],
    "lines": [{"text": text, "person": at % 2} for at, text in enumerate(LINES)],
    "pronunciations": {"Siobhan": "shivawn"},
    "language": "en-GB",
}


@pytest.fixture(scope="module")
def vendor() -> Iterator[FakeElevenLabs]:
    with fake_elevenlabs() as fake:
        yield fake


@pytest.fixture
def bench(vendor: FakeElevenLabs, tmp_path: Path) -> Bench:
    """An exchange at a vendor that has forgotten all tests before."""
    vendor.jobs.clear()
    vendor.calls.clear()
    vendor.retold = lambda told: None
    (tmp_path / "bench").mkdir()
    return Bench(engines()["elevenlabs_dialogue"], vendor, tmp_path / "bench", ASKED, {})


def _made(bench: Bench) -> Path:
    assert bench.make()
    return max(bench.folder.glob("scratch-*/out"), key=lambda path: path.stat().st_mtime_ns)


def _cut(exchange: Path, number: int, **laid: Any) -> tuple[list[Mark], int]:
    """The words of one line, and how many samples it lasts."""
    engine = engines()["exchange_line"]
    folder = exchange.parent / f"line-{len(list(exchange.parent.iterdir()))}"
    folder.mkdir()
    settings = read_settings(engine, {"number": number} | laid)
    job = Job(settings, {"exchange": exchange}, folder / "out", folder, lambda _: None)
    engine.render(job)
    assert engine.facts(job.out)["words"]
    return read_marks(job.out), len(read_speech(job.out)[0])


def test_an_exchange_is_ordered_once_and_every_line_cut_out_of_it_has_its_own_words(bench: Bench) -> None:
    exchange = _made(bench)
    assert bench.engine.facts(exchange)["lines"] == 3
    [job] = bench.fake.jobs.values()
    assert [each["text"] for each in job.sent["inputs"]] == ["Not yet.", "Then when, shivawn?", "Soon. Two words more."]
    first, second, third = (each["voice_id"] for each in job.sent["inputs"])
    assert first == third != second
    assert (job.sent["language_code"], job.sent["model_id"]) == ("en", "eleven_v3")
    words = [[mark.text for mark in _cut(exchange, number)[0]] for number in range(3)]
    assert words == [["Not", "yet."], ["Then", "when,", "shivawn?"], ["Soon.", "Two", "words", "more."]]


def test_words_are_where_their_letters_are_told_to_be_to_the_sample(bench: Bench) -> None:
    exchange = _made(bench)
    every = [mark for mark in read_marks(exchange) if mark.kind == "word"]
    text = "".join(each["text"] for each in next(iter(bench.fake.jobs.values())).sent["inputs"])
    at = 0
    for mark in every:
        at = text.index(mark.text.rstrip(".,?"), at)
        letters = len(mark.text.rstrip(".,?"))
        assert (mark.start, mark.length) == (at * LETTER, letters * LETTER)
        at += letters
    marks, samples = _cut(exchange, 2)
    told = [mark.start - every[5].start for mark in every[5:]]
    assert [mark.start - marks[0].start for mark in marks] == told
    assert samples >= marks[-1].start + marks[-1].length


def test_how_a_line_is_laid_is_the_cuts_and_orders_nothing(bench: Bench) -> None:
    exchange = _made(bench)
    plain, samples = _cut(exchange, 2)
    rested, longer = _cut(exchange, 2, rests=[[1, 500]])
    assert longer - samples == RATE // 2
    assert [mark.start for mark in rested[1:]] == [mark.start + RATE // 2 for mark in plain[1:]]
    slower, lasts = _cut(exchange, 2, pace_percent=80)
    assert lasts == pytest.approx(samples / 0.8, abs=2)
    assert slower[-1].start == pytest.approx(plain[-1].start / 0.8, abs=2)
    assert _cut(exchange, 2, fit_ms=1000)[1] == pytest.approx(max(RATE, samples / 1.4), abs=2)
    assert bench.fake.charged == 1


def test_an_answer_nobody_heard_is_found_by_its_lines_and_cut_as_exactly(bench: Bench) -> None:
    whole = read_marks(_made(bench))
    for number in range(3):  # others speak meanwhile: it is on a later page
        bench.digest = f"{number}" * 64
        bench.settings = ASKED | {"lines": ASKED["lines"][:1]}
        bench.make()
    bench.digest, bench.settings = "f" * 64, ASKED | {"lines": ASKED["lines"][::-1]}
    bench.fake.faults.append(Fault.DOWN_AFTER)
    found = read_marks(_made(bench))
    assert bench.fake.charged == 5
    assert sorted(mark.text for mark in found if mark.kind == "word") == sorted(
        mark.text for mark in whole if mark.kind == "word"
    )


def _without_the_second(told: dict[str, Any]) -> None:
    del told["voice_segments"][1]


def _begun_early(told: dict[str, Any]) -> None:
    told["voice_segments"][1]["character_start_index"] -= 3


def _by_somebody_else(told: dict[str, Any]) -> None:
    told["voice_segments"][1]["voice_id"] = "Z" * 20


def _in_other_words(told: dict[str, Any]) -> None:
    told["alignment"]["characters"][0] = "H"


def _cut_short(told: dict[str, Any]) -> None:
    told["voice_segments"][2]["character_end_index"] -= 6


def _with_one_more(told: dict[str, Any]) -> None:
    told["voice_segments"][2]["dialogue_input_index"] = 7


def _beyond_its_letters(told: dict[str, Any]) -> None:
    told["voice_segments"][2]["character_end_index"] = 999


def _over_each_other(told: dict[str, Any]) -> None:
    first, last = told["voice_segments"][1]["character_start_index"], told["voice_segments"][1]["character_end_index"]
    for name in ("character_start_times_seconds", "character_end_times_seconds"):
        told["alignment"][name][first:last] = [at - 0.3 for at in told["alignment"][name][first:last]]


def _ended_early(told: dict[str, Any]) -> None:
    told["audio_base64"] = told["audio_base64"][: len(told["audio_base64"]) // 2 // 4 * 4]


def _gone_silent(told: dict[str, Any]) -> None:
    sound = np.frombuffer(base64.b64decode(told["audio_base64"]), "<i2").copy()
    sound[len(LINES[0]) * LETTER :] = 0
    told["audio_base64"] = base64.b64encode(sound.tobytes()).decode()


def _without_a_time(told: dict[str, Any]) -> None:
    told["alignment"]["character_end_times_seconds"].pop()


@pytest.mark.parametrize(
    ("spoilt", "said"),
    [
        (_without_the_second, "line 2 is missing"),
        (_begun_early, "line 2 begins inside of another one"),
        (_by_somebody_else, "line 2 is spoken by 'ZZZZ"),
        (_in_other_words, "line 1 reads 'hotyet' in it instead of 'notyet'"),
        (_cut_short, "line 3 reads 'soontwowords' in it instead of 'soontwowordsmore'"),
        (_with_one_more, "it has a line 8, and 3 were ordered"),
        (_beyond_its_letters, "line 3 has letters that are not in it"),
        (_over_each_other, "lines 1 and 2 are spoken over each other at"),
        (_ended_early, "its sound ends before line 3 does"),
        (_gone_silent, "line 2 is silent"),
        (_without_a_time, "its letters and their times do not match"),
    ],
    ids=lambda each: each.__name__.strip("_") if callable(each) else "",
)
def test_what_cannot_be_cut_is_told_in_words_and_fetched_again_when_a_person_says_so(
    bench: Bench, vendor: FakeElevenLabs, spoilt: Callable[[dict[str, Any]], None], said: str
) -> None:
    vendor.retold = spoilt
    with pytest.raises(OutcomeUnknown, match=rf"cannot be used \({said}.*vendor was paid.*Nothing was ordered twice"):
        bench.make()
    with pytest.raises(OutcomeUnknown):
        bench.make()
    order = bench.order()
    assert order is not None
    assert order.state is OrderState.ASKING
    bench.desk().remember(order.submitted(next(iter(bench.fake.jobs))))
    assert bench.make()["lines"] == 3, "the vendor has it still, with the letters in the order of the lines"
    assert bench.fake.charged == 1


def test_people_who_allowed_it_speak_in_their_own_voices_beside_one_of_the_catalogue(
    bench: Bench, vendor: FakeElevenLabs, tmp_path: Path
) -> None:
    samples = {}
    for number, level in enumerate((0.2, 0.3, 0.4)):
        path = tmp_path / f"vera-{number}.wav"
        path.write_bytes(a_recording(level=level))
        samples[f"voice.{number}"] = path
    people = [{"samples": 1}, {"voice": "af_heart"}, {"samples": 2}]
    lines = [{"text": text, "person": at} for at, text in enumerate(LINES)]
    bench.settings, bench.inputs = {"people": people, "lines": lines}, samples
    assert bench.make()
    digests = [upload_digest(sha256_of(path)) for path in samples.values()]
    assert set(vendor.voices.values()) == {called(digests[:1]), called(digests[1:])}
    [job] = vendor.jobs.values()
    spoken = [vendor.voices.get(each["voice_id"], "") for each in job.sent["inputs"]]
    assert spoken == [called(digests[:1]), "", called(digests[1:])]


def test_without_a_recording_nothing_is_sent(bench: Bench) -> None:
    bench.settings = ASKED | {"people": [{"voice": "af_heart"}, {"samples": 1}]}
    with pytest.raises(BadInput, match="was given none"):
        bench.make()
    assert bench.fake.calls == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"lines": [{"text": "word " * 250, "person": 0}] * 2}, "at most 2000 characters, not 2500"),
        ({"lines": [{"text": "No.", "person": 2}]}, "line 1 is said by person 2, and there are 2"),
        ({"lines": [{"text": "No.", "person": 0}, {"text": "...", "person": 1}]}, "line 2 of the exchange says noth"),
        ({"people": [{"voice": "af_heart"}] * 11}, "setting people"),
        ({"lines": [{"text": "No.", "person": 0}] * 13}, "setting lines"),
    ],
)
def test_what_is_too_much_for_one_order_is_said_before_it_is_sent(changed: dict[str, Any], said: str) -> None:
    with pytest.raises(BadInput, match=said):
        read_settings(engines()["elevenlabs_dialogue"], ASKED | changed)


def test_a_line_that_is_not_in_the_exchange_is_told(bench: Bench) -> None:
    with pytest.raises(BadInput, match="has no line 3"):
        _cut(_made(bench), 3)
