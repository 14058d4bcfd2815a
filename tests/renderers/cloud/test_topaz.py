"""Clips enlarged by Topaz: free until accepted, sent up in parts, withdrawn and ordered anew when that broke off."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from renderers.engines import engines
from renderers.errors import BadInput, OutOfCredit, VendorDown
from renderers.runtime.desk import OrderState
from tests.fakes.topaz import FakeTopaz, fake_topaz
from tests.fakes.vendor import a_clip
from tests.renderers.cloud.yard import Bench, a_shot

pytestmark = pytest.mark.slow


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with fake_topaz(parts=3) as fake:
        source = tmp_path / "source.mp4"
        source.write_bytes(a_clip(2))
        asked = {"width": 256, "height": 144, "rate": "24", "seconds": 2}
        (tmp_path / "bench").mkdir()
        inputs = {"source": source, "timing": a_shot(tmp_path)}
        yield Bench(engines()["topaz"], fake, tmp_path / "bench", asked, inputs)


def _topaz(bench: Bench) -> FakeTopaz:
    return cast(FakeTopaz, bench.fake)


def test_a_clip_goes_up_in_parts_and_comes_back_larger(bench: Bench) -> None:
    facts = bench.make()
    assert (facts["width"], facts["height"], facts["frames"]) == (256, 144, 48)
    [parts] = _topaz(bench).parts.values()
    assert b"".join(parts[number] for number in (1, 2, 3)) == bench.inputs["source"].read_bytes()
    [job] = bench.fake.jobs.values()
    assert [each["model"] for each in job.sent["filters"]] == ["prob-4", "apo-8"], "from 12 frames a second to 24"


def test_an_empty_account_accepts_nothing_and_the_same_request_is_accepted_later(bench: Bench) -> None:
    _topaz(bench).empty = True
    with pytest.raises(OutOfCredit, match="no credit left"):
        bench.make()
    assert bench.fake.charged == 0
    _topaz(bench).empty = False
    assert bench.make()
    assert (bench.fake.charged, len(bench.fake.jobs)) == (1, 1)


def test_a_request_whose_upload_broke_off_is_withdrawn_and_ordered_anew(bench: Bench) -> None:
    fake = _topaz(bench)
    fake.ready.clear()
    desk = bench.desk()

    def stop(_fraction: float) -> None:
        if (order := desk.recall()) is not None and order.state is OrderState.SUBMITTED:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bench.make(desk, told=stop)
    [first] = fake.jobs
    fake.state[first] = "accepted"  # as a worker leaves it that dies while the parts go up
    fake.ready.set()
    with pytest.raises(VendorDown, match="Nothing was charged; it is ordered again") as lost:
        bench.make()
    assert lost.value.retryable
    assert bench.make()
    assert (fake.state[first], fake.charged) == ("canceled", 1)


def test_what_is_no_clip_is_said_before_anything_is_ordered(bench: Bench) -> None:
    bench.inputs["source"].write_bytes(b"no film")
    with pytest.raises(BadInput, match="Nothing was ordered"):
        bench.make()
    assert bench.fake.calls == []
