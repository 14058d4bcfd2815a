"""For programs of others that fetch their models by name: a cache in the hub's layout whose files are the store's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from renderers.card import Weights
from renderers.models.store import ModelStore

_REVISION = "store"


def hub_environment(models: Iterable[Weights], store: ModelStore, folder: Path) -> Mapping[str, str]:
    """What a program needs in its environment to find these models, and to ask nobody for others.

    Nothing is copied: a snapshot is a link to the folder in the store.
    """
    cache = folder / "hub"
    for weights in models:
        home = cache / f"models--{weights.source.replace('/', '--')}"
        for part in ("refs", "snapshots"):
            (home / part).mkdir(parents=True, exist_ok=True)
        (home / "refs/main").write_text(_REVISION)
        (home / "snapshots" / _REVISION).symlink_to(store.path(weights.name).resolve(), target_is_directory=True)
    return {"HF_HOME": str(folder), "HF_HUB_CACHE": str(cache), "HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1"}
