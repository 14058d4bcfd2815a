"""A voice of a recording at a vendor: made once, named after nobody, found again by every line, and deleted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from renderers.engines import engines
from renderers.engines.elevenlabs_clones import called
from renderers.errors import BadInput, VendorDown, VendorInput
from renderers.plan import upload_digest
from renderers.runtime.vendor_calls import Line
from renderers.runtime.vendors import VENDORS
from renderers.store import sha256_of
from tests.fakes.elevenlabs import FakeElevenLabs, fake_elevenlabs
from tests.renderers.cloud.yard import Bench
from tests.renderers.media.brought import a_recording

pytestmark = pytest.mark.slow
LINE = {"text": "Not yet. Two words more.", "voice": "af_heart"}


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with fake_elevenlabs() as fake:
        sample = tmp_path / "vera_brandt.wav"
        sample.write_bytes(a_recording())
        (tmp_path / "bench").mkdir()
        yield Bench(engines()["elevenlabs_cloned"], fake, tmp_path / "bench", LINE, {"voice.0": sample})


def _vendor(bench: Bench) -> FakeElevenLabs:
    return cast(FakeElevenLabs, bench.fake)


def _sample(bench: Bench) -> str:
    return upload_digest(sha256_of(bench.inputs["voice.0"]))


def _line(bench: Bench) -> Line:
    return Line(VENDORS["elevenlabs"], bench.fake.access())


def test_the_voice_is_made_once_for_all_lines_and_tells_nobodys_name(bench: Bench) -> None:
    bench.make()
    bench.digest = "e" * 64
    bench.make()
    vendor = _vendor(bench)
    assert list(vendor.voices.values()) == [called([_sample(bench)])]
    assert "vera" not in str(vendor.voices).lower()
    assert vendor.recordings == [bench.inputs["voice.0"].read_bytes()]
    assert {job.sent["voice"] for job in vendor.jobs.values()} == set(vendor.voices)


def test_a_voice_whose_making_nobody_answered_is_found_and_not_made_again(bench: Bench) -> None:
    _vendor(bench).unheard = True
    assert bench.make()
    assert len(_vendor(bench).voices) == 1


def test_a_list_of_voices_with_a_number_that_is_an_address_is_not_followed(bench: Bench) -> None:
    _vendor(bench).voices["../history?x="] = called([_sample(bench)])
    with pytest.raises(VendorDown, match="unknown way") as down:
        bench.make()
    assert down.value.retryable
    assert bench.fake.charged == 0


def test_a_voice_that_its_owner_must_verify_is_not_kept(bench: Bench) -> None:
    _vendor(bench).unsure = True
    with pytest.raises(VendorInput, match="verified by its owner"):
        bench.make()
    assert (_vendor(bench).voices, bench.fake.charged) == ({}, 0)


def test_forgetting_deletes_every_voice_of_the_recording_and_no_other(bench: Bench) -> None:
    bench.make()
    vendor, mine = _vendor(bench), _sample(bench)
    others = {"x" * 20: "Rachel", "y" * 20: called(["f" * 64]), "z" * 20: called(["a" * 64, mine])}
    vendor.voices |= others
    engine: Any = bench.engine
    assert engine.forget(_line(bench), [mine]) == 2
    assert sorted(vendor.voices.values()) == sorted(["Rachel", called(["f" * 64])])
    assert engine.forget(_line(bench), [mine]) == 0


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (a_recording(seconds=0.5), "lasts 0 s"),
        (a_recording(level=0.0001), "is silent"),
        (b"RIFF and no more", "is no recording"),
    ],
    ids=["short", "silent", "broken"],
)
def test_a_sample_that_teaches_no_voice_is_said_before_anything_is_sent(bench: Bench, data: bytes, said: str) -> None:
    bench.inputs["voice.0"].write_bytes(data)
    with pytest.raises(BadInput, match=f"{said}.*Nothing was ordered"):
        bench.make()
    assert bench.fake.calls == []


def test_without_a_recording_nothing_is_sent(bench: Bench) -> None:
    bench.inputs = {}
    with pytest.raises(BadInput, match="was given none"):
        bench.make()
    assert bench.fake.calls == []
