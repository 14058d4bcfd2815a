"""What the offline writer makes of sources: a conversation of the length asked for, in which every fact is quoted."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from renderers.episode import EpisodeSpec, Role
from renderers.errors import BadInput
from renderers.podcast import sample
from renderers.podcast.idiom import IDIOMS
from renderers.podcast.making import episode_spec
from renderers.podcast.phrases import ANYBODY, FOLDER, phrases
from renderers.podcast.reading import parse_episode
from renderers.podcast.sentences import sentences_of
from renderers.writing.length import talk_seconds
from renderers.writing.repetition import most_repeated, repeated

FOLDER_OF_SAMPLE = Path(sample.__file__).parent
SAMPLE = (FOLDER_OF_SAMPLE / "the-light.yaml").read_text("utf-8")
TITLES = ("The Lens", "The Keepers", "The Last Light")


@cache
def written(minutes: int = 12, seed: int = 7, people: str = "") -> EpisodeSpec:
    text = SAMPLE.replace("minutes: 12", f"minutes: {minutes}").replace("seed: 7", f"seed: {seed}")
    if people:
        text = re.sub(r"people:\n(  - .*\n)+", people, text)
    return episode_spec(parse_episode(text, folder=FOLDER_OF_SAMPLE), voices="flite").spec


def facts_of(spec: EpisodeSpec) -> list[str]:
    """Sentences that stand in a source."""
    known = {
        " ".join(sentence.split())
        for path in FOLDER_OF_SAMPLE.glob("*.md")
        for paragraph in path.read_text("utf-8").split("\n\n")
        for sentence in sentences_of(paragraph)
    }
    return [each for turn in spec.turns() for each in sentences_of(turn.text) if each in known]


@pytest.mark.slow
def test_the_same_brief_gives_the_same_words() -> None:
    written.cache_clear()
    first = written()
    written.cache_clear()
    assert written() == first


@pytest.mark.slow
def test_another_seed_talks_differently_about_the_same() -> None:
    assert written(3, seed=8).turns() != written(3).turns()


@pytest.mark.parametrize("minutes", [3, 12])
def test_it_is_as_long_as_it_was_asked_to_be(minutes: int) -> None:
    spec = written(minutes=minutes)
    people = {person.key: person for person in spec.personalities}
    talk = sum(talk_seconds(segment.turns, people, voices="flite") for segment in spec.segments)
    music = 13 + 4.85 * (len(spec.segments) - 1)
    assert talk + music == pytest.approx(minutes * 60, rel=0.05)


def test_every_figure_and_date_is_quoted_with_its_source() -> None:
    """Nothing but what the sources say has a number in it, and whoever says it cites."""
    facts = " ".join(facts_of(written()))
    for turn in written().turns():
        if not turn.citations:
            told = re.sub(r"12 minutes|\d stops", "", turn.text)
            for figure in re.findall(r"\d[\d,]*", told):
                assert figure in facts


def test_most_of_what_is_said_stands_in_the_sources() -> None:
    words = sum(len(turn.text.split()) for turn in written().turns())
    quoted = sum(len(fact.split()) for fact in facts_of(written()))
    assert 0.5 < quoted / words < 0.85


def test_no_fact_is_told_twice_but_at_the_end() -> None:
    facts = facts_of(written())
    assert len(facts) - len(set(facts)) <= len(written().personalities)


def test_little_is_said_again() -> None:
    texts = [turn.text for turn in written().turns()]
    assert repeated(texts) < 0.03, most_repeated(texts)


def test_four_word_phrases_that_come_again_are_counted() -> None:
    assert repeated(["one two three four five"]) == 0
    assert repeated(["one two three four", "and one two three four"]) == pytest.approx(1 / 3)


def test_nobody_answers_themselves_and_everybody_is_heard() -> None:
    for segment in written().segments:
        for before, after in pairwise(segment.turns):
            assert before.speaker != after.speaker
    words = {person.key: 0 for person in written().personalities}
    for turn in written().turns():
        words[turn.speaker] += len(turn.text.split())
    total = sum(words.values())
    assert all(0.08 < share / total < 0.6 for share in words.values()), words


def test_it_says_that_nobody_in_it_is_a_person() -> None:
    opening = " ".join(turn.text for turn in written().segments[0].turns[:8])
    assert re.search(r"synthetic|artificial|none of us is a person", opening)
    assert all(title in opening for title in TITLES)


def test_a_sentence_that_leans_on_another_is_read_by_the_same_voice() -> None:
    facts = {fact: turn.speaker for turn in written().turns() for fact in sentences_of(turn.text)}
    assert (
        facts["The glass in the middle does nothing but weigh."]
        == facts[
            "So he cut the middle away, and kept the curve in steps, as a set of rings around a small central lens."
        ]
    )


def test_two_people_can_talk_too() -> None:
    spec = written(minutes=4, people="people:\n  - {name: Ada, role: host}\n  - {name: Ben, role: guest}\n")
    assert {turn.speaker for turn in spec.turns()} == {"ada", "ben"}


@pytest.mark.slow
def test_too_little_to_say_is_refused_with_what_is_possible() -> None:
    with pytest.raises(BadInput, match=r"the sources hold \d+ words, enough for 1\d minutes of the 60 asked for"):
        written(minutes=60)


def test_nothing_to_talk_about_is_refused() -> None:
    with pytest.raises(BadInput, match="add `sources`"):
        episode_spec(parse_episode("title: Nothing\nminutes: 5\n", folder=Path()), voices="flite")


def test_a_script_that_is_there_stays_as_it_is() -> None:
    text = SAMPLE + "segments:\n  - title: Lens\n  - title: Mine\n    script: |\n      ADA\n      These are my words.\n"
    spec = episode_spec(parse_episode(text.replace("12", "4"), folder=FOLDER_OF_SAMPLE), voices="flite").spec
    assert [turn.text for turn in spec.segments[1].turns] == ["These are my words."]
    assert len(spec.segments[0].turns) > 10


def test_every_row_of_every_role_belongs_to_a_move_and_closes_what_it_opens() -> None:
    known = {path.stem for path in FOLDER.glob("*.txt")}
    assert known == {ANYBODY, *(role.value for role in Role if role is not Role.GUEST)}
    for role in known:
        for move, rows in phrases(role).items():
            assert rows, f"{role}: {move} has no rows"
            assert len(set(rows)) == len(rows), f"{role}: {move} has a row twice"
            for row in rows:
                assert row.count("[") == row.count("]"), row
                assert row.count("{") == row.count("}"), row


@pytest.mark.slow
def test_a_tone_and_an_audience_are_heard_in_what_is_said_around_the_facts() -> None:
    def told(tone: str) -> tuple[float, str]:
        text = SAMPLE.replace("minutes: 12", f"minutes: 12\ntone: {tone}\naudience: children of ten")
        spec = episode_spec(parse_episode(text, folder=FOLDER_OF_SAMPLE), voices="flite").spec
        words = sum(len(turn.text.split()) for turn in spec.turns())
        quoted = sum(len(fact.split()) for fact in facts_of(spec))
        return 1 - quoted / words, " ".join(turn.text for turn in spec.turns())

    playful, sober = told("playful"), told("serious and calm")
    assert playful[0] > sober[0] + 0.06
    assert "children of ten" in playful[1].casefold()
    assert "children of ten" in sober[1].casefold()


@pytest.mark.slow
def test_a_running_joke_of_the_show_comes_back_and_somebody_answers() -> None:
    joke = "Isla still owes us a lighthouse made of cake."
    text = SAMPLE.replace("seed: 7", f"seed: 7\nrunning_jokes: ['{joke}']")
    turns = episode_spec(parse_episode(text, folder=FOLDER_OF_SAMPLE), voices="flite").spec.turns()
    [at] = [number for number, turn in enumerate(turns) if joke in turn.text]
    assert turns[at].speaker == "isla"
    assert turns[at + 1].text in phrases(ANYBODY)["joke.again"]


def test_everybody_takes_something_else_home_and_a_short_episode_asks_one() -> None:
    last = [turn.text for turn in written().turns()[-7:] if not turn.citations]
    said = [fact for text in last for fact in sentences_of(text) if fact in facts_of(written())]
    assert len(said) == len(set(said)) == 3
    assert not [fact for fact in said if re.search(r"\b(?:he|she|they|his|her)\b", fact, re.IGNORECASE)]
    brief = [turn.text for turn in written(2).turns()]
    asked = (*phrases("host")["close.ask"], *phrases("host")["close.next"])
    assert sum(text.endswith("?") for text in brief[-4:]) == 1, asked


@pytest.mark.parametrize(
    ("asked", "is_open"),
    [("How many times did it fail first?", True), ("Fine. And who pays for it?", True), ("Isn't that luck?", False)],
)
def test_a_question_that_wants_more_than_yes_or_no_is_told_from_others(asked: str, is_open: bool) -> None:
    assert bool(IDIOMS["en"].asks.search(asked)) is is_open


@pytest.mark.slow
def test_another_run_of_the_same_file_gives_the_same_words() -> None:
    """Words chosen from sets would differ from process to process, and every render would be another one."""
    told = [
        subprocess.run(
            [sys.executable, "-c", _PRINTED],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert told[0]
    assert told[0] == told[1]


_PRINTED = f"""
from pathlib import Path
from renderers.podcast.idiom import IDIOMS
from renderers.podcast.making import episode_spec
from renderers.podcast.reading import parse_episode
folder = Path({str(FOLDER_OF_SAMPLE)!r})
text = (folder / "the-light.yaml").read_text("utf-8").replace("minutes: 12", "minutes: 2")
made = episode_spec(parse_episode(text, folder=folder), voices="flite")
print([turn.text for turn in made.spec.turns()])
"""
