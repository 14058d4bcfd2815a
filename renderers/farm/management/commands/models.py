from __future__ import annotations

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from renderers.card import Licence, Weights
from renderers.engine import card_of
from renderers.engines import engines
from renderers.errors import OutOfSpace
from renderers.models.hub import HubAway, hub
from renderers.models.manifest import NAME, BrokenModel, Manifest, manifest_of
from renderers.models.obtain import obtain
from renderers.models.pull import Tick, WrongBytes
from renderers.models.store import ModelStore, model_store

_TELL_SECONDS = 5.0


class Command(BaseCommand):
    help = (
        "The model store of this machine (STUDIO_MODELS): which weights engines need, what is here; pull from the "
        "hub or a mirror (STUDIO_MODEL_HUB), check every byte, adopt a folder brought by hand, record an agreement."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`list`, `pull NAME ...`, `verify [NAME ...]`, `adopt NAME --revision`, `licence NAME --reference`."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("list", help="weights that engines need, and what is here")
        pulling = verbs.add_parser("pull", help="fetch weights; a stopped pull goes on where it stopped")
        pulling.add_argument("names", nargs="+", metavar="NAME")
        pulling.add_argument(
            "--manifest", type=Path, help="accept only the bytes of this manifest, as another worker has"
        )
        verifying = verbs.add_parser("verify", help="read every byte of what is here")
        verifying.add_argument("names", nargs="*", metavar="NAME")
        adopting = verbs.add_parser("adopt", help="take a folder that was put into the store by hand as it stands")
        adopting.add_argument("name", metavar="NAME")
        adopting.add_argument("--revision", required=True, help="what this version is called")
        licence = verbs.add_parser("licence", help="record an agreement with the maker of weights")
        licence.add_argument("name", metavar="NAME")
        licence.add_argument("--reference", required=True, help="what the agreement is called: a number, a date")

    def handle(self, *args: Any, **options: Any) -> None:
        """One verb."""
        store, verb = model_store(), options["verb"]
        try:
            getattr(self, f"_{verb}")(store, options)
        except (HubAway, WrongBytes, OutOfSpace, BrokenModel, ValueError) as error:
            raise CommandError(str(error)) from error
        except ImportError as error:
            raise CommandError(f"{error.name} is not installed; run `make engines`") from error

    def _list(self, store: ModelStore, options: dict[str, Any]) -> None:
        self.stdout.write(f"model store: {store.folder}")
        for weights, users in known_weights().values():
            lack = store.lacks(weights)
            said = lack or f"here, {_size(store.manifest(weights.name))}"
            self.stdout.write(f"{weights.name}  {weights.source}  [{weights.licence.name}]  for {', '.join(users)}")
            self.stdout.write(f"  {said}")

    def _pull(self, store: ModelStore, options: dict[str, Any]) -> None:
        like = Manifest.read(options["manifest"]) if options["manifest"] else None
        for name in options["names"]:
            weights = _weights(name)
            if like is not None and like.name != name:
                raise CommandError(f"{options['manifest']} is the manifest of {like.name}, not of {name}")
            made = obtain(weights, store=store, hub=hub(), like=like, tick=self._ticker())
            self.stdout.write(f"{name}: {_size(made)} at {made.revision}, weights {made.digest[:12]}")
            if weights.licence.why_off and name not in store.licences():
                self.stdout.write(f"  {store.lacks(weights)}")

    def _verify(self, store: ModelStore, options: dict[str, Any]) -> None:
        faults = [fault for name in options["names"] or store.names() for fault in store.faults(name)]
        if faults:
            raise CommandError("\n".join([*faults, "Pull again: only what is wrong is fetched."]))
        self.stdout.write(f"every byte is right: {', '.join(options['names'] or store.names()) or 'nothing is here'}")

    def _adopt(self, store: ModelStore, options: dict[str, Any]) -> None:
        weights, folder = _weights(options["name"]), store.path(options["name"])
        if not folder.is_dir():
            raise CommandError(f"{folder} is no folder; put the files there first")
        made = manifest_of(
            folder,
            name=weights.name,
            source=weights.source,
            revision=options["revision"],
            licence=weights.licence.name,
        )
        made.write(folder / NAME)
        self.stdout.write(f"{weights.name}: {_size(made)}, weights {made.digest[:12]}")

    def _licence(self, store: ModelStore, options: dict[str, Any]) -> None:
        name, licence = options["name"], _licence_of(options["name"])
        store.record_licence(name, options["reference"])
        self.stdout.write(f"{name}: agreement {options['reference']!r} is recorded for {licence.name}")

    def _ticker(self) -> Tick:
        told = 0.0

        def tick(path: str, here: int, size: int) -> None:
            nonlocal told
            now = time.monotonic()
            if now - told >= _TELL_SECONDS:
                told = now
                self.stdout.write(f"  {path}: {here >> 20} of {size >> 20} MiB")

        return tick


def known_weights() -> dict[str, tuple[Weights, list[str]]]:
    """Weights that engines of this installation use, by name, and who uses them."""
    found: dict[str, tuple[Weights, list[str]]] = {}
    for name, engine in sorted(engines().items()):
        for weights in card_of(engine).models:
            found.setdefault(weights.name, (weights, []))[1].append(name)
    return found


def _licence_of(name: str) -> Licence:
    """Of weights, or of an engine that runs somewhere else under terms of its own."""
    engine = engines().get(name)
    if engine is not None and card_of(engine).code.why_off:
        return card_of(engine).code
    return _weights(name).licence


def _weights(name: str) -> Weights:
    known = known_weights()
    if name not in known:
        raise CommandError(f"no engine uses weights called {name}; there are {', '.join(known)}")
    return known[name][0]


def _size(manifest: Manifest | None) -> str:
    return f"{manifest.size / (1 << 30):.1f} GB in {len(manifest.files)} files" if manifest else "nothing"
