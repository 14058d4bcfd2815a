"""Exchanges in a plan: who is ordered together, what an edit buys again, and what it does not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from renderers.compilers.exchanges import ExchangeSteps, Sayable, remark_on_exchanges
from renderers.compilers.film import compile_film, compile_line
from renderers.compilers.podcast import compile_episode
from renderers.engine import read_settings
from renderers.engines import engines
from renderers.episode import EpisodeSpec
from renderers.errors import BadInput
from renderers.plan import Plan, Step
from renderers.presets import CLOUD, EXCHANGED, ROUGH
from renderers.spec import LINE_BY_LINE, FilmSpec, ReferenceSpec
from tests.renderers.compilers.test_film import spec
from tests.renderers.compilers.test_podcast import edited, spec_of
from tests.renderers.compilers.test_voices import SAMPLE, cast_as

KITCHEN = (
    "INT. KITCHEN - NIGHT\n\nMARA\nNobody is coming.\n\nOTTO\nThen we wait.\n\nMARA\n(quietly)\nFor whom?\n\n"
    "INT. YARD - DAY\n\nOTTO\nLook at that.\n"
)


def bought(plan: Plan) -> list[Step]:
    return [step for step in plan if step.engine == "elevenlabs_dialogue"]


def alone(plan: Plan) -> list[str]:
    return [step.settings["text"] for step in plan if step.engine in ("elevenlabs_speech", "elevenlabs_cloned")]


def texts(step: Step) -> list[str]:
    return [line["text"] for line in step.settings["lines"]]


def new_between(before: Plan, after: Plan) -> list[Step]:
    return [step for step in after if step.digest not in before.by_digest()]


def grouped(words: list[str]) -> list[list[str]]:
    """What two people say in turn, by the exchanges it is ordered in."""
    steps = ExchangeSteps(lambda *_, **__: "", language="en", pronunciations={})
    lines = [Sayable(str(at), word, ("af_heart", "am_onyx")[at % 2], SPEECH) for at, word in enumerate(words)]
    steps.gather(lines, engine=EXCHANGED.exchange)
    found = list(dict.fromkeys(exchange for exchange, _ in steps.of.values()))
    return [[line.text for line in exchange.lines] for exchange in found]


SPEECH = "elevenlabs_speech"
WORDS = [f"This is what is said at place number {number} of forty." for number in range(40)]


def test_lines_of_a_scene_are_one_exchange_and_who_speaks_alone_is_ordered_alone() -> None:
    plan = compile_film(spec(KITCHEN), EXCHANGED)
    [exchange] = bought(plan)
    assert texts(exchange) == ["Nobody is coming.", "Then we wait.", "For whom?"]
    assert [line["person"] for line in exchange.settings["lines"]] == [0, 1, 0]
    assert alone(plan) == ["Look at that."]
    cuts = [step for step in plan if step.engine == "exchange_line"]
    assert [dict(cut.inputs) for cut in cuts] == [{"exchange": exchange.digest}] * 3
    assert [cut.settings["number"] for cut in cuts] == [0, 1, 2]
    assert cuts[2].settings["level_db"] < 0, "she says it quietly"


def test_as_ever_each_line_is_ordered_by_itself() -> None:
    assert bought(compile_film(spec(KITCHEN), CLOUD)) == []
    film = compile_film(spec(KITCHEN), CLOUD)
    assert len(alone(film)) == 4


def test_the_price_of_an_exchange_is_that_of_all_its_letters() -> None:
    [exchange] = bought(compile_film(spec(KITCHEN), EXCHANGED))
    engine = engines()["elevenlabs_dialogue"]
    most = engine.makes_at_most(read_settings(engine, exchange.settings))  # type: ignore[attr-defined]
    assert most == sum(map(len, texts(exchange)))


def test_a_changed_line_buys_its_exchange_again_and_how_it_is_said_buys_nothing() -> None:
    before = compile_film(spec(KITCHEN), EXCHANGED)
    changed = compile_film(spec(KITCHEN.replace("Then we wait.", "Then we leave.")), EXCHANGED)
    assert [step.engine for step in new_between(before, changed)].count("elevenlabs_dialogue") == 1
    assert not [step for step in new_between(before, changed) if step.engine == "elevenlabs_speech"]
    laid = compile_film(spec(KITCHEN.replace("(quietly)", "(slowly)")), EXCHANGED)
    new = new_between(before, laid)
    assert [step.engine for step in new if step.engine in ("elevenlabs_dialogue", "exchange_line")] == ["exchange_line"]


def test_a_renamed_character_buys_nothing() -> None:
    film = spec(KITCHEN)
    cast = tuple(member.model_copy(update={"name": f"{member.name} the Third"}) for member in film.cast)
    renamed = film.model_copy(update={"cast": cast})
    assert bought(compile_film(film, EXCHANGED)) == bought(compile_film(renamed, EXCHANGED))


def test_a_long_scene_is_several_exchanges_within_what_one_order_may_have() -> None:
    exchanges = grouped(WORDS)
    assert [word for each in exchanges for word in each] == WORDS
    assert len(exchanges) >= 4
    assert {len(each) for each in exchanges} <= set(range(2, 13))


@pytest.mark.parametrize("place", range(0, 40, 3))
def test_a_line_put_in_moves_the_borders_near_it_and_no_others(place: int) -> None:
    before = grouped(WORDS)
    after = grouped([*WORDS[:place], "And one word more.", "And another.", *WORDS[place:]])
    again = [each for each in after if each not in before]
    assert 1 <= len(again) <= 3


def test_long_lines_are_not_put_into_one_order() -> None:
    exchanges = grouped(["word " * 450, "Short.", "x " * 700, "y " * 700, "Last."])
    assert exchanges
    assert all(sum(map(len, each)) <= 2000 for each in exchanges)
    assert grouped(["word " * 450, "Short."]) == []


def test_a_scene_decides_for_itself() -> None:
    film = spec(KITCHEN)

    def decided(choice: str) -> FilmSpec:
        scenes = tuple(scene.model_copy(update={"exchange": choice}) for scene in film.scenes)
        return film.model_copy(update={"scenes": scenes})

    assert bought(compile_film(decided(LINE_BY_LINE), EXCHANGED)) == []
    assert len(bought(compile_film(decided("elevenlabs_dialogue"), CLOUD))) == 1
    with pytest.raises(BadInput, match="No engine kokoro speaks exchanges here; choose one of elevenlabs_dialogue"):
        compile_film(decided("kokoro"), CLOUD)


def test_voices_of_others_are_never_ordered_here() -> None:
    sample = ReferenceSpec(kind="voice", digest=SAMPLE)
    plan = compile_film(cast_as(spec(KITCHEN), "openvoice:bf_emma", sample), EXCHANGED)
    assert bought(plan) == [], "Otto has nobody to speak with"
    assert bought(compile_film(spec(KITCHEN), replace(ROUGH, exchange="elevenlabs_dialogue"))) == []


def test_a_cloned_voice_is_given_to_the_exchange_and_so_is_asked_leave_for() -> None:
    samples = [ReferenceSpec(kind="voice", digest=digest * 64) for digest in "ab"]
    [exchange] = bought(compile_film(cast_as(spec(KITCHEN), "elevenlabs_cloned:bf_emma", *samples), EXCHANGED))
    assert exchange.given == (("voice.0", "a" * 64), ("voice.1", "b" * 64))
    assert exchange.settings["people"][0] == {"samples": 2}
    with pytest.raises(BadInput, match="bring a voice sample on the page Cast"):
        compile_film(cast_as(spec(KITCHEN), "elevenlabs_cloned:bf_emma"), EXCHANGED)


def test_what_would_be_acted_or_says_nothing_is_no_part_of_an_exchange() -> None:
    plan = compile_film(spec(KITCHEN.replace("Then we wait.", "[sighs] Then we wait.")), EXCHANGED)
    assert bought(plan) == []


def test_a_line_tried_alone_is_an_order_of_its_own() -> None:
    film = spec(KITCHEN)
    line = next(line for scene in film.scenes for shot in scene.shots for line in shot.lines)
    assert [step.engine for step in compile_line(film, line, EXCHANGED)] == ["elevenlabs_speech"]


def test_a_change_says_before_it_is_ordered_what_is_bought_again() -> None:
    before = compile_film(spec(KITCHEN), EXCHANGED)
    [exchange] = bought(before)
    after = compile_film(spec(KITCHEN.replace("Then we wait.", "Then we leave.")), EXCHANGED)
    had = {key: {roles["exchange"]} for key, roles in before.wanted.items() if "exchange" in roles}
    said = remark_on_exchanges(after, {exchange.digest}, had)
    assert said.startswith("1 exchange is bought again whole, because something in it changed: 3 lines, 40 characters.")
    assert remark_on_exchanges(before, {exchange.digest}, had) == ""
    assert remark_on_exchanges(after, set(), {}) == "", "what was never bought is not bought again"


def conversed(spec: EpisodeSpec) -> Plan:
    return compile_episode(spec, EXCHANGED)


def test_turns_of_a_passage_are_ordered_together_and_an_edit_buys_no_other_passage() -> None:
    plan = conversed(spec_of(turns=16))
    assert alone(plan) == []
    after = conversed(edited(spec_of(turns=16), segment=1, turn=3, text="Something else is said here."))
    new = new_between(plan, after)
    assert len([step for step in new if step.engine == "elevenlabs_dialogue"]) == 1
    assert len([step for step in new if step.engine == "passage_dialogue"]) == 1


def test_another_take_of_a_turn_is_another_exchange_and_not_the_same_one_faster() -> None:
    episode = spec_of(turns=4)
    segment = episode.segments[0]
    again = segment.turns[1].model_copy(update={"take": 2})
    turns = (segment.turns[0], again, *segment.turns[2:])
    other = episode.model_copy(
        update={"segments": (segment.model_copy(update={"turns": turns}), *episode.segments[1:])}
    )
    new = new_between(conversed(episode), conversed(other))
    [exchange] = [step for step in new if step.engine == "elevenlabs_dialogue"]
    assert exchange.settings["lines"][1]["take"] == 2
    assert {step.settings["pace_percent"] for step in new if step.engine == "exchange_line"} == {100}


def test_an_episode_decides_for_itself() -> None:
    episode = spec_of(turns=4)
    assert bought(conversed(episode.model_copy(update={"exchange": LINE_BY_LINE}))) == []
    assert bought(compile_episode(episode.model_copy(update={"exchange": "elevenlabs_dialogue"}), CLOUD))
