"""What `make run` promises before anybody has signed in."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser

from studio.embedded.folder import PROJECT
from tests.e2e.conftest import READY_WITHIN_SECONDS, Studio


def test_the_studio_opens_in_a_browser_without_an_error(studio: Studio, browser: Browser) -> None:
    page = browser.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    answer = page.goto(studio.url)
    assert answer is not None
    assert answer.status == 200
    page.get_by_role("heading").first.wait_for()
    assert errors == []
    page.close()


def test_a_second_start_names_the_studio_that_runs(studio: Studio) -> None:
    environment = {**os.environ, "STUDIO_STATE": str(studio.data)}
    second = subprocess.run(
        [sys.executable, "-m", "studio.embedded"],
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=READY_WITHIN_SECONDS,
        check=False,
    )
    assert second.returncode == 1
    assert f"already runs at {studio.url}" in second.stdout


def test_commands_find_the_services_of_the_studio_that_runs(studio: Studio) -> None:
    unset = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE", "SECRET_KEY")
    environment = {name: value for name, value in os.environ.items() if name not in unset}
    answer = subprocess.run(
        [sys.executable, "manage.py", "migrate", "--check", "--database", "owner"],
        cwd=PROJECT,
        env=environment | {"STUDIO_STATE": str(studio.data)},
        capture_output=True,
        text=True,
        timeout=READY_WITHIN_SECONDS,
        check=False,
    )
    assert answer.returncode == 0, answer.stdout + answer.stderr


def test_everything_the_studio_keeps_is_in_its_folder(studio: Studio) -> None:
    names = {path.name for path in Path(studio.data).iterdir()}
    assert {"postgres", "valkey", "secret_key", "passwords.json", "services.json"} <= names
