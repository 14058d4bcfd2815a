"""`python -m studio.embedded.clean`: removes this checkout's data folder, films and all, unless a studio uses it."""

import shutil
import sys

from studio.embedded.folder import PROJECT, ServiceError, data_folder, make_data_folder
from studio.embedded.site import acquire


def remove_data_folder() -> str:
    """Removes it and says so; raises while a studio runs in it, or when it is not ours."""
    folder = data_folder(PROJECT)
    if not folder.exists():
        return f"{folder} is not there"
    make_data_folder(folder)
    with (folder / "lock").open("a") as lock:
        if not acquire(lock.fileno()):
            raise ServiceError(f"a studio runs in {folder}; stop it first")
        shutil.rmtree(folder)
    return f"removed {folder}"


if __name__ == "__main__":
    try:
        print(remove_data_folder())  # noqa: T201 - its one line of output
    except ServiceError as error:
        sys.exit(f"studio: {error}")
