"""The offline writer of short screenplays: it arranges what a premise names by story structure and understands none."""
