"""A conversation written one personality at a time: brief, director, prompts, and what becomes of replies. Pure."""
