from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from studio.embedded.folder import PROJECT
from studio.settings.environment import BadSetting, database, flag, listed

SHOW = "import json, studio.settings as s; print(json.dumps({name: getattr(s, name) for name in %r}, default=str))"


def settings(*names: str, **environment: str) -> dict[str, Any]:
    """These settings, as a new process with only this environment reads them."""
    answer = subprocess.run(
        [sys.executable, "-c", SHOW % (names,)],
        cwd=PROJECT,
        env={"PATH": os.environ["PATH"], "SECRET_KEY": "tests", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    if answer.returncode:
        raise AssertionError(answer.stderr)
    found: dict[str, Any] = json.loads(answer.stdout)
    return found


def test_a_database_address_is_taken_apart_and_unquoted() -> None:
    parts = database("postgresql://studio_app:p%40ss@db.example:5433/studio?sslmode=require")
    assert (parts["USER"], parts["PASSWORD"], parts["HOST"], parts["PORT"]) == (
        "studio_app",
        "p@ss",
        "db.example",
        5433,
    )
    assert (parts["NAME"], parts["OPTIONS"]) == ("studio", {"sslmode": "require"})


def test_another_kind_of_database_is_refused() -> None:
    with pytest.raises(BadSetting, match="postgresql://"):
        database("mysql://root@localhost/studio")


def test_a_flag_says_yes_or_no_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STUDIO_TLS", "on")
    assert flag("STUDIO_TLS") is True
    monkeypatch.setenv("STUDIO_TLS", "perhaps")
    with pytest.raises(BadSetting, match="STUDIO_TLS=perhaps"):
        flag("STUDIO_TLS")


def test_a_list_is_separated_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", "studio.example, www.studio.example,")
    assert listed("ALLOWED_HOSTS") == ["studio.example", "www.studio.example"]


def test_services_of_a_running_studio_are_found_in_its_folder(tmp_path: Path) -> None:
    running = {"DATABASE_URL": "postgresql://studio_app:x@127.0.0.1:54329/studio", "REDIS_URL": "redis://127.0.0.1:1/0"}
    (tmp_path / "services.json").write_text(json.dumps(running | {"WEB_URL": "http://localhost:8000"}))
    found = settings("DATABASES", "REDIS_URL", STUDIO_STATE=str(tmp_path))
    assert found["DATABASES"]["default"]["PORT"] == 54329
    assert found["REDIS_URL"] == running["REDIS_URL"]


def test_a_given_database_never_meets_the_owner_of_another(tmp_path: Path) -> None:
    left = {"DATABASE_OWNER_URL": "postgresql://studio_owner:x@127.0.0.1:54329/studio"}
    (tmp_path / "services.json").write_text(json.dumps(left))
    given = "postgresql://studio_app:x@db.example/studio"
    found = settings("DATABASES", STUDIO_STATE=str(tmp_path), DATABASE_URL=given)
    assert {alias["HOST"] for alias in found["DATABASES"].values()} == {"db.example"}


def test_a_bucket_takes_the_place_of_the_folder(tmp_path: Path) -> None:
    folder = settings("STORAGES", STUDIO_STATE=str(tmp_path))["STORAGES"]["default"]
    bucket = settings("STORAGES", STUDIO_STATE=str(tmp_path), S3_BUCKET="films")["STORAGES"]["default"]
    assert folder["OPTIONS"]["location"] == str(tmp_path / "media")
    assert bucket["BACKEND"] == "storages.backends.s3.S3Storage"
    assert bucket["OPTIONS"]["bucket_name"] == "films"


def test_mail_goes_to_files_until_a_server_is_named(tmp_path: Path) -> None:
    names = ("EMAIL_BACKEND", "EMAIL_FILE_PATH", "EMAIL_HOST", "EMAIL_PORT", "EMAIL_USE_TLS", "EMAIL_HOST_PASSWORD")
    files = settings(*names, STUDIO_STATE=str(tmp_path))
    assert files["EMAIL_BACKEND"].endswith("filebased.EmailBackend")
    assert files["EMAIL_FILE_PATH"] == str(tmp_path / "mail")
    server = settings(*names, STUDIO_STATE=str(tmp_path), EMAIL_URL="smtp://me:p%40ss@mail.example?tls=1")
    assert server["EMAIL_BACKEND"].endswith("smtp.EmailBackend")
    assert (server["EMAIL_HOST"], server["EMAIL_PORT"], server["EMAIL_USE_TLS"]) == ("mail.example", 587, True)
    assert server["EMAIL_HOST_PASSWORD"] == "p@ss"


def test_behind_tls_cookies_and_browsers_stay_with_it(tmp_path: Path) -> None:
    names = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS")
    assert all(settings(*names, STUDIO_STATE=str(tmp_path), STUDIO_TLS="1").values())
    assert not any(settings(*names, STUDIO_STATE=str(tmp_path)).values())


def test_the_settings_are_never_in_debug_unless_asked(tmp_path: Path) -> None:
    assert settings("DEBUG", STUDIO_STATE=str(tmp_path)) == {"DEBUG": False}


def test_the_broker_is_redis_unless_another_is_named() -> None:
    redis = settings("DRAMATIQ_BROKER", REDIS_URL="redis://cache:6379/0", DATABASE_URL="postgresql://a@b/c")
    assert redis["DRAMATIQ_BROKER"]["BROKER"].endswith("RedisBroker")
    assert redis["DRAMATIQ_BROKER"]["OPTIONS"]["url"] == "redis://cache:6379/0"
    rabbit = settings("DRAMATIQ_BROKER", "REDIS_URL", REDIS_URL="redis://cache:6379/0", BROKER_URL="amqp://rabbit:5672")
    assert rabbit["DRAMATIQ_BROKER"]["BROKER"].endswith("RabbitmqBroker")
    assert rabbit["DRAMATIQ_BROKER"]["OPTIONS"]["url"] == "amqp://rabbit:5672"
    assert rabbit["REDIS_URL"] == "redis://cache:6379/0", "cache and live events stay where they are"


def test_an_unknown_broker_is_refused_by_name() -> None:
    with pytest.raises(AssertionError, match=r"BROKER_URL has the scheme 'kafka'; use one of amqp, amqps, redis"):
        settings("DRAMATIQ_BROKER", BROKER_URL="kafka://broker")


def test_a_rabbitmq_broker_can_be_made() -> None:
    from dramatiq.brokers.rabbitmq import RabbitmqBroker

    from studio.settings.work import broker

    made = RabbitmqBroker(**broker("amqp://nobody:secret@127.0.0.1:1/")["OPTIONS"])
    made.declare_queue("cpu")  # asks nobody before the first message
