"""Rules of the house that no linter knows."""

import re
import subprocess
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
TOP = {
    ".ci", ".gitignore", "CHANGELOG.md", "Makefile", "README.md", "billing", "frontend", "infra", "manage.py",
    "projects", "pyproject.toml", "renderers", "studio", "tests",
}  # fmt: skip


def _tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=HOUSE, capture_output=True, text=True, check=True).stdout
    return [HOUSE / name for name in listed.split("\0") if name]


def test_the_top_level_holds_only_what_belongs_there() -> None:
    assert {path.relative_to(HOUSE).parts[0] for path in _tracked()} <= TOP


def test_lock_files_hold_hashes_and_no_addresses() -> None:
    locks = [*HOUSE.glob("infra/locks/*.txt"), HOUSE / "frontend/package-lock.json"]
    assert len(locks) == 5
    for lock in locks:
        text = lock.read_text()
        assert not re.search(r"https?://[^\"\s]+\.(whl|tgz|tar\.gz|zip)|--(extra-)?index-url|file:///", text), lock
    assert "--hash=sha256:" in locks[0].read_text()


@pytest.mark.parametrize("package", ["renderers", "studio", "projects", "billing"])
def test_files_stay_short_enough_to_read(package: str) -> None:
    long = {
        str(path.relative_to(HOUSE)): lines
        for path in (HOUSE / package).rglob("*.py")
        if "migrations" not in path.parts and (lines := len(path.read_text().splitlines())) > 420
    }
    assert long == {}


def test_nothing_is_left_unfinished_or_silenced_without_a_reason() -> None:
    marks = re.compile(r"\bTODO\b|\bFIXME\b|raise NotImplementedError|# type: ignore$|# noqa$")
    found = [
        f"{path.relative_to(HOUSE)}:{number}"
        for path in _tracked()
        if path.suffix == ".py" and path != Path(__file__) and path.exists()
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if marks.search(line)
    ]
    assert found == []
