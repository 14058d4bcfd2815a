"""The one folder that holds everything a studio on one machine keeps: delete it, and the machine is as before."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import tempfile
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[2]
_MARK = ".nano-banana-studio"


class ServiceError(RuntimeError):
    """A service of this machine cannot be started."""


def is_root() -> bool:
    """Whether this process may do anything on this machine."""
    return os.geteuid() == 0


def data_folder(project: Path) -> Path:
    """STUDIO_STATE, else `.run` in the checkout; for root a folder that the database's account can reach."""
    if given := os.environ.get("STUDIO_STATE"):
        return Path(given).resolve()
    if not is_root():
        return project / ".run"
    checkout = hashlib.sha256(str(project.resolve()).encode()).hexdigest()[:10]
    base = Path("/var/lib") if Path("/var/lib").is_dir() else Path("/var/tmp")
    return base / "nb-studio" / checkout


def make_data_folder(folder: Path) -> Path:
    """The folder, made and marked as ours; a folder that holds other things is refused, never touched.

    Its mode keeps others out; under root the database's account may pass through it, but not list it.
    """
    try:
        _mark(folder)
    except OSError as error:
        raise ServiceError(
            f"{folder} cannot be made ({error.strerror}): name another folder in STUDIO_STATE"
        ) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise ServiceError(f"{folder} cannot be written to: make it writable, or name another folder in STUDIO_STATE")
    return folder


def _mark(folder: Path) -> None:
    mark = folder / _MARK
    if mark.exists():
        return
    if folder.is_dir() and any(folder.iterdir()) and not mark.exists():  # another process may have just made it
        raise ServiceError(f"{folder} holds other files: name a new folder in STUDIO_STATE")
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o711 if is_root() else 0o700)
    mark.touch()


def keep_secret(path: Path) -> str:
    """The secret in this file; drawn and written (0600) the first time, once even when several processes ask."""
    if not path.exists():
        make_data_folder(path.parent)
        handle, fresh = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "w") as out:
            out.write(secrets.token_urlsafe(48))
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass
        finally:
            Path(fresh).unlink()
    return path.read_text().strip()


def write_private(path: Path, value: Any) -> None:
    """The value as JSON in a file for our eyes only, replaced in one step."""
    handle, fresh = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "w") as out:
        json.dump(value, out)
    Path(fresh).replace(path)


def passwords(folder: Path) -> dict[str, str]:
    """Random passwords of this folder's services: superuser, owner, app, valkey."""
    path = folder / "passwords.json"
    if not path.exists():
        drawn = {name: secrets.token_urlsafe(18) for name in ("superuser", "owner", "app", "valkey")}
        write_private(path, drawn)
    kept: dict[str, str] = json.loads(path.read_text())
    return kept


def open_log(path: Path) -> int:
    """A descriptor that appends to this log; past 10 MB the old one is put aside first."""
    if path.exists() and path.stat().st_size > 10 * 2**20:
        path.replace(path.with_suffix(".log.1"))
    return os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
