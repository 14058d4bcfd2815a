"""Scripts written by models behind real HTTP: an LLM for each person, refusals told, gone on with where it stopped."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import yaml

from renderers.engine import Job, read_settings
from renderers.engines import engines
from renderers.engines.written import read_turn, read_written
from renderers.errors import OutcomeUnknown, TurnUnfit
from renderers.podcast.conversation import talk_brief
from renderers.runtime.desk import FolderDesk, Order, OrderState
from renderers.writing.talk.brief import LINE_OFFLINE, Reply, SlotKind, Talk, TalkBrief
from renderers.writing.talk.directing import begun, went_on
from studio.embedded.folder import PROJECT
from tests.fakes.openai_responses import fake_openai
from tests.fakes.talkers import fake_anthropic, fake_openai_writing, prompt_of
from tests.fakes.vendor import UNANSWERED, Ending, FakeJob, FakeVendor, Fault
from tests.renderers.podcast.test_conversation import a_brief, babble

pytestmark = pytest.mark.slow

EPISODE = """title: The Light
show: Slow Questions
minutes: 1
audience: children of ten
tone: playful
music: ""
people:
  - {name: Ada, role: host, writer: claude, knowledge: harbours}
  - {name: Lewis, role: expert, writer: gpt}
  - {name: Isla, role: creative, writer: openai_writing, model: small-one}
  - {name: Michael, role: skeptic}
sources:
  - key: lens
    title: The Lens
    text: A lens bends light at its surface. Fresnel built the first great one in 1823. It had eight panels of glass.
segments:
  - {title: What a lens is, points: [why glass bends light]}
