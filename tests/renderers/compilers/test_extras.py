"""Who is seen in the pictures of a scene without a name."""

from __future__ import annotations

from fractions import Fraction

from renderers.compilers.pictures import MOST_SEEN, Shown, people_of, pictures, places_of
from renderers.painting.group_words import Drawn
from renderers.painting.people.appearance import Headwear, Outfit
from renderers.painting.performance import Pose
from renderers.screenplay.film import film_spec
from renderers.screenplay.fountain import parse
from renderers.screenplay.sample import sample_text
from renderers.spec import ShotSize


def shown(text: str, heading: str = "") -> list[Shown]:
    spec = film_spec(parse(text), rate=Fraction(24), aspect="16:9")
    places = places_of(spec.scenes)
    people = people_of(spec, places)
    return [
        each
        for scene, place in zip(spec.scenes, places, strict=True)
        if scene.shots[0].size is not ShotSize.TITLE and heading in scene.heading
        for each in pictures(scene, place, people, style=spec.style)
    ]


def test_the_three_shadows_of_the_sample_are_its_characters_behind_the_glass() -> None:
    first, *rest = shown(sample_text(), "EXT. LIGHTHOUSE")
    assert [seen.drawn for seen in first.picture.cast] == [Drawn.SILHOUETTE] * 3
    assert {seen.at for seen in first.picture.cast} == {"glass"}
    assert len({seen.appearance.height_percent for seen in first.picture.cast}) > 1
    assert all(len(each.picture.cast) == 3 for each in rest)


def test_a_group_is_dressed_as_it_is_called_and_comes_with_who_is_named() -> None:
    (only,) = shown("INT. HALL - DAY\n\nTwo soldiers carry a chest.\n")
    assert [seen.appearance.outfit for seen in only.picture.cast] == [Outfit.FATIGUES] * 2
    assert {seen.appearance.headwear for seen in only.picture.cast} == {Headwear.HELMET}
    faces = [seen.appearance.face for seen in only.picture.cast]
    assert faces[0] != faces[1]


def test_a_crowd_stays_behind_the_talk_and_out_of_the_inserts() -> None:
    text = "EXT. SQUARE - DAY\n\nA crowd gathers. ANNA waits.\n\nANNA\nWho is it?\n\nINSERT - A LETTER in her hand.\n"
    every = shown(text)
    assert [bool(each.picture.crowd) for each in every] == [each.picture.size is not ShotSize.INSERT for each in every]


def test_a_character_who_is_many_brings_the_others_and_is_not_seen_twice() -> None:
    text = "INT. HALL - DAY\n\nTHREE GUARDS burst in.\n\nTHREE GUARDS\nStop!\n\nANNA\nWhy?\n"
    first = shown(text)[0].picture
    assert len(first.cast) == 3
    assert len({seen.appearance.outfit for seen in first.cast}) == 1
    talk = [each for each in shown(text) if each.speakers == (0,) and each.picture.cast[0].speaks]
    assert talk
    assert sum(seen.speaks for seen in talk[0].picture.cast) == 1


def test_nobody_sees_more_people_than_there_is_room_for() -> None:
    text = "INT. HALL - DAY\n\nEight nurses, eight cops and six monks wait for ANNA.\n\nANNA\nHello.\n"
    assert all(len(each.picture.cast) <= MOST_SEEN for each in shown(text))


def test_who_sat_down_still_sits_when_speaking_and_stands_after_getting_up() -> None:
    text = "INT. ROOM - DAY\n\nANNA and TOM sit.\n\nANNA\nWell?\n\nTOM\nWell.\n\nTom gets up.\n\nTOM\nI go.\n"
    poses = [[seen.performance.pose for seen in each.picture.cast] for each in shown(text)]
    assert poses[1] == [Pose.SIT, Pose.SIT]
    assert poses[-1][0] is Pose.STAND


def test_whoever_drives_sits_on_the_left_in_every_shot_of_the_car() -> None:
    text = "INT. CAR - DAY\n\nTOM drives. ANNA sleeps.\n\nANNA\nWhere are we?\n\nTOM\nNowhere.\n"
    sides = {seen.place for each in shown(text) for seen in each.picture.cast if seen.performance.pose is Pose.DRIVE}
    assert sides == {-1}
