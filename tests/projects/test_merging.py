"""A screenplay changes; what is still the same stays the same rows, with what people set on them."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from projects.cast.models import Character
from projects.cast.selectors import characters_of
from projects.cast.services import change_character
from projects.project.models import Project
from projects.rendering.spec import film_spec
from projects.screenplay.models import Revision
from projects.storyboard.services import change_shot, reset_shot
from studio.core.errors import PreconditionFailed
from studio.core.tenancy import tenant
from tests.projects.story import STORY, a_story, done, edit, labels, lines, rewrite, scenes, shots, text_of

pytestmark = pytest.mark.django_db


def _cast(project: Project) -> dict[str, Character]:
    with tenant(project.workspace_id):
        return {row.name: row for row in characters_of(project)}


def test_a_changed_line_changes_that_line_its_shot_and_its_scene_only() -> None:
    project = a_story()
    before_lines, before_shots, before_scenes = lines(project), shots(project), scenes(project)
    changes = edit(project, "I never left the street.", "I never left this street.").changes
    assert labels(changes["lines"].changed) == ["OTTO: I never left this street."]
    assert labels(changes["scenes"].changed) == ["1. INT. KITCHEN - NIGHT"]
    assert len(changes["shots"].changed) == 1
    for kind in ("lines", "scenes", "shots"):
        assert done(changes[kind]) == {"changed"}
    assert [row.id for row in lines(project)] == [row.id for row in before_lines]
    assert [row.id for row in scenes(project)] == [row.id for row in before_scenes]
    now_shots = shots(project)
    assert [row.id for row in now_shots] == [row.id for row in before_shots]
    versions = [(old.version, new.version) for old, new in zip(before_shots, now_shots, strict=True)]
    assert versions.count((1, 2)) == 1
    assert versions.count((1, 1)) == len(versions) - 1


def test_a_line_said_anew_in_other_words_is_still_that_line() -> None:
    project = a_story()
    before = [row.id for row in lines(project)]
    edit(project, "Sit down.", "Go away, please.")
    assert [row.id for row in lines(project)] == before


def test_an_inserted_scene_leaves_all_others_as_they_were() -> None:
    project = a_story()
    before_scenes, before_shots, before_lines = scenes(project), shots(project), lines(project)
    changes = edit(
        project, "EXT. STREET - DAY\n", "INT. CELLAR - NIGHT\n\nDust.\n\nOTTO\nHello?\n\nEXT. STREET - DAY\n"
    ).changes
    assert labels(changes["scenes"].added) == ["2. INT. CELLAR - NIGHT"]
    assert done(changes["scenes"]) == done(changes["shots"]) == {"added"}
    after = {row.id: row for row in shots(project)}
    assert all(row.id in after and after[row.id].version == row.version for row in before_shots)
    assert [row.id for row in scenes(project) if row.heading != "INT. CELLAR - NIGHT"] == [r.id for r in before_scenes]
    assert {row.id for row in before_lines} < {row.id for row in lines(project)}


def test_an_inserted_line_leaves_the_framing_of_its_neighbours() -> None:
    project = a_story()
    before = {row.id: (row.size, row.movement, row.prompt, row.version) for row in shots(project)}
    edit(project, "You came back.\n", "You came back.\n\nOTTO\nYes.\n")
    after = {row.id: (row.size, row.movement, row.prompt, row.version) for row in shots(project)}
    assert before.items() <= after.items()
    assert len(after) == len(before) + 1


def test_a_removed_scene_comes_back_as_itself_when_its_text_does() -> None:
    project = a_story()
    before_scenes, before_lines, before_shots = scenes(project), lines(project), shots(project)
    without = STORY[: STORY.index("EXT. STREET")] + STORY[STORY.index("INT. KITCHEN - MORNING") :]
    gone = rewrite(project, without).changes
    assert labels(gone["scenes"].removed) == ["2. EXT. STREET - DAY"]
    assert labels(gone["lines"].removed) == ["MIA: Nobody saw you."]
    assert len(scenes(project)) == 2
    back = rewrite(project, STORY).changes
    assert labels(back["scenes"].added) == ["2. EXT. STREET - DAY"]
    assert [row.id for row in scenes(project)] == [row.id for row in before_scenes]
    assert [row.id for row in lines(project)] == [row.id for row in before_lines]
    assert [row.id for row in shots(project)] == [row.id for row in before_shots]


def test_a_moved_scene_is_the_same_scene_elsewhere() -> None:
    project = a_story()
    before = {row.heading: row.id for row in scenes(project)}
    before_shots = {row.id for row in shots(project)}
    street = STORY[STORY.index("EXT. STREET") : STORY.index("INT. KITCHEN - MORNING")]
    changes = rewrite(project, STORY.replace(street, "") + "\n" + street).changes
    assert {row.heading: row.id for row in scenes(project)} == before
    assert [row.heading for row in scenes(project)][-1] == "EXT. STREET - DAY"
    assert len(changes["scenes"].moved) == 1
    assert done(changes["scenes"]) == {"moved"}
    assert {row.id for row in shots(project)} == before_shots


def test_a_scene_split_in_two_keeps_its_lines() -> None:
    project = a_story()
    before = {row.text: row.id for row in lines(project)}
    first = scenes(project)[0].id
    changes = edit(project, "MIA\nSit down.", "INT. HALL - NIGHT\n\nMIA\nSit down.").changes
    assert {row.text: row.id for row in lines(project)} == before
    assert scenes(project)[0].id == first
    assert labels(changes["scenes"].added) == ["2. INT. HALL - NIGHT"]
    assert labels(changes["lines"].moved) == ["MIA: Sit down."]


def test_a_new_heading_does_not_make_a_new_scene() -> None:
    project = a_story()
    before = [row.id for row in scenes(project)]
    edit(project, "EXT. STREET - DAY", "EXT. AVENUE - EVENING")
    assert [row.id for row in scenes(project)] == before
    assert scenes(project)[1].heading == "EXT. AVENUE - EVENING"


def test_a_character_renamed_in_the_text_is_the_same_character_with_the_same_voice() -> None:
    project = a_story()
    mia, before_lines = _cast(project)["Mia"], [row.id for row in lines(project)]
    rewrite(project, text_of(project).replace("MIA", "MAYA"))
    maya = _cast(project)["Maya"]
    assert (maya.id, maya.voice) == (mia.id, mia.voice)
    assert [row.id for row in lines(project)] == before_lines
    assert len(_cast(project)) == 2


def test_a_character_who_falls_silent_comes_back_with_the_voice_a_person_gave() -> None:
    project = a_story()
    otto = _cast(project)["Otto"]
    with tenant(project.workspace_id):
        change_character(
            workspace_id=project.workspace_id, id=otto.id, version=otto.version, fields={"voice": "bm_george"}
        )
    rewrite(project, "INT. ROOM - DAY\n\nMIA\nAlone.\n")
    assert set(_cast(project)) == {"Mia"}
    rewrite(project, STORY)
    assert _cast(project)["Otto"].id == otto.id
    assert _cast(project)["Otto"].voice == "bm_george"


def test_what_a_person_set_on_a_shot_survives_edits_until_it_is_reset() -> None:
    project = a_story()
    shot = next(row for row in shots(project) if row.lines and row.lines[0]["text"] == "Sit down.")
    with tenant(project.workspace_id):
        change_shot(
            workspace_id=project.workspace_id,
            id=shot.id,
            version=shot.version,
            fields={"size": "extreme_close", "prompt": "Her hand on the chair."},
        )
    edit(project, "Sit down.", "Sit down, Otto.")
    kept = next(row for row in shots(project) if row.id == shot.id)
    assert (kept.size, kept.prompt, kept.pinned) == ("extreme_close", "Her hand on the chair.", ["prompt", "size"])
    assert kept.lines[0]["text"] == "Sit down, Otto."
    with tenant(project.workspace_id):
        reset = reset_shot(workspace_id=project.workspace_id, id=shot.id, version=kept.version, fields=["prompt"])
    assert (reset.prompt, reset.size, reset.pinned) == (shot.prompt, "extreme_close", ["size"])


def test_pins_come_back_with_a_scene_that_comes_back() -> None:
    project = a_story()
    shot = shots(project)[-1]
    with tenant(project.workspace_id):
        change_shot(workspace_id=project.workspace_id, id=shot.id, version=1, fields={"angle": "dutch"})
    rewrite(project, STORY[: STORY.index("INT. KITCHEN - MORNING")])
    assert shot.id not in {row.id for row in shots(project)}
    rewrite(project, STORY)
    back = next(row for row in shots(project) if row.id == shot.id)
    assert (back.angle, back.pinned) == ("dutch", ["angle"])


def test_the_same_text_again_changes_nothing_and_makes_no_revision() -> None:
    project = a_story()
    written = rewrite(project, STORY)
    assert not any(written.changes.values())
    assert written.screenplay.version == 1
    with tenant(project.workspace_id):
        assert Revision.objects.count() == 1


def test_every_draft_is_kept() -> None:
    project = a_story()
    edit(project, "Salt?", "Pepper?")
    with tenant(project.workspace_id):
        drafts = list(Revision.objects.order_by("version").values_list("version", "text"))
    assert drafts == [(1, STORY), (2, STORY.replace("Salt?", "Pepper?"))]


def test_two_people_who_write_at_once_do_not_overwrite_each_other() -> None:
    from projects.screenplay.reading import read_text
    from projects.screenplay.services import write_screenplay
    from studio.core.clock import now

    project = a_story()
    edit(project, "Salt?", "Pepper?")
    with tenant(project.workspace_id), pytest.raises(PreconditionFailed):
        write_screenplay(
            workspace_id=project.workspace_id,
            project_id=project.id,
            version=1,
            reading=read_text(STORY),
            author_id="",
            now=now(),
        )
    assert "Pepper?" in text_of(project)


ADDED = ["INT. ATTIC - DAY", "OTTO\nSo.", "Wind.", "MIA (O.S.)\nSalt.", "MIA\nSalt.", "One cup is left."]


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=False))
def test_whatever_is_edited_every_line_is_in_exactly_one_place(chance: random.Random) -> None:
    project = a_story()
    for _ in range(3):
        paragraphs = text_of(project).strip().split("\n\n")
        at = chance.randrange(1, len(paragraphs))
        if chance.random() < 0.4 and len(paragraphs) > 3:
            paragraphs.pop(at)
        elif chance.random() < 0.5:
            paragraphs.insert(at, chance.choice(ADDED))
        else:
            paragraphs.append(paragraphs.pop(at))
        rewrite(project, "\n\n".join(paragraphs) + "\n")
        heard = [(line["line"], line["part"]) for row in shots(project) for line in row.lines]
        assert sorted(heard) == sorted(set(heard)), "a line is heard twice"
        assert {line for line, _ in heard} == {row.id for row in lines(project)}
        assert all(row.shot_count for row in scenes(project))
        place = {row.id: row.scene_id for row in lines(project)}
        assert all(place[line["line"]] == row.scene_id for row in shots(project) for line in row.lines)
        if scenes(project):
            with tenant(project.workspace_id):
                assert film_spec(project).scenes


def test_two_scenes_that_share_a_line_may_change_places() -> None:
    one, other = "INT. A - DAY\n\nMIA\nYes.\n\nDust.", "INT. B - DAY\n\nSun.\n\nMIA\nYes."
    project = a_story(f"{one}\n\n{other}\n")
    for text in (f"{other}\n\n{one}\n", f"{one}\n", f"{other}\n\n{one}\n", f"{other}\n"):
        rewrite(project, text)
        at = {row.id: row.scene_id for row in lines(project)}
        heard = [(line["line"], row.scene_id) for row in shots(project) for line in row.lines]
        assert sorted(heard) == sorted(at.items())
        with tenant(project.workspace_id):
            assert film_spec(project).scenes


def test_a_feature_is_edited_in_about_a_second() -> None:
    chance = random.Random(7)
    words = "rain table window street letter silence morning cup".split()
    said = [" ".join(chance.choices(words, k=9)).capitalize() + "." for _ in range(1500)]
    blocks = []
    for number in range(110):
        blocks.append(f"INT. ROOM {number} - DAY\n\n{said[number]}")
        blocks += [f"{('MIA', 'OTTO')[turn % 2]}\n{said[(number * 13 + turn) % 1500]}" for turn in range(13)]
    text = "\n\n".join(blocks) + "\n"
    project = a_story(text)
    began = time.process_time()
    changes = rewrite(project, text.replace("INT. ROOM 50 - DAY\n", "INT. ROOM 50 - DAY\n\nA new knock.\n")).changes
    assert time.process_time() - began < 3
    assert len(changes["scenes"].changed) == 1
    assert not changes["lines"]


def test_beats_states_and_lengths_of_fades_reach_the_render_as_they_are_written() -> None:
    told = STORY.replace("You came back.", "You came. (beat) Back.").replace(
        "\nEXT. STREET", "\nDISSOLVE TO (2s):\n\nEXT. STREET"
    )
    project = a_story(told.replace("Otto walks under", "PRE-LAP:\n\nOtto, out of breath, walks under"))
    with tenant(project.workspace_id):
        spec = film_spec(project)
    kitchen, street = spec.scenes[1:3]
    (line,) = [line for shot in kitchen.shots for line in shot.lines if line.text.startswith("You came")]
    assert (line.text, line.pauses) == ("You came. Back.", ((2, 700),))
    assert (kitchen.leave_frames, street.join_frames) == (48, 48)
    before = scenes(project)
    edit(project, "You came. (beat) Back.", "You (beat) came. Back.")
    assert [row.content for row in scenes(project)][1:] == [row.content for row in before][1:]
    with tenant(project.workspace_id):
        moved = film_spec(project).scenes[1]
    assert [line.pauses for shot in moved.shots for line in shot.lines if line.pauses] == [((1, 700),)]
