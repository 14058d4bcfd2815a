"""Who is measured against what, and that a gate changes no clip."""

from __future__ import annotations

from renderers.compilers.film import compile_film
from renderers.compilers.film_finish import RAW
from renderers.compilers.likeness import GATE, people_in
from renderers.ordering import watching_order
from renderers.plan import Plan, Step
from renderers.presets import DRAFT, STANDARD
from renderers.spec import FilmSpec, ReferenceSpec, WornSpec
from tests.renderers.compilers.test_film import spec

UPLOADED = "a" * 64


def known(before: FilmSpec, *, recogniser: bool = True) -> FilmSpec:
    """Mara was brought as a picture."""
    picture = ReferenceSpec(kind="front", digest=UPLOADED)
    cast = tuple(
        member.model_copy(update={"references": (picture,)}) if member.name == "Mara" else member
        for member in before.cast
    )
    return before.model_copy(update={"cast": cast, "recogniser": recogniser})


def made_by(plan: Plan, engine: str) -> list[Step]:
    return [step for step in plan if step.engine == engine]


def filmed(plan: Plan) -> list[Step]:
    """Clips as they come from who films them, before they are finished."""
    return [*made_by(plan, "wan_5b"), *made_by(plan, "ken_burns")]


def test_painted_people_are_measured_against_one_sheet_each() -> None:
    plan = compile_film(spec(), DRAFT)
    sheets = {step.digest for step in made_by(plan, "draft_sheet")}
    against = [
        {digest for role, digest in step.inputs if role != "picture"} for step in made_by(plan, "drawn_likeness")
    ]
    assert against
    assert set.union(*against) == sheets
    assert len(sheets) == 2, "Mara and Tom"
    report = plan.by_digest()[plan.result]
    assert [role for role, _ in report.inputs if role.startswith("likeness")] == [
        f"likeness.{at}" for at in range(len(against))
    ]
    assert made_by(plan, GATE) == [], "a painter costs too little to be held back"


def test_measures_of_painted_pictures_delay_nothing_that_is_watched() -> None:
    plan = compile_film(spec(), DRAFT)
    order = [step.digest for step in watching_order(plan)]
    first_scene = order.index(plan.wanted["s1"]["preview"])
    assert all(order.index(step.digest) > first_scene for step in made_by(plan, "drawn_likeness"))
    assert order.index(plan.wanted["s1.1"]["panel"]) < first_scene


def test_a_gate_stands_before_the_clip_and_is_in_no_digest_of_it() -> None:
    plain, gated = (compile_film(known(spec(), recogniser=told), STANDARD) for told in (False, True))
    clips = {step.digest: step for step in filmed(gated)}
    assert set(clips) == {step.digest for step in filmed(plain)}
    gates = {step.digest for step in made_by(gated, GATE)}
    assert gates
    assert {digest for step in clips.values() for digest in step.after} == gates
    places = {step.digest: at for at, step in enumerate(gated)}
    for step in clips.values():
        assert all(places[gate] < places[step.digest] for gate in step.after)


def test_a_key_image_that_was_let_pass_has_no_gate() -> None:
    before = known(spec())
    plan = compile_film(before, STANDARD)
    held = next(key for key, roles in plan.wanted.items() if "gate 0" in roles)
    passed = before.model_copy(update={"let_pass": (plan.wanted[held]["panel"],)})
    after = compile_film(passed, STANDARD)
    assert "gate 0" not in after.wanted[held]
    assert after.wanted[held]["clip"] == plan.wanted[held]["clip"]
    assert after.by_digest()[after.wanted[held]["clip"]].after == ()


def test_uploaded_pictures_are_given_and_nobody_makes_them() -> None:
    plan = compile_film(known(spec()), STANDARD)
    [measured, *_] = made_by(plan, "face_likeness")
    assert measured.given == (("reference.0", UPLOADED),)
    assert UPLOADED not in plan.by_digest()
    assert UPLOADED not in measured.needs
    assert measured.files[-1] == ("reference.0", UPLOADED)


def test_without_a_recogniser_what_models_draw_is_not_measured() -> None:
    plan = compile_film(known(spec(), recogniser=False), STANDARD)
    assert made_by(plan, "face_likeness") == made_by(plan, GATE) == []


def test_who_is_measured_is_told_in_the_order_of_the_answer() -> None:
    for film, preset, engine in ((spec(), DRAFT, "drawn_likeness"), (known(spec()), STANDARD, "face_likeness")):
        plan = compile_film(film, preset)
        shots = {shot.key: shot for scene in film.scenes for shot in scene.shots}
        for step in made_by(plan, engine):
            if step.subject in shots:
                assert len(people_in(shots[step.subject], film, engine, preset)) == len(step.settings["people"])


def looking(before: FilmSpec, *, look: str) -> FilmSpec:
    """Workers tell faces apart, nobody brought a picture, and Mara wears something else in every scene."""
    mara = next(member.key for member in before.cast if member.name == "Mara")
    scenes = tuple(
        scene.model_copy(update={"worn": (WornSpec(character=mara, description=look),) if look else ()})
        for scene in before.scenes
    )
    return before.model_copy(update={"scenes": scenes, "recogniser": True})


def test_whoever_was_brought_no_picture_is_held_against_the_sheet_a_model_drew_first() -> None:
    plan = compile_film(looking(spec(), look=""), STANDARD)
    steps = plan.by_digest()
    measured = made_by(plan, "face_likeness")
    assert measured
    for step in measured:
        known = [steps[digest] for role, digest in step.inputs if role.startswith("reference")]
        assert len(known) == len(step.settings["people"])
        assert {each.engine for each in known} == {"flux2_klein"}
        assert step.given == ()
    clips = made_by(plan, "wan_5b")
    gated = {digest for clip in clips for digest in clip.after}
    assert {steps[digest].engine for digest in gated} == {GATE}


def test_a_sheet_of_a_look_that_drifted_is_found_before_any_clip_of_it() -> None:
    plain, worn = (compile_film(looking(spec(), look=look), STANDARD) for look in ("", "a torn uniform"))
    assert not any(role.startswith("gate of sheet") for roles in plain.wanted.values() for role in roles)
    steps = worn.by_digest()
    held = {key: roles for key, roles in worn.wanted.items() if "gate of sheet 0" in roles}
    assert held
    for roles in held.values():
        gate = steps[roles["gate of sheet 0"]]
        assert gate.settings["of"] == "sheet"
        compared = steps[gate.inputs[0][1]]
        sheet, first = (steps[digest] for _, digest in compared.inputs)
        assert "a torn uniform" in sheet.settings["prompt"]
        assert ("reference.0", first.digest) in sheet.inputs, "it was drawn after what it is held against"
        assert roles["gate of sheet 0"] in steps[roles.get(RAW, roles["clip"])].after


def test_a_sheet_drawn_after_pictures_is_held_against_those() -> None:
    plan = compile_film(known(spec()), STANDARD)
    gates = {roles[role] for roles in plan.wanted.values() for role in roles if role.startswith("gate of sheet")}
    steps = plan.by_digest()
    compared = {steps[gate].inputs[0][1] for gate in gates}
    assert [steps[digest].given for digest in compared] == [(("reference.0", UPLOADED),)]
