"""Every how-to page is followed to the letter, on a copy of the house."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
PAGES = HOUSE / "infra/docs/how-to"
pytestmark = pytest.mark.slow
_BLOCK = re.compile(r"```\w+ (file|append)=(\S+)\n(.*?)```", re.DOTALL)


@pytest.fixture
def copy_of_the_house(tmp_path: Path) -> Path:
    """What Python compiled before comes along: files keep their times, so nothing is compiled anew."""
    ignore = shutil.ignore_patterns("node_modules", "dist", ".git", ".venv", ".run")
    for name in ("renderers", "studio", "projects", "billing", "tests", "infra"):
        shutil.copytree(HOUSE / name, tmp_path / name, ignore=ignore)
    for name in ("manage.py", "pyproject.toml"):
        shutil.copy(HOUSE / name, tmp_path / name)
    return tmp_path


def _follow(page: str, house: Path) -> list[str]:
    """Do what the page shows, word for word; the files it made or added to."""
    shown = _BLOCK.findall((PAGES / page).read_text("utf-8"))
    assert shown, f"{page} shows no file"
    for how, name, text in shown:
        path = house / name
        assert path.exists() == (how == "append"), f"{page} is out of date about {name}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text((path.read_text("utf-8") if how == "append" else "") + text, "utf-8")
    return [name for _, name, _ in shown]


def _run(house: Path, *command: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(house)}
    return subprocess.run(
        [sys.executable, *command], cwd=house, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    ("page", "contract", "name"),
    [
        ("add-an-engine.md", "tests/contracts/test_every_engine.py", "flat_card"),
        ("add-an-export.md", "tests/contracts/test_every_export.py", "wav_sound"),
        ("add-a-sound.md", "tests/renderers/sounds", "spoon or many_sounds or wall_of_sound"),
        ("add-a-set.md", "tests/renderers/painting/test_sets.py", "greenhouse"),
    ],
)
def test_one_file_is_enough_for_the_contract(copy_of_the_house: Path, page: str, contract: str, name: str) -> None:
    assert len(_follow(page, copy_of_the_house)) == 1
    done = _run(copy_of_the_house, "-m", "pytest", "-q", "-p", "no:cacheprovider", contract, "-k", name)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]
    passed = re.search(r"(\d+) passed", done.stdout)
    assert passed is not None
    assert int(passed[1]) >= 3


def test_a_resource_is_in_the_document_as_soon_as_its_view_is_written(copy_of_the_house: Path) -> None:
    assert len(_follow("add-an-api-resource.md", copy_of_the_house)) == 2
    done = _run(
        copy_of_the_house, "manage.py", "spectacular", "--validate", "--fail-on-warn", "--format", "openapi-json"
    )
    assert done.returncode == 0, done.stderr[-2000:]
    operation = json.loads(done.stdout)["paths"]["/v1/projects/{project_id}/pace"]["get"]
    assert operation["responses"]["200"]["content"]["application/json"]["schema"]["$ref"].endswith("/PaceOut")
    assert "404" in operation["responses"]


def test_a_new_price_list_is_in_force_from_its_day_on(copy_of_the_house: Path) -> None:
    assert len(_follow("change-prices.md", copy_of_the_house)) == 1
    done = _run(
        copy_of_the_house,
        "-c",
        "from datetime import UTC, datetime\n"
        "from billing.pricing import in_force\n"
        "print(*(in_force(now=datetime(*day, tzinfo=UTC)).rate('cpu') for day in ((2026, 12, 31), (2027, 1, 1))))",
    )
    assert done.stdout.split() == ["20000", "25000"], done.stderr


def test_a_page_is_a_chunk_of_its_own_as_soon_as_its_files_are_there(tmp_path: Path) -> None:
    source = HOUSE / "frontend"
    modules = source / "node_modules"
    assert modules.is_dir(), "run `make setup` first"
    shutil.copytree(source, tmp_path / "frontend", ignore=shutil.ignore_patterns("node_modules", "dist"))
    (tmp_path / "frontend/node_modules").symlink_to(modules)
    _follow("add-a-page.md", tmp_path)
    built = subprocess.run(
        ["npm", "run", "--silent", "build"], cwd=tmp_path / "frontend", capture_output=True, text=True, check=False
    )
    assert built.returncode == 0, built.stdout[-2000:] + built.stderr[-2000:]
    manifest = json.loads((tmp_path / "frontend/dist/app/manifest.json").read_text())
    assert manifest["src/features/places/Page.tsx"]["isDynamicEntry"]
