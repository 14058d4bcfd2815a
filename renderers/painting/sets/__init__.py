"""Sets by kind: every file in this folder that has a `SETS` table adds to it."""
