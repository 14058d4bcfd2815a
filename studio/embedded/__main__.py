"""`python -m studio.embedded`: the whole studio on this machine; `--check` starts it, looks, and stops it."""

import argparse
import asyncio
import sys

from studio.embedded.folder import ServiceError
from studio.embedded.supervisor import Supervisor


async def main(*, check: bool) -> int:
    """The exit code: 0 after a clean stop, 1 with a sentence otherwise."""
    try:
        supervisor = Supervisor()
    except ServiceError as error:
        print(f"studio: {error}", file=sys.stderr)
        return 1
    return await (supervisor.check() if check else supervisor.run())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m studio.embedded", description=__doc__)
    parser.add_argument("--check", action="store_true", help="start everything, wait until healthy, stop: a smoke test")
    sys.exit(asyncio.run(main(check=parser.parse_args().check)))
