"""Where models come from: the hub, or a mirror that speaks its protocol, as `STUDIO_MODEL_HUB` says.

The hub's own address is that of the library. A mirror for a closed network may be any file server when a manifest is
given: nothing is listed then, only `<mirror>/<source>/resolve/<revision>/<path>` is read.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from typing import Any, Protocol

from renderers.card import Weights


class HubAway(Exception):
    """The place models come from could not be reached or would not serve; what has arrived is kept."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A file as the hub lists it: large files by their SHA-256, small ones by the name git gives their bytes."""

    path: str
    size: int
    sha256: str = ""
    git_blob: str = ""


class Hub(Protocol):
    """What a pull needs of it."""

    def listing(self, weights: Weights) -> tuple[str, list[Listed]]: ...
    def address(self, weights: Weights, *, revision: str, path: str) -> str: ...
    def headers(self) -> dict[str, str]: ...


@dataclass(frozen=True, slots=True)
class HuggingFace:
    """The hub by its own library; `endpoint` is a mirror's address, empty for the library's default."""

    endpoint: str = ""

    def listing(self, weights: Weights) -> tuple[str, list[Listed]]:
        """(commit, the files the weights need). Raises HubAway in words."""
        api = self._api()
        try:
            commit = api.model_info(weights.source, revision=weights.revision).sha
            tree = list(api.list_repo_tree(weights.source, revision=commit, recursive=True))
        except Exception as error:
            said = f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else 'no reason given'}"
            raise HubAway(
                f"{weights.source} could not be listed at {self.base} ({said}). Check the network, set "
                "STUDIO_MODEL_HUB to a mirror, or bring the files and a manifest and pull with --manifest"
            ) from error
        return commit, list(_wanted(tree, weights.only))

    def address(self, weights: Weights, *, revision: str, path: str) -> str:
        """Where a file's bytes are."""
        from huggingface_hub import hf_hub_url

        return str(hf_hub_url(weights.source, path, revision=revision, endpoint=self.base))

    def headers(self) -> dict[str, str]:
        """The operator's token, where one is set, for models behind a form."""
        from huggingface_hub import get_token

        token = get_token()
        return {"Authorization": f"Bearer {token}"} if token else {}

    @property
    def base(self) -> str:
        """The address that is asked."""
        from huggingface_hub.constants import ENDPOINT

        return (self.endpoint or ENDPOINT).rstrip("/")

    def _api(self) -> Any:
        from huggingface_hub import HfApi

        return HfApi(endpoint=self.base)


OTHER_KINDS = ("*.fp16.*", "*.fp16-*", "*.bf16.*", "*.bf16-*", "*.non_ema.*", "*flax*", "*openvino*", "*.onnx*")
"""The same weights once more, for others: wanted only where they are named in full."""


def _wanted(tree: list[Any], only: tuple[str, ...]) -> Iterator[Listed]:
    for entry in tree:
        if not hasattr(entry, "blob_id") or not is_wanted(entry.path, only):
            continue
        if entry.lfs is not None:
            yield Listed(entry.path, entry.lfs.size, sha256=entry.lfs.sha256)
        else:
            yield Listed(entry.path, entry.size, git_blob=entry.blob_id)


def is_wanted(path: str, only: tuple[str, ...]) -> bool:
    """Whether a file is one of the weights: named by a pattern, and not the same once more for others."""
    if path in only:
        return True
    if any(fnmatch(path, pattern) for pattern in OTHER_KINDS):
        return False
    return not only or any(fnmatch(path, pattern) for pattern in only)


def hub() -> HuggingFace:
    """As the operator set it."""
    return HuggingFace(os.environ.get("STUDIO_MODEL_HUB", "").strip())
