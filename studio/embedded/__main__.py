"""`python -m studio.embedded`: the whole studio on this machine; `--check` starts it, looks, and stops it."""

import argparse
import asyncio
import sys
from collections.abc import Awaitable, Callable

from studio.embedded.folder import ServiceError
from studio.embedded.supervisor import Supervisor

_WAYS: dict[str, Callable[[Supervisor], Awaitable[int]]] = {
    "run": lambda supervisor: supervisor.run(),
    "check": lambda supervisor: supervisor.check(),
    "no_sample": lambda supervisor: supervisor.run(films=()),
}


async def main(way: str) -> int:
    """The exit code: 0 after a clean stop, 1 with a sentence otherwise."""
    try:
        supervisor = Supervisor()
    except ServiceError as error:
        print(f"studio: {error}", file=sys.stderr)
        return 1
    return await _WAYS[way](supervisor)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m studio.embedded", description=__doc__)
    parser.set_defaults(way="run")
    helps = {
        "check": "start everything, wait until healthy, stop: a smoke test",
        "no_sample": "run without making the sample film first",
    }
    for name, said in helps.items():
        parser.add_argument(f"--{name.replace('_', '-')}", dest="way", action="store_const", const=name, help=said)
    sys.exit(asyncio.run(main(parser.parse_args().way)))
