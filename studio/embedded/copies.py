"""A studio on one machine, copied whole and brought back: `python -m studio.embedded.copies save FOLDER`, or `bring`.

A copy holds the database, every file of the store, and the secret that keys at vendors are sealed with. The database is
copied first: files are never written twice, so every file that a row of the copy names is then in the copy, too.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from studio.embedded.folder import PROJECT, ServiceError, data_folder, make_data_folder
from studio.embedded.output import say
from studio.embedded.postgres import DATABASE, Postgres

DUMP_FLAGS = ("--role=studio_system", "--enable-row-security", "--format=custom")
"""The owner of the tables sees no workspace; this role sees all of them, and row-level security is told to stay on."""

RESTORE_FLAGS = ("--no-owner", "--no-comments", "--role=studio_owner", "--exit-on-error")
"""Extensions belong to the superuser, who alone may comment on them."""

_DUMP, _MEDIA, _SECRET = "studio.dump", "media", "secret_key"
_FRESH = ".new"


@dataclass(frozen=True, slots=True)
class Copied:
    """Files that were copied now; those that the other side had already are not counted."""

    files: int
    bytes: int


def save(server: Postgres, *, into: Path, database: str = DATABASE) -> Copied:
    """The studio of this server, which answers, in a folder. Said again into the same folder it adds what is new.

    Raises ServiceError; the last whole copy of the database stays until the new one is whole.
    """
    if into.exists() and any(into.iterdir()) and not (into / _DUMP).exists():
        raise ServiceError(f"{into} holds other files: name a new folder, or one that holds a copy")
    into.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = into / (_DUMP + _FRESH)
    _run(server, "pg_dump", *DUMP_FLAGS, f"--file={fresh}", f"--dbname={database}")
    fresh.chmod(0o600)
    copied = _copy_files(server.data / _MEDIA, into / _MEDIA)
    if (server.data / _SECRET).exists():
        _copy(server.data / _SECRET, into / _SECRET)
    fresh.replace(into / _DUMP)
    return copied


def bring(source: Path, *, server: Postgres) -> Copied:
    """The studio of a copy, in the empty folder of a server that was not started yet; it runs when this returns.

    Raises ServiceError where a studio is already, or what is in the folder is no copy; nothing is kept of half a one.
    """
    if not (source / _DUMP).exists():
        raise ServiceError(f"{source} holds no copy of a studio: {_DUMP} is not there")
    if server.cluster.exists():
        raise ServiceError(f"a studio is in {server.data} already: name an empty folder in STUDIO_STATE")
    try:
        server.start()
        _run(server, "pg_restore", *RESTORE_FLAGS, f"--dbname={DATABASE}", str(source / _DUMP))
        if (source / _SECRET).exists():
            _copy(source / _SECRET, server.data / _SECRET)
        return _copy_files(source / _MEDIA, server.data / _MEDIA)
    except BaseException:
        server.stop()
        shutil.rmtree(server.cluster, ignore_errors=True)
        raise


def _run(server: Postgres, program: str, *arguments: str) -> None:
    ours = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    there = {"PGHOST": "127.0.0.1", "PGPORT": str(server.port), "PGUSER": "studio_owner"}
    answer = subprocess.run(
        [server.binaries(program), *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=ours | there | {"PGPASSWORD": server.passwords["owner"]},
    )
    if answer.returncode:
        raise ServiceError(f"{program} failed, and the copy is not whole: {answer.stderr.strip()}")


def _copy_files(source: Path, target: Path) -> Copied:
    files = size = 0
    for file in sorted(each for each in source.rglob("*") if each.is_file() and each.suffix != _FRESH):
        there = target / file.relative_to(source)
        if there.exists() and there.stat().st_size == file.stat().st_size:
            continue
        there.parent.mkdir(parents=True, exist_ok=True)
        _copy(file, there)
        files, size = files + 1, size + there.stat().st_size
    return Copied(files, size)


def _copy(source: Path, target: Path) -> None:
    """Whole or not at all."""
    fresh = target.with_name(target.name + _FRESH)
    shutil.copy2(source, fresh)
    fresh.replace(target)


def _saved(folder: Path) -> str:
    data = data_folder(PROJECT)
    if not (data / "postgres").exists():
        raise ServiceError(f"there is no studio in {data}: name its folder in STUDIO_STATE")
    server = Postgres(data)
    server.start()
    try:
        copied = save(server, into=folder)
    finally:
        if not server.adopted:
            server.stop()
    return f"the studio of {data} is copied to {folder}: {copied.files} new files, {copied.bytes / 1e6:.1f} MB"


def _brought(folder: Path) -> str:
    data = make_data_folder(data_folder(PROJECT))
    server = Postgres(data)
    copied = bring(folder, server=server)
    server.stop()
    return (
        f"the studio of {folder} is in {data}: {copied.files} files, {copied.bytes / 1e6:.1f} MB; `make run` starts it"
    )


_WAYS = {"save": _saved, "bring": _brought}


def main() -> None:
    """Says what was done, or ends with 1 and a sentence."""
    parser = argparse.ArgumentParser(prog="python -m studio.embedded.copies", description=__doc__)
    parser.add_argument("way", choices=sorted(_WAYS))
    parser.add_argument("folder", type=Path)
    asked = parser.parse_args()
    try:
        say("studio", _WAYS[asked.way](asked.folder.resolve()))
    except ServiceError as error:
        sys.exit(f"studio: {error}")


if __name__ == "__main__":
    main()
