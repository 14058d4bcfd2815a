"""Language models: what is asked and answered, refusals, replies without end, and tokens as they are paid."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from renderers.engine import read_settings
from renderers.engines import engines
from renderers.engines.written import read_written
from renderers.errors import BadInput, BrokenPromise, OutcomeUnknown, PromptRefused, VendorDown
from renderers.prices import made_of
from renderers.runtime.desk import OrderState
from renderers.runtime.vendor_calls import Line, Pace
from renderers.runtime.vendors import VENDORS
from renderers.writing.asked import Asked, Ended, Written
from renderers.writing.client import write
from renderers.writing.dialects import Anthropic, Dialect, OpenAI
from renderers.writing.events import events_of
from tests.fakes.talkers import TEXT
from tests.fakes.vendor import Ending, Fault
from tests.renderers.cloud.vendors import BY_ENGINE
from tests.renderers.cloud.yard import Bench

pytestmark = pytest.mark.slow
MODELS = ("claude", "gpt", "openai_writing")
DIALECTS: dict[str, Dialect] = {"claude": Anthropic(), "gpt": OpenAI(), "openai_writing": OpenAI("max_tokens")}


@pytest.fixture(params=MODELS)
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    with BY_ENGINE[request.param].bench(tmp_path) as made:
        yield made


def _asked(bench: Bench) -> dict[str, Any]:
    [job] = bench.fake.jobs.values()
    return job.sent


def _line(bench: Bench) -> Line:
    return Line(VENDORS[bench.fake.name], bench.fake.access(), Pace(sleep=lambda seconds: None))


def test_it_is_asked_for_no_more_than_it_may_write_and_its_text_is_kept_whole(bench: Bench) -> None:
    bench.make()
    sent = _asked(bench)
    assert {sent.get("max_tokens"), sent.get("max_completion_tokens")} == {200, None}
    assert sent["messages"][-1] == {"role": "user", "content": "A scene on a lighthouse."}
    [out] = bench.folder.glob("scratch-*/out")
    written = read_written(out)
    assert (written.text.strip(), written.ended) == (TEXT, Ended.DONE)


def test_what_is_paid_are_the_tokens_it_counted_and_never_more_than_was_quoted(bench: Bench) -> None:
    facts = bench.make()
    weight = bench.engine.spoken_weight  # type: ignore[attr-defined]
    settings = read_settings(bench.engine, bench.settings)
    assert made_of(bench.engine, settings, facts) == 31 + 17 * weight
    assert made_of(bench.engine, settings, facts | {"tokens": 10**9}) == bench.engine.makes_at_most(settings)  # type: ignore[attr-defined]


def test_a_refusal_in_the_midst_of_the_reply_is_one_and_closes_the_order(bench: Bench) -> None:
    bench.fake.ending = Ending.REFUSED
    with pytest.raises(PromptRefused, match="Nothing was charged"):
        bench.make()
    order = bench.order()
    assert order is not None
    assert order.state is OrderState.CLOSED


def test_a_vendor_that_gives_up_before_it_writes_is_asked_again_later(bench: Bench) -> None:
    bench.fake.result = lambda job: (
        b'data: {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}\n\n'
    )
    with pytest.raises(VendorDown, match="Overloaded"):
        bench.make()
    assert bench.order().state is OrderState.CLOSED  # type: ignore[union-attr]


def test_a_reply_that_breaks_off_is_asked_about_not_paid_twice(bench: Bench) -> None:
    whole = bench.fake.result
    bench.fake.result = lambda job: b"\n\n".join(whole(job).split(b"\n\n")[:5]) + b"\n\n"
    with pytest.raises(OutcomeUnknown, match="breaks off"):
        bench.make()
    assert bench.fake.charged == 1


def test_a_reply_without_end_is_given_up(tmp_path: Path) -> None:
    with BY_ENGINE["claude"].bench(tmp_path) as bench:
        bench.fake.result = lambda job: b": still thinking\n\n" * 1_000_000
        with pytest.raises(OutcomeUnknown, match="16,777,216 bytes"):
            bench.make()


def test_the_client_alone_asks_a_busy_vendor_again(bench: Bench, tmp_path: Path) -> None:
    bench.fake.faults.extend([Fault.BUSY, Fault.BUSY])
    asked = Asked("A scene.", most_tokens=100, model="a-model")
    found = write(_line(bench), DIALECTS[bench.engine.name], asked, scratch=tmp_path)
    assert (found.text.strip(), found.tokens_in, found.tokens_out) == (TEXT, 31, 17)


def test_the_client_alone_asks_once_more_when_an_answer_was_lost_and_then_gives_up(
    bench: Bench, tmp_path: Path
) -> None:
    asked, dialect = Asked("A scene.", most_tokens=100, model="a-model"), DIALECTS[bench.engine.name]
    bench.fake.faults.append(Fault.DOWN_AFTER)
    assert write(_line(bench), dialect, asked, scratch=tmp_path).ended is Ended.DONE
    bench.fake.faults.extend([Fault.DOWN_AFTER, Fault.DOWN_AFTER])
    with pytest.raises(VendorDown):
        write(_line(bench), dialect, asked, scratch=tmp_path)


def test_a_schema_goes_along_as_each_vendor_takes_it() -> None:
    asked = Asked("A scene.", schema={"type": "object"})
    assert Anthropic().body(asked)["output_config"]["format"]["schema"] == {"type": "object"}
    assert OpenAI().body(asked)["response_format"]["json_schema"]["schema"] == {"type": "object"}


class _Scene(BaseModel):
    heading: str


def test_json_is_read_as_a_type_with_or_without_a_fence_and_what_does_not_fit_is_named() -> None:
    assert Written('```json\n{"heading": "INT. ROOM"}\n```', 1, 1).read_as(_Scene).heading == "INT. ROOM"
    with pytest.raises(BrokenPromise, match="heading is wrong"):
        Written('{"title": 5}', 1, 1).read_as(_Scene)


def test_a_line_without_end_is_refused(tmp_path: Path) -> None:
    (tmp_path / "reply").write_bytes(b"data: " + b"x" * (2 << 20))
    with pytest.raises(BrokenPromise, match="longer than 1 MB"):
        list(events_of(tmp_path / "reply"))


def test_a_server_of_ones_own_is_asked_for_a_model_by_name() -> None:
    with pytest.raises(BadInput, match="Name a model"):
        read_settings(engines()["openai_writing"], {"prompt": "A scene."})
