"""Who a picture shows is measured against the pictures they are known by."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from renderers.engine import Job, read_settings
from renderers.engines import engines
from renderers.engines.edit.likeness_gate import LooksUnlike
from renderers.engines.seen_faces import OPENCV_FACES
from renderers.errors import BadInput, ToolMissing
from renderers.media.likeness import Likeness, Measured
from renderers.models.manifest import NAME, manifest_of
from renderers.models.store import ModelStore
from tests.contracts.jobs import job_for
from tests.fakes.tiny_recogniser import MARA, OTTO, opencv_faces, portrait
from tests.models import using


def made(engine: str, settings: dict[str, Any], inputs: dict[str, Path], out: Path) -> Path:
    maker = engines()[engine]
    scratch = out.parent / "scratch"
    scratch.mkdir(exist_ok=True)
    maker.render(Job(read_settings(maker, settings), inputs, out, scratch, lambda _: None))
    return out


@pytest.mark.slow
def test_a_painted_head_is_most_like_its_own_sheet(tmp_path: Path) -> None:
    mara = {"years": 62, "hair": "bun"}
    otto = {"years": 30, "hair": "bald", "skin": "#6b4226"}
    place, acting = {"kind": "kitchen", "interior": True}, {"place": 1, "facing": 1}
    picture = {"size": "medium_close", "place": place, "cast": [{"appearance": mara, **acting}]}
    panel = made("draft_panel", {"width": 480, "height": 270, "picture": picture}, {}, tmp_path / "panel")
    sheets = [
        made("draft_sheet", {"appearance": who}, {}, tmp_path / f"sheet{at}") for at, who in enumerate((mara, otto))
    ]
    inputs = {"picture": panel, "sheet.0": sheets[0], "sheet.1": sheets[1]}
    people = [{"seen": 0, "sheet": 0}, {"seen": 0, "sheet": 1}, {"seen": 1, "sheet": 1}]
    found = Likeness.read(made("drawn_likeness", {"people": people}, inputs, tmp_path / "likeness")).people
    assert (found[0].percent or 0) >= 60
    assert (found[0].percent or 0) > (found[1].percent or 0) + 10
    assert found[2] == Measured(why="not in the picture")


def test_who_is_seen_from_behind_is_not_measured(tmp_path: Path) -> None:
    job = job_for(engines()["drawn_likeness"], tmp_path, lambda _: None)
    from PIL import Image
    from PIL.PngImagePlugin import PngInfo

    for head, why in (
        ({"turned": 150.0}, "turned away"),
        ({"sharp": False}, "out of focus"),
        ({"height": 12.0}, "too small in the picture"),
    ):
        notes = PngInfo()
        seen = {"seen": 0, "x": 50.0, "y": 50.0, "height": 60.0, "turned": 0.0, "sharp": True} | head
        notes.add_text("heads", json.dumps([seen]))
        Image.new("RGB", (320, 180)).save(job.inputs["picture"], pnginfo=notes)
        engines()["drawn_likeness"].render(job)
        assert Likeness.read(job.out).people == (Measured(why=why),)


def test_a_picture_that_says_nothing_of_heads_is_refused(tmp_path: Path) -> None:
    job = job_for(engines()["drawn_likeness"], tmp_path, lambda _: None)
    portrait(job.inputs["picture"], MARA)
    with pytest.raises(BadInput, match="does not say where heads are"):
        engines()["drawn_likeness"].render(job)


@pytest.fixture
def recogniser(tmp_path: Path) -> Iterator[ModelStore]:
    """A store that has the tiny twins of both models."""
    with using(tmp_path / "models") as store:
        folder = store.path(OPENCV_FACES.name)
        folder.mkdir(parents=True)
        opencv_faces(folder)
        made = manifest_of(
            folder, name=OPENCV_FACES.name, source=OPENCV_FACES.source, revision="tiny", licence="Apache-2.0"
        )
        made.write(folder / NAME)
        yield store


def compared(folder: Path, picture: tuple[int, int, int] | None, *known: tuple[int, int, int] | None) -> Measured:
    inputs = {"picture": portrait(folder / "picture.png", picture)}
    inputs |= {f"reference.{at}": portrait(folder / f"known{at}.png", face) for at, face in enumerate(known)}
    found = Likeness.read(made("face_likeness", {"people": [len(known)]}, inputs, folder / "likeness"))
    assert found.by == "faces"
    return found.people[0]


def test_a_face_is_like_its_own_pictures_and_unlike_those_of_others(recogniser: ModelStore, tmp_path: Path) -> None:
    assert compared(tmp_path, MARA, OTTO, MARA).percent == 100
    other = compared(tmp_path, MARA, OTTO)
    assert other.percent is not None
    assert other.percent < 60


def test_where_no_face_is_seen_there_is_no_score_and_the_reason_is_said(recogniser: ModelStore, tmp_path: Path) -> None:
    assert compared(tmp_path, None, MARA) == Measured(why="no face is seen")
    assert compared(tmp_path, MARA, None) == Measured(why="no face is seen in their pictures")


def test_without_the_models_the_way_to_them_is_said(tmp_path: Path) -> None:
    with using(tmp_path / "empty"):
        assert "models pull opencv_faces" in engines()["face_likeness"].missing()  # type: ignore[attr-defined]
        with pytest.raises(ToolMissing, match="models pull opencv_faces"):
            compared(tmp_path, MARA, MARA)


@pytest.mark.parametrize(("percent", "passes"), [(60, True), (59, False), (None, True)])
def test_a_gate_holds_back_who_looks_unlike_their_pictures(percent: int | None, passes: bool, tmp_path: Path) -> None:
    found = tmp_path / "likeness"
    found.write_text(Likeness(by="faces", people=(Measured(percent=percent),)).model_dump_json())
    if passes:
        assert made("likeness_gate", {"person": 0}, {"likeness": found}, tmp_path / "out").exists()
        return
    with pytest.raises(LooksUnlike, match=r"looks unlike their pictures \(0.59 of 0.60\). Nothing was spent"):
        made("likeness_gate", {"person": 0}, {"likeness": found}, tmp_path / "out")
