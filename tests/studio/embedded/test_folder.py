from __future__ import annotations

import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from studio.embedded.folder import PROJECT, ServiceError, keep_secret, make_data_folder, open_log, passwords


def test_a_folder_that_holds_other_things_is_refused_and_left_as_it_was(data: Path) -> None:
    (data / "thesis.txt").write_text("mine")
    data.chmod(0o755)
    with pytest.raises(ServiceError, match="STUDIO_STATE"):
        make_data_folder(data)
    assert stat.S_IMODE(data.stat().st_mode) == 0o755
    assert [path.name for path in data.iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize("place", ["thesis.txt", "thesis.txt/state", "/proc/nope"])
def test_a_folder_that_cannot_be_made_is_said(data: Path, place: str) -> None:
    (data / "thesis.txt").write_text("mine")
    with pytest.raises(ServiceError, match=r"cannot be made .*STUDIO_STATE"):
        make_data_folder(data / place)


def test_our_own_folder_is_taken_again_with_everything_in_it(data: Path) -> None:
    make_data_folder(data)
    (data / "film.mp4").touch()
    assert make_data_folder(data) == data


def test_others_cannot_list_the_folder(data: Path) -> None:
    assert stat.S_IMODE(make_data_folder(data).stat().st_mode) & 0o066 == 0


def test_a_secret_is_drawn_once_even_by_eight_at_the_same_time(data: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        drawn = set(pool.map(lambda _: keep_secret(data / "secret_key"), range(8)))
    assert len(drawn) == 1
    assert stat.S_IMODE((data / "secret_key").stat().st_mode) == 0o600


def test_passwords_stay_and_are_for_our_eyes_only(data: Path) -> None:
    first = passwords(data)
    assert passwords(data) == first
    assert len(set(first.values())) == 4
    assert stat.S_IMODE((data / "passwords.json").stat().st_mode) == 0o600


def test_a_log_past_ten_megabytes_is_put_aside(data: Path) -> None:
    log = data / "postgres.log"
    log.write_bytes(b"x" * (10 * 2**20 + 1))
    with os.fdopen(open_log(log), "ab") as out:
        out.write(b"new")
    assert log.read_bytes() == b"new"
    assert (data / "postgres.log.1").stat().st_size > 10 * 2**20


def test_the_supervisor_starts_without_any_package_installed() -> None:
    command = [sys.executable, "-S", "-c", "import studio.embedded.supervisor, studio.embedded.clean"]
    assert subprocess.run(command, cwd=PROJECT, check=False).returncode == 0
