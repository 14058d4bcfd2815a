"""`python -m renderers.media.speech`: install the voices. One that cannot be had does not keep the other away."""

from __future__ import annotations

import sys

from renderers.media.speech import assets, flite_assets


def main() -> int:
    """0 when both are there; what is missing is said in words."""
    missing = 0
    for name, install in (("voices", assets.install), ("fast voices", flite_assets.install)):
        try:
            sys.stdout.write(f"{name} are in {install()}\n")
        except assets.AssetsMissing as error:
            missing = 1
            sys.stderr.write(f"{name}: {error}\n")
    return missing


if __name__ == "__main__":
    sys.exit(main())
