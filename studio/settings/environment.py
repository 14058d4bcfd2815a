"""What the environment says: plain readers, the data folder, the secret, and where the services are."""

from __future__ import annotations

import json
import os
from urllib.parse import unquote, urlsplit

from studio.embedded.folder import PROJECT, data_folder, keep_secret

__all__ = ["DATA", "PROJECT", "SERVICES", "database", "flag", "listed", "secret_key", "text"]

DATA = data_folder(PROJECT)
_NAMES = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL")


class BadSetting(ValueError):
    """A setting cannot be understood."""


def text(name: str, default: str = "") -> str:
    """The variable, or the default when it is unset or empty."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, default: str = "0") -> bool:
    """True for 1, true, yes, on; False for 0, false, no, off; the default for nothing; anything else is refused."""
    value = text(name, default).lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise BadSetting(f"{name}={value}: say 1 or 0")


def listed(name: str, default: str = "") -> list[str]:
    """A list separated by commas."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def services() -> dict[str, str]:
    """Addresses of PostgreSQL and Valkey: from the environment, else those that `make run` started; {} for neither."""
    given = {name: os.environ[name] for name in _NAMES if os.environ.get(name)}
    running = DATA / "services.json"
    found: dict[str, str] = json.loads(running.read_text()) if running.exists() else {}
    if "DATABASE_URL" in given:
        found.pop("DATABASE_OWNER_URL", None)
    return {name: found[name] for name in _NAMES if name in found} | given


SERVICES = services()


def database(url: str) -> dict[str, object]:
    """`postgresql://user:password@host:port/name?sslmode=require` as Django's dictionary."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise BadSetting(f"DATABASE_URL has the scheme {parts.scheme!r}; the studio needs postgresql://")
    options = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": parts.port or "",
        "OPTIONS": options,
        "DISABLE_SERVER_SIDE_CURSORS": True,  # a pooler that shares connections by transaction may stand before it
    }


def secret_key() -> str:
    """SECRET_KEY, else one drawn at random on the first start and kept in the data folder."""
    return text("SECRET_KEY") or keep_secret(DATA / "secret_key")
