"""Every how-to page is followed to the letter, on a copy of the house."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
PAGES = HOUSE / "infra/docs/how-to"
_FILE = re.compile(r"```\w+ file=(\S+)\n(.*?)```", re.DOTALL)


@pytest.fixture
def copy_of_the_house(tmp_path: Path) -> Path:
    ignore = shutil.ignore_patterns("__pycache__", "node_modules", "dist", ".git", ".venv", ".run")
    for name in ("renderers", "studio", "projects", "billing", "tests", "infra"):
        shutil.copytree(HOUSE / name, tmp_path / name, ignore=ignore)
    for name in ("manage.py", "pyproject.toml"):
        shutil.copy(HOUSE / name, tmp_path / name)
    return tmp_path


def _follow(page: str, house: Path) -> list[str]:
    """Write every file the page shows; their paths."""
    shown = _FILE.findall((PAGES / page).read_text("utf-8"))
    assert shown, f"{page} shows no file"
    for name, text in shown:
        path = house / name
        assert not path.exists(), f"{page} would overwrite {name}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return [name for name, _ in shown]


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
    ],
)
def test_one_file_is_enough_for_the_contract(copy_of_the_house: Path, page: str, contract: str, name: str) -> None:
    assert len(_follow(page, copy_of_the_house)) == 1
    done = _run(copy_of_the_house, "-m", "pytest", "-q", "-p", "no:cacheprovider", contract, "-k", name)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]
    passed = re.search(r"(\d+) passed", done.stdout)
    assert passed is not None
    assert int(passed[1]) >= 3
