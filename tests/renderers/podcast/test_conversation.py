"""Conversations by language models: who is asked for what, how long it becomes, what is cited, what is said anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from renderers.episode import Role
from renderers.errors import BadInput
from renderers.podcast import sample
from renderers.podcast.conversation import Ways, compile_talk, talk_brief, written_of
from renderers.podcast.draft import SegmentDraft
from renderers.podcast.house import everybody
from renderers.podcast.pens import Pen, pen
from renderers.podcast.reading import parse_episode
from renderers.podcast.said import Said
from renderers.podcast.sources import read_documents
from renderers.podcast.writer import Brief
from renderers.writing.asked import Ended, Written
from renderers.writing.talk.brief import Ask, Line, Reply, SlotKind, Talk, TalkBrief
from renderers.writing.talk.directing import begun, went_on
from renderers.writing.talk.prompts import MOST_PROMPT
from renderers.writing.talk.replies import Unfit, read_reply
from renderers.writing.talk.review import bare_figures, worst_fault
from renderers.writing.talk.timing import spent

pytestmark = pytest.mark.slow
FOLDER = Path(sample.__file__).parent
DOCUMENTS = read_documents(parse_episode((FOLDER / "the-light.yaml").read_text("utf-8"), folder=FOLDER))
CLAUDE = {person.key: Pen("claude") for person in everybody()}
Model = Callable[[Ask], str]


def a_brief(minutes: int = 6, *, pens: dict[str, Pen] | None = None, before: Said | None = None) -> Brief:
    return Brief(
        title="The Light",
        show="Slow Questions",
        people=everybody(),
        documents=DOCUMENTS,
        seconds=60 * minutes,
        seed=3,
        voices="flite",
        music=True,
        audience="children of ten",
        tone="playful",
        pens=CLAUDE if pens is None else pens,
        before=before or Said(),
    )


def babble(seed: int, *, bias: float = 1.0) -> Model:
    """A model that never says the same, and keeps to the length it is asked for only roughly."""
    chance, count = Random(seed), iter(range(10**6))

    def said(ask: Ask) -> str:
        words = max(3, round(ask.words * bias * chance.uniform(0.6, 1.5)))
        return " ".join(f"{_word(next(count))}{'' if at % 9 else '.'}" for at in range(words)) + "."

    return said


def _word(number: int) -> str:
    """One that was never said, of about the usual length."""
    return "".join("abcdefghij"[int(digit)] for digit in f"{number + 1000}")


def talked(talk: TalkBrief, model: Model) -> tuple[Talk, list[Ask]]:
    """The whole conversation, and everything that was asked."""
    now, asked = begun(talk), list[Ask]()
    for at, slot in enumerate(talk.slots):
        reply = Reply()
        if now.ask is not None and slot.kind is not SlotKind.PLAN:
            asked.append(now.ask)
            reply = read_reply(Written(model(now.ask), 1, 1), talk, now, by="claude")
        now = went_on(talk, now, at, reply)
    return now, asked


@pytest.mark.parametrize("bias", [0.7, 1.0, 1.4])
@pytest.mark.parametrize("minutes", [6, 20])
def test_it_lands_on_its_length_whether_models_write_too_much_or_too_little(minutes: int, bias: float) -> None:
    talk = talk_brief(a_brief(minutes), (), {})
    made, _ = talked(talk, babble(minutes, bias=bias))
    assert spent(talk, made) == pytest.approx(talk.seconds, rel=0.05)


def test_nobody_answers_themselves_and_everybody_has_their_part() -> None:
    talk = talk_brief(a_brief(20), (), {})
    made, _ = talked(talk, babble(1))
    assert all(one.seat != two.seat for one, two in zip(made.lines, made.lines[1:], strict=False))
    words = Counter[str]()
    for line in made.lines:
        words[line.seat] += len(line.text.split())
    parts = {seat.person.role: words[seat.key] / sum(words.values()) for seat in talk.seats}
    assert parts[Role.EXPERT] > parts[Role.SKEPTIC] > 0.1
    assert max(parts.values()) < 0.5


def test_whoever_is_asked_by_name_answers() -> None:
    talk = talk_brief(a_brief(20), (), {})
    model = babble(2)
    made, _ = talked(talk, lambda ask: f"{model(ask)} What do you say, Michael?" if ask.seat == "ada" else model(ask))
    answered = [two.seat for one, two in zip(made.lines, made.lines[1:], strict=False) if "Michael?" in one.text]
    assert answered.count("michael") / len(answered) > 0.6


def test_every_prompt_knows_its_person_the_others_and_what_was_said_and_stays_within_what_was_quoted() -> None:
    before = Said(frozenset({"Fog bends nothing."}), {}, {"the fog": "Fog"}, "Fog")
    pens = CLAUDE | {"lewis": pen("claude", knowledge="thirty years at sea")}
    talk = talk_brief(a_brief(30, pens=pens, before=before), (), {})
    made, asked = talked(talk, babble(5))
    lewis = [ask for ask in asked if ask.seat == "lewis"]
    assert "thirty years at sea" in lewis[0].system
    assert all("children of ten" in ask.system and "playful" in ask.system for ask in asked)
    assert made.lines[4].text in asked[5].prompt
    assert "What you said yourself so far" in lewis[3].prompt
    assert "Fog bends nothing." in asked[9].prompt
    assert max(len(ask.prompt.encode()) + len(ask.system.encode()) for ask in asked) <= MOST_PROMPT


def _asked(words: int = 20) -> tuple[TalkBrief, Talk]:
    talk = talk_brief(a_brief(), (), {})
    ask = Ask(slot=1, seat="lewis", system="", prompt="", words=words, most_tokens=100)
    return talk, Talk(chapters=talk.chapters, ask=ask)


def test_a_reply_loses_its_name_its_stage_directions_and_what_it_wrote_for_others() -> None:
    brief, talk = _asked()
    text = "**Lewis:** A lens *bends* light [f1]. (laughs) It does so twice [f2, f3].\n\nAda: Really?"
    reply = read_reply(Written(text, 1, 1), brief, talk, by="claude")
    assert reply == Reply(text="A lens bends light. It does so twice.", facts=("f1", "f2", "f3"), by="claude")


def test_a_reply_that_was_cut_ends_with_its_last_whole_sentence() -> None:
    brief, talk = _asked()
    cut = Written("A lens bends light. Then it", 1, 1, Ended.CUT)
    assert read_reply(cut, brief, talk, by="claude").text == "A lens bends light."
    with pytest.raises(Unfit, match="breaks off"):
        read_reply(Written("A lens bends", 1, 1, Ended.CUT), brief, talk, by="claude")


def test_a_reply_without_end_is_cut_to_what_was_asked_for() -> None:
    brief, talk = _asked(words=10)
    reply = read_reply(Written("One more thing here. " * 300, 1, 1), brief, talk, by="claude")
    assert len(reply.text.split()) <= 14


def test_an_echo_and_an_empty_reply_are_unfit() -> None:
    brief, talk = _asked()
    said = "The lamp burned all night long and nobody on the island slept because of the noise it made."
    heard = talk.model_copy(update={"lines": (Line(seat="ada", chapter=0, text=said),)})
    with pytest.raises(Unfit, match="said before"):
        read_reply(Written(said, 1, 1), brief, heard, by="claude")
    with pytest.raises(Unfit, match="nothing that can be said"):
        read_reply(Written("(laughs)", 1, 1), brief, talk, by="claude")


def test_a_figure_is_cited_where_a_source_says_it_and_told_of_where_none_does() -> None:
    talk = talk_brief(a_brief(), (), {})
    fact = next(fact for fact in talk.facts().values() if "1823" in fact.text)
    now = begun(talk)
    now = went_on(talk, now, 0, Reply())
    assert now.ask is not None
    now = went_on(talk, now, 1, Reply(text=f"{fact.text} And 77,123 ships knew it.", facts=(), by="claude"))
    [line] = now.lines
    assert fact.key in line.facts
    assert bare_figures(talk, line) == ("77,123",)
    fault = worst_fault(talk, now, line.seat)
    assert fault is not None
    assert "77,123" in fault.says
    written = written_of(talk, now, {})
    assert fact.source in written.segments[0].turns[0].citations
    assert any("77,123" in notice for notice in written.notices)


def test_what_repeats_is_said_anew_by_whoever_said_it() -> None:
    talk = talk_brief(a_brief(), (), {})
    model, stale = babble(4), "we always come back to the very same old thing here after all this"

    def worn(ask: Ask) -> str:
        return f"{model(ask)} {stale}." if ask.line < 0 and ask.words > 40 else model(ask)

    made, asked = talked(talk, worn)
    again = [ask for ask in asked if ask.line >= 0]
    assert again
    assert all(made.lines[ask.line].seat == ask.seat for ask in again)


def test_a_plan_for_models_has_two_steps_for_each_place_and_the_engine_of_each_person() -> None:
    pens = CLAUDE | {"isla": pen("gpt"), "michael": pen("offline")}
    talk = talk_brief(a_brief(pens=pens), (), {})
    plan = compile_talk(talk)
    assert len(plan) == 2 + 2 * len(talk.slots)
    assert {step.engine for step in plan} == {"talk_brief", "talk_director", "claude", "gpt", "talk_offline"}


def test_a_place_said_offline_on_somebodys_word_changes_nothing_before_it() -> None:
    talk = talk_brief(a_brief(), (), {})
    plan, other = compile_talk(talk), compile_talk(talk, Ways(offline={5}))
    assert other.steps[: 2 + 10] == plan.steps[: 2 + 10]
    assert other.steps[2 + 10].engine == "talk_offline"
    assert compile_talk(talk, Ways(takes={5: 1})).steps[12].settings["take"] == 1


def test_without_sources_a_model_plans_and_without_either_it_is_said() -> None:
    bare = Brief(**{name: getattr(a_brief(), name) for name in Brief.__slots__} | {"documents": ()})
    talk = talk_brief(bare, (), {})
    assert talk.slots[0].kind is SlotKind.PLAN
    deaf = Brief(**{name: getattr(bare, name) for name in Brief.__slots__} | {"pens": {"isla": Pen("gpt")}})
    with pytest.raises(BadInput, match="give the host a language model"):
        talk_brief(deaf, (), {})


def test_whoever_has_no_fact_left_reacts_offline_and_says_nothing_twice() -> None:
    bare = Brief(**{name: getattr(a_brief(2), name) for name in Brief.__slots__} | {"documents": ()})
    talk = talk_brief(bare, (SegmentDraft(title="What a lens is"),), {})
    _, asked = talked(talk, babble(1))
    said = [ask.offline for ask in asked if ask.line < 0]
    assert all(said)
    now = begun(talk)
    for at in range(len(talk.slots)):
        reply = Reply(text=now.ask.offline, by="talk_offline") if now.ask and not now.ask.shape else Reply()
        now = went_on(talk, now, at, reply)
    texts = [line.text for line in now.lines]
    assert len(texts) > 8
    assert len(texts) - len(set(texts)) <= 1, Counter(texts).most_common(4)
