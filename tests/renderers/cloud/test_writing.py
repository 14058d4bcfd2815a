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
from renderers.writing.asked import Asked, Ended, Written
from renderers.writing.background import body
from renderers.writing.dialects import Anthropic, OpenAI
from renderers.writing.events import events_of
from tests.fakes.talkers import TEXT, prompt_of
from tests.fakes.vendor import Ending
from tests.renderers.cloud.vendors import BY_ENGINE
from tests.renderers.cloud.yard import Bench

pytestmark = pytest.mark.slow
MODELS = ("claude", "gpt", "openai_writing")
STREAMED = ("claude", "openai_writing")


@pytest.fixture(params=MODELS)
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    with BY_ENGINE[request.param].bench(tmp_path) as made:
        yield made


@pytest.fixture(params=STREAMED)
def streamed(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    """One long call."""
    with BY_ENGINE[request.param].bench(tmp_path) as made:
        yield made


def _asked(bench: Bench) -> dict[str, Any]:
    [job] = bench.fake.jobs.values()
    return job.sent


def test_it_is_asked_for_no_more_than_it_may_write_and_its_text_is_kept_whole(bench: Bench) -> None:
    bench.make()
    sent = _asked(bench)
    assert {sent.get("max_tokens"), sent.get("max_output_tokens")} == {200, None}
    assert prompt_of(*bench.fake.jobs.values()) == "A scene on a lighthouse."
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
    bench.fake.ending = Ending.FAILED
    with pytest.raises(VendorDown, match="Overloaded"):
        bench.make()
    assert bench.order().state is OrderState.CLOSED  # type: ignore[union-attr]


def test_a_reply_that_breaks_off_is_asked_about_not_paid_twice(streamed: Bench) -> None:
    whole = streamed.fake.result
    streamed.fake.result = lambda job: b"\n\n".join(whole(job).split(b"\n\n")[:5]) + b"\n\n"
    with pytest.raises(OutcomeUnknown, match="breaks off"):
        streamed.make()
    assert streamed.fake.charged == 1


def test_a_reply_without_end_is_given_up(tmp_path: Path) -> None:
    with BY_ENGINE["claude"].bench(tmp_path) as bench:
        bench.fake.result = lambda job: b": still thinking\n\n" * 1_000_000
        with pytest.raises(OutcomeUnknown, match="16,777,216 bytes"):
            bench.make()


def test_a_schema_goes_along_as_each_vendor_takes_it() -> None:
    asked = Asked("A scene.", schema={"type": "object"})
    assert Anthropic().body(asked)["output_config"]["format"]["schema"] == {"type": "object"}
    assert OpenAI().body(asked)["response_format"]["json_schema"]["schema"] == {"type": "object"}
    assert body(asked, name="ref")["text"]["format"]["schema"] == {"type": "object"}


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
