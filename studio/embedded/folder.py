"""The one folder that holds everything a studio on one machine keeps: delete it, and the machine is as before."""

from __future__ import annotations

import hashlib
import os
import secrets
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]


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


def make_folder(folder: Path) -> Path:
    """The folder, made if need be and open to nobody else's eyes (root's may be passed through, not listed)."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o711 if is_root() else 0o700)
    return folder


def keep_secret(path: Path) -> str:
    """The secret in this file; drawn and written (0600) the first time, once even when several processes ask."""
    if not path.exists():
        make_folder(path.parent)
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
