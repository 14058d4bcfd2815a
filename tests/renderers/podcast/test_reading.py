"""An episode's file: what it says, and what is said of it when it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from renderers.episode import EpisodeSpec, Relation
from renderers.errors import BadInput
from renderers.podcast.making import episode_spec
from renderers.podcast.reading import parse_episode, read_episode
from renderers.podcast.saving import saved

SCRIPT = """title: The light
show: Slow Questions
people:
  - {name: Ada, role: host}
  - {name: Lewis, role: expert, place: 40}
sources:
  - {key: lens, title: The Lens, text: "A lens bends light. It does so at its surface."}
segments:
  - title: Why light a rock
    purpose: opening
    script: |
      ADA (warmly)
      Welcome. Why would anybody
      light a rock?

      LEWIS: Because of the ships. [@lens]

      ADA (listening)
      Mm-hm.

      ADA (interrupting, dryly)
      All of them?

      LEWIS (after 2 s)
      All of them.
"""


def spec_of(text: str, folder: Path = Path()) -> EpisodeSpec:
    return episode_spec(parse_episode(text, folder=folder), voices="flite").spec


def test_a_script_is_read_cue_by_cue() -> None:
    turns = spec_of(SCRIPT).turns()
    assert [(turn.speaker, turn.relation.value) for turn in turns] == [
        ("ada", "answer"), ("lewis", "answer"), ("ada", "backchannel"), ("ada", "interrupt"), ("lewis", "answer"),
    ]  # fmt: skip
    assert turns[0].text == "Welcome. Why would anybody light a rock?"
    assert turns[0].manner == "warmly"
    assert (turns[1].text, turns[1].citations) == ("Because of the ships.", ("lens",))
    assert (turns[3].relation, turns[3].manner) == (Relation.INTERRUPT, "dryly")
    assert turns[4].pause_ms == 2000


def test_a_saved_episode_reads_back_as_the_same_episode() -> None:
    spec = spec_of(SCRIPT)
    assert spec_of(saved(spec)) == spec


def test_everybody_has_a_voice_and_a_seat_of_their_own() -> None:
    people = spec_of(SCRIPT).personalities
    assert people[0].voice.preset != people[1].voice.preset
    assert (people[0].place, people[1].place) == (-22, 40)


def test_without_people_the_house_speaks() -> None:
    text = SCRIPT.replace("  - {name: Ada, role: host}\n  - {name: Lewis, role: expert, place: 40}\n", "")
    people = spec_of(text.replace("people:\n", "")).personalities
    assert [person.role.value for person in people] == ["host", "expert", "creative", "skeptic"]


def test_two_people_with_one_voice_are_named_and_another_voice_is_proposed() -> None:
    text = SCRIPT.replace("role: host}", "role: host, voice: am_puck}").replace("expert,", "expert, voice: am_fenrir,")
    [notice] = episode_spec(parse_episode(text, folder=Path()), voices="flite").notices
    assert notice.startswith("line 5: Lewis sounds like Ada")
    assert "voice: " in notice


@pytest.mark.parametrize(
    ("wrong", "right", "said"),
    [
        ("title: The light\n", "", "line 1: `title` is missing"),
        ("show:", "shw:", "line 2: there is no `shw` here; did you mean `show`?"),
        ("role: host", "rle: host", "line 4: there is no `rle` here; did you mean `role`?"),
        ("role: host", "role: boss", "line 4: people.1.role"),
        ("ADA (warmly)", "BOB (warmly)", "line 12: 'BOB' is not one of the people"),
        ("      ADA (warmly)\n", "", "line 12: nobody says"),
        ("[@lens]", "[@glass]", "cites 'glass', which is no source"),
        ("after 2 s", "after 20 s", "a pause of 20 s"),
        ("All of them?", "", "line 21: this turn says nothing"),
        ("ADA (warmly)", "ADA (overlapping)", "the first turn of a segment has nothing to interrupt"),
        ("name: Lewis", "name: Ada", "two people are called Ada"),
        ("role: host}", "role: host, voice: af_hart}", "line 4: there is no voice 'af_hart'"),
        ("show: Slow Questions", "language: fr", "line 2: language: Ada and Lewis cannot speak French"),
        ("show: Slow Questions", "music: polka", "line 2: music: choose one of"),
        ("show: Slow Questions", "show: [", "line 4"),
        ("  - {name: Lewis, role: expert, place: 40}\n", "", "line 4: 1 people; a conversation has two to six"),
    ],
)
def test_a_fault_is_named_with_its_line(wrong: str, right: str, said: str) -> None:
    assert wrong in SCRIPT
    with pytest.raises(BadInput) as raised:
        spec_of(SCRIPT.replace(wrong, right, 1))
    assert said in str(raised.value)


def test_repeats_are_refused_before_they_grow() -> None:
    with pytest.raises(BadInput, match="line 2: `\\*` repeats"):
        parse_episode("title: &a x\nshow: *a\n", folder=Path())


def test_a_file_that_is_no_text_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "episode.yaml").write_bytes(b"title: \xff\xfe")
    with pytest.raises(BadInput, match="UTF-8"):
        read_episode(tmp_path / "episode.yaml")
    with pytest.raises(BadInput, match="check the path"):
        read_episode(tmp_path / "none.yaml")
