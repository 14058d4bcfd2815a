"""Language models cut in, speak together, murmur and laugh where the director lets them, and nowhere else."""

from __future__ import annotations

import pytest

from renderers.episode import Relation
from renderers.podcast.conversation import talk_brief, written_of
from renderers.writing.asked import Written
from renderers.writing.talk.asides import EVERY, LISTENERS, offer, offered, read_marks
from renderers.writing.talk.brief import Aside, Ask, Line, Mark, Talk, TalkBrief
from renderers.writing.talk.replies import read_reply
from tests.renderers.podcast.test_conversation import a_brief, babble, talked

ALL = tuple(Mark)
LONG = "a lens is a piece of glass that bends the light of a lamp into one beam."


@pytest.fixture(scope="module")
def brief() -> TalkBrief:
    return talk_brief(a_brief(), (), {})


def test_a_turn_that_cuts_in_and_whom_it_lets_be_heard_are_read_and_their_marks_are_gone(brief: TalkBrief) -> None:
    text = f"[Cutting in] No, {LONG} [f1] [Isla: Mm-hm.] And it does so twice."
    talk = Talk(chapters=brief.chapters, ask=Ask(slot=1, seat="lewis", system="", prompt="", words=20, most_tokens=9,
                                                 marks=ALL))  # fmt: skip
    reply = read_reply(Written(text, 1, 1), brief, talk, by="claude")
    assert reply.text == f"No, {LONG} And it does so twice."
    assert (reply.relation, reply.facts, reply.dropped) == (Relation.INTERRUPT, ("f1",), ())
    assert reply.asides == (Aside(seat="isla", text="Mm-hm."),)


@pytest.mark.parametrize(
    ("mark", "marks"),
    [
        ("[cutting in]", ()),
        ("[Isla: mm-hm]", (Mark.CUT_IN,)),
        ("[Isla: I think you are all wrong about this]", ALL),
        ("[Lewis laughs]", ALL),
        ("[Nobody: mm-hm]", ALL),
        ("[door slams]", ALL),
        ("[Isla:]", ALL),
    ],
)
def test_a_mark_that_nobody_offered_or_that_says_nothing_is_left_out_and_told(
    brief: TalkBrief, mark: str, marks: tuple[Mark, ...]
) -> None:
    found = read_marks(f"{mark} So {LONG}", brief, seat="lewis", marks=marks)
    assert (found.text.strip(), found.relation, found.asides) == (f"So {LONG}", Relation.ANSWER, ())
    assert found.dropped == (mark[:40],)


def test_one_word_of_a_listener_is_enough_and_none_is_heard_in_a_few_words(brief: TalkBrief) -> None:
    both = read_marks(f"So {LONG} [Isla laughs] [Michael: right]", brief, seat="lewis", marks=ALL)
    assert both.asides == (Aside(seat="isla", text="Ha!"),)
    assert both.dropped == ("[Michael: right]",)
    short = read_marks("So it bends. [Isla: right]", brief, seat="lewis", marks=ALL)
    assert (short.asides, short.dropped) == ((), ("[Isla: Right.]",))


def test_a_mark_in_the_middle_of_a_turn_cuts_nobody_off(brief: TalkBrief) -> None:
    found = read_marks(f"So {LONG} [cutting in] And on.", brief, seat="lewis", marks=ALL)
    assert (found.relation, found.dropped) == (Relation.ANSWER, ("[cutting in]",))


def test_a_director_offers_to_cut_in_only_on_a_long_turn_of_the_chapter_and_only_now_and_then(brief: TalkBrief) -> None:
    def after(*lines: Line) -> tuple[Mark, ...]:
        return offered(brief, Talk(chapters=brief.chapters, lines=lines), 0)

    said, cut = Line(seat="ada", chapter=0, text=LONG), Line(seat="ada", chapter=0, text=LONG, relation="interrupt")
    assert after() == (Mark.LISTENER,)
    assert after(said) == ALL
    assert after(said.model_copy(update={"text": "Why?"})) == (Mark.LISTENER,)
    assert after(said.model_copy(update={"chapter": 1})) == (Mark.LISTENER,)
    assert after(cut, *[said] * (EVERY - 2)) == (Mark.LISTENER,)
    assert after(cut, *[said] * (EVERY - 1)) == ALL


def test_what_is_offered_is_told_in_words_and_in_no_language_without_them(brief: TalkBrief) -> None:
    assert "[cutting in]" in offer(brief, brief.seats[0], ALL)
    assert offer(brief, brief.seats[0], ()) == ""
    japanese = brief.model_copy(update={"language": "ja"})
    assert Mark.LISTENER not in offered(japanese, Talk(chapters=brief.chapters), 0)
    assert {"en", "es"} == set(LISTENERS)


def test_a_model_that_marks_every_turn_is_heard_within_bounds_and_the_episode_keeps_its_length() -> None:
    brief, model = talk_brief(a_brief(20), (), {}), babble(3)
    made, _ = talked(brief, lambda ask: f"[cutting in] {model(ask)} [Isla: right] [yells]")
    written = written_of(brief, made, {})
    turns = [turn for segment in written.segments for turn in segment.turns]
    cut = [turn for turn in turns if turn.relation is Relation.INTERRUPT]
    heard = [turn for turn in turns if turn.relation is Relation.BACKCHANNEL]
    assert len(made.lines) / (EVERY + 2) < len(cut) <= len(made.lines) / EVERY + 1
    assert 3 < len(heard) <= len(made.lines) / 2 + 1
    assert all(segment.turns[0].relation is Relation.ANSWER for segment in written.segments)
    assert len({turn.key for turn in turns}) == len(turns)
    assert any("marks in the turns could not be heard and were left out: [" in notice for notice in written.notices)
