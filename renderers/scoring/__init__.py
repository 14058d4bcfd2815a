"""Music as it is written: from the words of a scene and its locked lengths to notes. Pure; no sound is made here."""
