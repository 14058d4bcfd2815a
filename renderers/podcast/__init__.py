"""From an outline and sources to an episode in which every turn is written. Pure but for reading files."""
