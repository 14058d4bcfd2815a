"""Every engine's code, read: hosts are forked from a process that has imported this."""

import contextlib

from renderers.exports import makers

with contextlib.suppress(Exception):  # the host that needs what is missing says so, in its job's words
    makers()
