"""What is laid over a model of the store: adapters that stay with it, and adapters that one job wears."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from renderers.errors import BadInput


class Overlay(Protocol):
    """Belongs to a loaded model, hence to what names it: comparable, hashable, with the digest of its own weights."""

    def parts(self, dtype: Any) -> Mapping[str, Any]:
        """Components the pipeline is built with."""

    def lay_on(self, pipe: Any) -> None:
        """Once it is built, before it is put where it works."""


@dataclass(frozen=True, slots=True)
class IpAdapter:
    """An IP-Adapter in its released layout: a file in a folder, and the encoder of pictures it listens to, if any."""

    folder: Path
    digest: str
    subfolder: str
    file: str
    encoder: str | None

    def parts(self, dtype: Any) -> Mapping[str, Any]:  # noqa: ARG002  one of the protocol's
        """None: it joins a pipeline that is there."""
        return {}

    def lay_on(self, pipe: Any) -> None:
        """Adds its attention and its encoder."""
        pipe.load_ip_adapter(
            str(self.folder),
            subfolder=self.subfolder,
            weight_name=self.file,
            image_encoder_folder=self.encoder,
            local_files_only=True,
        )


@contextlib.contextmanager
def wearing(pipe: Any, files: Sequence[Path], *, strength: float) -> Iterator[None]:
    """While it lasts the model wears these LoRA files, in diffusers' or Kohya's format; afterwards none, come what may.

    Raises BadInput for a file that is none, or is one of another model.
    """
    if not files:
        yield
        return
    names = [f"worn{at}" for at in range(len(files))]
    try:
        for name, path in zip(names, files, strict=True):
            _put_on(pipe, path, name)
        pipe.set_adapters(names, [strength] * len(names))
        yield
    finally:
        pipe.unload_lora_weights()


def _put_on(pipe: Any, path: Path, name: str) -> None:
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    try:
        pipe.load_lora_weights(load_file(str(path)), adapter_name=name)
    except (SafetensorError, OSError) as error:
        raise BadInput(f"{path.name} is not a LoRA file that can be read: {error}") from error
    except (ValueError, KeyError, RuntimeError) as error:
        said = str(error).splitlines()[0][:200]
        raise BadInput(
            f"{path.name} is no LoRA of this model ({said}); train or choose one of the same family"
        ) from error
