"""One file per family of things; each has `PROPS`. A file dropped here is found by `drawing`."""
