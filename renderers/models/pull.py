"""Pulling a model: every file resumed where it stopped, checked, then the whole folder moved into place at once."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import requests

from renderers.card import Weights
from renderers.errors import OutOfSpace
from renderers.models.hub import Hub, HubAway, Listed
from renderers.models.manifest import NAME, Manifest, ModelFile, sha256_of
from renderers.models.store import ModelStore

Tick = Callable[[str, int, int], None]
"""Told as bytes arrive: (path, bytes here, bytes of the file). May raise to stop; the next pull goes on from there."""

_BLOCK = 1 << 20
_TRIES = 4
_CONNECT_SECONDS, _READ_SECONDS = 15, 60
PART = ".part"


class WrongBytes(Exception):
    """A file arrived whole and is not the one that was listed; it was thrown away."""


def pull(weights: Weights, *, store: ModelStore, hub: Hub, like: Manifest | None = None, tick: Tick) -> Manifest:
    """The model, in the store. What is there already and right is not fetched again.

    With `like`, only those very bytes are accepted: the way a second worker gets what the first one has. Raises
    HubAway, WrongBytes, OutOfSpace; what has arrived is kept for the next try.
    """
    revision, files = (like.revision, _as_listed(like)) if like else hub.listing(weights)
    if not files:
        raise HubAway(f"{weights.source} at {revision} lists none of the files {', '.join(weights.only) or 'at all'}")
    folder = store.arriving(weights.name)
    _insist_on_space(folder, store.path(weights.name), files)
    made = [_fetched(file, weights, revision, hub, folder, store.path(weights.name), tick) for file in files]
    manifest = Manifest(
        name=weights.name,
        source=weights.source,
        revision=revision,
        licence=weights.licence.name,
        files=tuple(sorted(made, key=lambda file: file.path)),
    )
    manifest.write(folder / NAME)
    put_in_place(folder, store.path(weights.name))
    return manifest


def _as_listed(manifest: Manifest) -> list[Listed]:
    return [Listed(file.path, file.size, sha256=file.sha256) for file in manifest.files]


def _insist_on_space(folder: Path, place: Path, files: Iterable[Listed]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    here = sum(path.stat().st_size for root in (folder, place) for path in root.rglob("*") if path.is_file())
    wanted = sum(file.size for file in files) - here
    free = shutil.disk_usage(folder).free
    if wanted > free:
        raise OutOfSpace(f"{wanted >> 20} MiB are still to come and {folder} has room for {free >> 20} MiB; free some")


def _fetched(
    file: Listed, weights: Weights, revision: str, hub: Hub, folder: Path, place: Path, tick: Tick
) -> ModelFile:
    checked = ModelFile(path=file.path, size=file.size, sha256=file.sha256 or "0" * 64)  # refuses a path outside
    goal = folder / checked.path
    goal.parent.mkdir(parents=True, exist_ok=True)
    for found in (goal, place / checked.path):
        if found.is_file() and _is_it(found, file):
            if found != goal:
                _linked(found, goal)
            return ModelFile(path=file.path, size=file.size, sha256=file.sha256 or sha256_of(goal))
    arriving = goal.with_name(goal.name + PART)
    _download(hub.address(weights, revision=revision, path=file.path), hub.headers(), arriving, file, tick)
    if not _is_it(arriving, file):
        arriving.unlink()
        raise WrongBytes(
            f"{file.path} of {weights.source} arrived with other bytes than were listed; it was thrown away. Pull "
            "again; if that repeats, the mirror serves a changed file"
        )
    arriving.replace(goal)
    return ModelFile(path=file.path, size=file.size, sha256=file.sha256 or sha256_of(goal))


def _linked(found: Path, goal: Path) -> None:
    try:
        goal.hardlink_to(found)
    except OSError:  # another disk, or one without links
        shutil.copyfile(found, goal)


def _is_it(path: Path, file: Listed) -> bool:
    if path.stat().st_size != file.size:
        return False
    return sha256_of(path) == file.sha256 if file.sha256 else git_blob(path) == file.git_blob


def git_blob(path: Path) -> str:
    """The name git gives a file's bytes; small files only."""
    data = path.read_bytes()
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def _download(address: str, headers: dict[str, str], arriving: Path, file: Listed, tick: Tick) -> None:
    """Goes on from what is there; a broken connection is taken up again a few times."""
    said = ""
    for _ in range(_TRIES):
        try:
            _resume(address, headers, arriving, file, tick)
        except (requests.ConnectionError, requests.Timeout, requests.exceptions.ChunkedEncodingError) as error:
            said = type(error).__name__
        here = arriving.stat().st_size if arriving.exists() else 0
        if here >= file.size:
            return
    here = arriving.stat().st_size if arriving.exists() else 0
    raise HubAway(
        f"{file.path} stopped at {here} of {file.size} bytes ({said or 'the connection closed'}); "
        "what has arrived is kept: pull again to go on from there"
    )


def _resume(address: str, headers: dict[str, str], arriving: Path, file: Listed, tick: Tick) -> None:
    here = arriving.stat().st_size if arriving.exists() else 0
    if here > file.size:  # of another version
        arriving.unlink()
        here = 0
    if here == file.size and here:
        return
    asked = {**headers, "Accept-Encoding": "identity"} | ({"Range": f"bytes={here}-"} if here else {})
    with requests.get(address, headers=asked, stream=True, timeout=(_CONNECT_SECONDS, _READ_SECONDS)) as answer:
        _insist_on_answer(answer, file)
        whole = answer.status_code == requests.codes.ok  # a server without ranges starts anew
        with arriving.open("wb" if whole else "ab") as out:
            for block in answer.iter_content(_BLOCK):
                out.write(block)
                tick(file.path, out.tell(), file.size)


def _insist_on_answer(answer: requests.Response, file: Listed) -> None:
    if answer.status_code in (requests.codes.ok, requests.codes.partial):
        return
    why = {
        401: "it wants a token: accept the model's terms at its page and set HF_TOKEN",
        403: "the token may not read it: accept the model's terms at its page",
        404: "it is not there",
    }.get(answer.status_code, "try again later")
    raise HubAway(f"{file.path} was refused with {answer.status_code}: {why}")


def put_in_place(folder: Path, place: Path) -> None:
    """The new model takes the old one's place; a reader sees one or the other."""
    old = place.with_name(f".{place.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if place.exists():
        place.rename(old)
    folder.rename(place)
    shutil.rmtree(old, ignore_errors=True)
