"""What is written becomes what is said."""

import pytest

from renderers.media.speech.normalise import spoken


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Room 214, Dr. Okafor.", "Room two hundred and fourteen, Doctor Okafor."),
        ("In 1969 it cost $4,500.", "In nineteen sixty nine it cost four thousand five hundred dollars."),
        ("$4.50 and £1.01", "four dollars and fifty cents and one pound and one penny"),
        ("$2.5 million", "two point five million dollars"),
        ("up 3.7%", "up three point seven percent"),
        ("at 10:05, not 9:00", "at ten oh five, not nine"),
        ("Friday the 21st", "Friday the twenty first"),
        ("the 1980s", "the nineteen eighties"),
        ("Agent 007", "Agent zero zero seven"),
        ("Wait -- what?", "Wait — what?"),
        ("It’s “fine”...", 'It\'s "fine"…'),
        ("naïve café", "naive cafe"),
    ],
)
def test_figures_and_signs_are_spelled_out(written: str, said: str) -> None:
    assert spoken(written) == said


@pytest.mark.parametrize("line", ["😀", "你好吗", "Привет", "مرحبا", "∑ x² ≠ 0"])
def test_a_line_in_any_script_has_something_to_say(line: str) -> None:
    said = spoken(line)
    assert any(letter.isalpha() for letter in said)
    assert said.isascii()
