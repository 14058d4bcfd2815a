"""`manage.py film`: a film from the shell through database, farm and workers; words and exit codes for the rest."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

import pytest
from django.core.management import call_command
from django.db import connection

from projects.project.made import FILM as FILM_SUBJECT
from projects.project.models import Project
from projects.rendering.house import HOUSE, open_house
from projects.rendering.sample import refreshed_sample
from projects.rendering.shell import deliver
from renderers.errors import RenderError
from renderers.farm.models import Render
from renderers.media.probe import video_facts
from studio.core.clock import now
from studio.core.tenancy import tenant
from studio.embedded.folder import PROJECT
from tests.projects.story import edit

FILM = """Title: Two Cups

INT. KITCHEN - NIGHT

Rain.

MIA
You came back.
"""


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "options", "says"),
    [
        ("No headings at all.", [], "scene heading"),
        ("INT. A - DAY\n\nzero \x00", [], "Line 3 holds a zero byte"),
        (FILM, ["--rate", "7"], "23.976"),
        (FILM, ["--aspect", "wide"], "16:9"),
        (None, [], "check the path"),
    ],
    ids=["no headings", "zero byte", "rate", "aspect", "no file"],
)
def test_input_that_cannot_be_used_ends_with_2_and_orders_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str | None, options: list[str], says: str
) -> None:
    script = tmp_path / "film.fountain"
    if text is not None:
        script.write_text(text)
    with pytest.raises(SystemExit) as ended:
        call_command("film", str(script), *options)
    assert ended.value.code == 2
    assert says in capsys.readouterr().err
    open_house()
    with tenant(HOUSE):
        assert not Render.objects.exists()
        assert not Project.objects.exists()


@pytest.mark.django_db
def test_the_samples_place_is_kept_for_what_new_workspaces_get() -> None:
    open_house()
    with tenant(HOUSE):
        first = refreshed_sample(workspace_id=HOUSE, now=now())
        assert refreshed_sample(workspace_id=HOUSE, now=now()).id == first.id
    edit(first, "A hundred and twelve steps.", "A hundred steps.")
    with tenant(HOUSE):
        fresh = refreshed_sample(workspace_id=HOUSE, now=now())
        assert fresh.id != first.id
        assert list(Project.objects.filter(is_sample=True)) == [fresh]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_command_makes_the_film_and_the_second_time_makes_nothing(tmp_path: Path) -> None:
    script, out = tmp_path / "film.fountain", tmp_path / "films" / "film.mp4"
    script.write_text(FILM.replace("You came back.", "Ich habe nicht gewusst, dass du heute noch nach Hause kommst."))
    first = _film(script, out, tmp_path)
    assert first.returncode == 0, first.stderr
    assert "reads as German" in first.stderr
    assert "no worker is online" in first.stderr
    assert "checked against its plan" in first.stderr
    facts = video_facts(out)
    assert (facts["width"], facts["height"]) == (1280, 720)
    assert facts["frames"] > 24 * 6
    out.unlink()
    second = _film(script, out, tmp_path)
    assert second.returncode == 0, second.stderr
    assert out.exists()
    with tenant(HOUSE):
        renders = list(Render.objects.order_by("id"))
        assert len({render.subject for render in renders}) == 1
        assert all(each.cached for each in renders[1].render_steps.all())


@pytest.mark.slow
def test_without_a_database_the_command_says_so(tmp_path: Path) -> None:
    script = tmp_path / "film.fountain"
    script.write_text(FILM)
    done = _film(script, tmp_path / "film.mp4", tmp_path, database="postgresql://nobody@127.0.0.1:9/none")
    assert done.returncode == 1
    assert "the database does not answer" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.django_db
def test_a_film_whose_file_is_gone_is_said_not_raised(tmp_path: Path) -> None:
    render = Render(workspace_id=open_house(), wanted={FILM_SUBJECT: {"master": "0" * 64}})
    with pytest.raises(RenderError, match="gone from the store"):
        deliver(render, tmp_path / "film.mp4")
    assert not list(tmp_path.iterdir())


def _film(script: Path, out: Path, folder: Path, *, database: str = "") -> subprocess.CompletedProcess[str]:
    """In a process of its own, against the database of this test (or a given one), with workers of its own."""
    url = urlsplit(os.environ.get("DATABASE_URL", ""))
    here = database or urlunsplit(url._replace(path=f"/{quote(str(connection.settings_dict['NAME']))}"))
    environment = os.environ | {
        "DATABASE_URL": here,
        "DATABASE_OWNER_URL": here,
        "STUDIO_STATE": str(folder / "state"),
        "DJANGO_SETTINGS_MODULE": "studio.settings",
    }
    return subprocess.run(
        [sys.executable, "manage.py", "film", str(script), "-o", str(out)],
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
