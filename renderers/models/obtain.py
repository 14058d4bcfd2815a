"""Weights into the store, however they are published: pulled as they are, or made of what is pulled by a recipe."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import replace

from renderers.card import Weights
from renderers.errors import OutOfSpace
from renderers.models.hub import Hub
from renderers.models.manifest import NAME, Manifest, manifest_of
from renderers.models.pull import Tick, WrongBytes, pull, put_in_place
from renderers.models.recipes import recipe_for
from renderers.models.store import ARRIVING, ModelStore

PARTS = "parts"


def obtain(weights: Weights, *, store: ModelStore, hub: Hub, like: Manifest | None = None, tick: Tick) -> Manifest:
    """The model, in the store. What is there already and right is neither fetched nor made again.

    What it is made of is pulled first, checked like every pull, and let go of once the model stands. With `like`, only
    a model of those very bytes is taken. Raises what `pull` raises, and BrokenModel when the parts make no model.
    """
    if not weights.made_of:
        return pull(weights, store=store, hub=hub, like=like, tick=tick)
    recipe = recipe_for(weights.name)
    parts = [replace(part, revision=hub.listing(part)[0]) for part in weights.made_of]
    revision = "+".join((f"recipe-{recipe.VERSION}", *(part.revision for part in parts)))
    found = _standing(weights.name, revision, store)
    if found is None:
        kept = ModelStore(store.folder / ARRIVING / PARTS)
        pulled = [pull(part, store=kept, hub=hub, tick=tick) for part in parts]
        found = _made(weights, revision, pulled, kept=kept, store=store, like=like)
        for part in parts:
            shutil.rmtree(kept.path(part.name))
    return _insisted(found, like)


def _standing(name: str, revision: str, store: ModelStore) -> Manifest | None:
    """The model as it was made before, when not a byte of it has changed."""
    manifest = store.manifest(name)
    return manifest if manifest and manifest.revision == revision and not any(store.faults(name)) else None


def _made(
    weights: Weights,
    revision: str,
    pulled: Iterable[Manifest],
    *,
    kept: ModelStore,
    store: ModelStore,
    like: Manifest | None,
) -> Manifest:
    parts = {part.name: kept.path(part.name) for part in pulled}
    folder = store.arriving(weights.name)
    shutil.rmtree(folder, ignore_errors=True)  # half a model that a stopped pull left
    folder.mkdir(parents=True)
    wanted, free = sum(part.size for part in pulled), shutil.disk_usage(folder).free
    if wanted > free:
        raise OutOfSpace(
            f"making {weights.name} takes up to {wanted >> 20} MiB and {folder} has room for {free >> 20} MiB; free "
            "some. What was fetched is kept: pull again to go on from there"
        )
    recipe_for(weights.name).make(parts, folder)
    manifest = manifest_of(
        folder, name=weights.name, source=weights.source, revision=revision, licence=weights.licence.name
    )
    _insisted(manifest, like)
    manifest.write(folder / NAME)
    put_in_place(folder, store.path(weights.name))
    return manifest


def _insisted(made: Manifest, like: Manifest | None) -> Manifest:
    if like is not None and like.digest != made.digest:
        raise WrongBytes(
            f"{made.name} was made of {made.revision} and is not the model of the manifest ({like.revision}). Bring "
            f"its folder by hand and take it with `manage.py models adopt {made.name}`"
        )
    return made