"""
PLAN = '{"chapters": [{"title": "Bent light", "purpose": "explain", "minutes": 1, "points": ["why it bends"]}]}'


@pytest.fixture
def fakes() -> Iterator[dict[str, FakeVendor]]:
    with ExitStack() as opened:
        made = [opened.enter_context(each()) for each in (fake_anthropic, fake_openai, fake_openai_writing)]
        for number, fake in enumerate(made):
            fake.words = speaking(number)
        yield {fake.name: fake for fake in made}


def speaking(number: int) -> Callable[[FakeJob], str]:
    count = iter(range(10_000))

    def said(job: FakeJob) -> str:
        asked = prompt_of(job)
        if "Answer with JSON alone" in asked:
            return PLAN
        words = int(asked.rpartition("About ")[2].split()[0])
        letters = (
            "".join("abcdefghij"[int(each)] for each in f"{7 + number}{next(count) + 1000}") for _ in range(words)
        )
        return f"{' '.join(letters)} [f1]."

    return said


def _shell(folder: Path, fakes: dict[str, FakeVendor], *more: str) -> subprocess.CompletedProcess[str]:
    (folder / "light.yaml").write_text(EPISODE, "utf-8")
    keys = {f"{name.upper()}_API_KEY": fake.key for name, fake in fakes.items()}
    urls = {f"{name.upper()}_API_URL": fake.url for name, fake in fakes.items()}
    hosts = ",".join(host for fake in fakes.values() for host in fake.access().open_hosts)
    command = [sys.executable, "-m", "renderers", str(folder / "light.yaml"), "--store", str(folder / "store")]
    command += ["--script", str(folder / "script.yaml"), "--preset", "rough", "--workers", "1", *more]
    environment = os.environ | keys | urls | {"ENGINE_ALLOWED_HOSTS": hosts}
    return subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False, env=environment)


def test_everybody_speaks_by_a_model_of_their_own_and_facts_are_cited(
    tmp_path: Path, fakes: dict[str, FakeVendor]
) -> None:
    done = _shell(tmp_path, fakes)
    assert done.returncode == 0, done.stderr
    assert "at most $" in done.stderr
    assert all(fake.jobs for fake in fakes.values())
    host = [job.sent for job in fakes["anthropic"].jobs.values()][1]
    assert "harbours" in host["system"]
    assert "children of ten" in host["system"]
    assert {job.sent["model"] for job in fakes["openai_writing"].jobs.values()} == {"small-one"}
    script = yaml.safe_load((tmp_path / "script.yaml").read_text())["segments"]
    assert [each["title"] for each in script] == ["What a lens is"]
    assert "[@lens]" in script[0]["script"]
    assert "MICHAEL" in script[0]["script"]
    paid = sum(fake.charged for fake in fakes.values())
    assert _shell(tmp_path, fakes).returncode == 0
    assert sum(fake.charged for fake in fakes.values()) == paid


def test_a_model_that_refuses_stops_at_its_turn_and_the_offline_writer_takes_it_on_somebodys_word(
    tmp_path: Path, fakes: dict[str, FakeVendor]
) -> None:
    fakes["openai"].ending = Ending.REFUSED
    stopped = _shell(tmp_path, fakes)
    assert stopped.returncode == 1
    [said] = [line for line in stopped.stderr.splitlines() if "was not made" in line]
    assert "GPT, for writing gave nothing that Lewis could say, asked 2 times" in said
    assert "What was written before is kept" in said
    assert not (tmp_path / "script.yaml").exists()
    place = said.partition("Lewis, place ")[2].split()[0]
    paid = fakes["anthropic"].charged
    fakes["openai"].ending = Ending.DONE
    assert _shell(tmp_path, fakes, "--offline-place", place).returncode == 0
    asked = [job.sent["messages"][-1]["content"] for job in fakes["anthropic"].jobs.values()]
    assert len(asked) == len(set(asked)), "what was written before is paid once"
    assert fakes["anthropic"].charged >= paid
    script = yaml.safe_load((tmp_path / "script.yaml").read_text())["segments"][0]["script"]
    assert "LEWIS" in script


class _Bench:
    """The first turn of the expert, by one model."""

    def __init__(self, folder: Path, fake: FakeVendor, engine: str) -> None:
        self.folder, self.fake, self.engine = folder, fake, engine
        self.brief = talk_brief(a_brief(), (), {})
        self.talk = _until(self.brief, "lewis")
        (folder / "brief").write_text(self.brief.model_dump_json())
        (folder / "asked").write_text(self.talk.model_dump_json())

    def make(self) -> Path:
        engine, out = engines()[self.engine], self.folder / "out"
        settings = read_settings(engine, {"reads_at_most": 14_000, "most_tokens": 1000, "tries": 2})
        inputs = {"brief": self.folder / "brief", "asked": self.folder / "asked"}
        scratch = self.folder / f"scratch-{len(list(self.folder.iterdir()))}"
        scratch.mkdir()
        engine.render(Job(settings, inputs, out, scratch, lambda fraction: None, desk=self.desk()))
        return out

    def desk(self) -> FolderDesk:
        return FolderDesk(self.folder / "orders", "d" * 64, {self.fake.name: self.fake.access()})

    def asks(self, part: int = 0) -> Order:
        """What somebody has to decide."""
        order = self.desk().recall(part)
        assert order is not None
        assert order.state is OrderState.ASKING
        return order


def _until(brief: TalkBrief, seat: str) -> Talk:
    now, model = begun(brief), babble(1)
    for at, slot in enumerate(brief.slots):
        if now.ask is not None and now.ask.seat == seat:
            return now
        plain = now.ask is not None and slot.kind is SlotKind.TURN
        now = went_on(brief, now, at, Reply(text=model(now.ask), by=LINE_OFFLINE) if plain and now.ask else Reply())
    raise AssertionError


@pytest.fixture
def bench(tmp_path: Path, fakes: dict[str, FakeVendor]) -> _Bench:
    return _Bench(tmp_path, fakes["anthropic"], "claude")


@pytest.fixture
def by_gpt(tmp_path: Path, fakes: dict[str, FakeVendor]) -> _Bench:
    return _Bench(tmp_path, fakes["openai"], "gpt")


def _first(*texts: str) -> Callable[[FakeJob], str]:
    left = list(texts)
    return lambda job: left.pop(0) if len(left) > 1 else left[0]


def test_an_empty_reply_is_asked_for_again_and_both_are_counted(bench: _Bench) -> None:
    bench.fake.words = _first("(laughs)", "A lens bends light.")
    out = bench.make()
    assert read_turn(out).text == "A lens bends light."
    assert (read_written(out).tokens_in, bench.fake.charged) == (62, 2)


def test_a_model_that_only_echoes_is_given_up_after_two_tries(bench: _Bench) -> None:
    bench.fake.words = _first(bench.talk.lines[-1].text)
    with pytest.raises(TurnUnfit, match="said before"):
        bench.make()
    assert bench.fake.charged == 2


def test_a_refusal_is_asked_again_once(bench: _Bench) -> None:
    bench.fake.faults.append(Fault.REFUSED)
    assert read_turn(bench.make()).text
    assert bench.fake.charged == 1


@pytest.mark.parametrize("fault", UNANSWERED[:2], ids=lambda fault: fault.name.lower())
def test_a_turn_whose_answer_is_lost_is_asked_about_and_never_ordered_again_unasked(
    bench: _Bench, fault: Fault
) -> None:
    bench.fake.faults.append(fault)
    for _ in range(2):
        with pytest.raises(OutcomeUnknown, match=r"It may have been paid.*Nothing was ordered twice"):
            bench.make()
    assert bench.fake.charged == 1
    bench.desk().remember(bench.asks().closed())
    assert read_written(bench.make()).tokens_in == 31
    assert bench.fake.charged == 2


def test_a_turn_that_breaks_off_is_asked_about(bench: _Bench) -> None:
    whole = bench.fake.result
    bench.fake.result = lambda job: b"\n\n".join(whole(job).split(b"\n\n")[:5]) + b"\n\n"
    with pytest.raises(OutcomeUnknown, match=r"breaks off.*The vendor was paid"):
        bench.make()
    assert bench.asks().part == bench.fake.charged - 1 == 0


def test_a_second_try_that_is_lost_is_gone_on_with_and_the_first_not_paid_again(by_gpt: _Bench) -> None:
    by_gpt.fake.words = _first("(laughs)", "A lens bends light.")
    by_gpt.fake.faults.extend([None, Fault.LOST])
    with pytest.raises(OutcomeUnknown):
        by_gpt.make()
    lost = by_gpt.asks(1)
    [number] = [job.id for job in by_gpt.fake.jobs.values() if job.sent["metadata"] == {"order": lost.ref}]
    by_gpt.desk().remember(lost.submitted(number))
    assert read_turn(by_gpt.make()).text == "A lens bends light."
    assert by_gpt.fake.charged == 2


def test_nothing_is_asked_and_nothing_paid_where_the_director_passes_somebody_over(bench: _Bench) -> None:
    (bench.folder / "asked").write_text(bench.talk.model_copy(update={"ask": None}).model_dump_json())
    out = bench.make()
    assert (read_turn(out), bench.fake.charged) == (Reply(), 0)
    assert engines()["claude"].facts(out)["tokens"] == 0
