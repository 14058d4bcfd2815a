#!/usr/bin/env python
"""Django's commands; without DATABASE_URL they use the services that `make run` has started."""

import os
import sys


def main() -> None:
    """Runs the command named by the arguments."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "studio.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
