"""Texts that use every rule of Fountain at once, in orders nobody would write."""

from __future__ import annotations

from hypothesis import strategies as st

LINES = (
    "", "", "", "  ", "INT. HOUSE - DAY", "int house #4A#", ".FORCED", ".45 calibre", "..dots", "MARA", "MARA (V.O.)",
    "TOM ^", "@McX (on radio)", "@美咲", "(low)", "(open", "closed)", "Hello.", "She *waits*.", "    in", "CUT TO:",
    "!CUT TO:", "> Fade", "> X <", ">", "~la", "~", "# One", "= Syn", "=", "===", "[[note]]", "a [[b]] c", "[[two",
    "lines]]", "/* x */", "/* x", "*/", "!SHOUT", "!", "@", ".", "#", "^", "ÉLODIE", "Title: X", "\u200fمرحبا", "😀",
)  # fmt: skip
TEXT = st.lists(st.sampled_from(LINES), max_size=30).map("\n".join)
