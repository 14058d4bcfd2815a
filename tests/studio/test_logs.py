from __future__ import annotations

import json
import logging
import sys

from studio.logs import JsonLines


def line(**extra: object) -> dict[str, object]:
    """What a record with these extras looks like."""
    record = logging.LogRecord("studio.farm", logging.WARNING, __file__, 1, "step %s failed", ("stp_1",), None)
    vars(record).update(extra)
    text = JsonLines().format(record)
    assert "\n" not in text
    found: dict[str, object] = json.loads(text)
    return found


def test_a_record_is_one_line_with_its_extras() -> None:
    found = line(workspace="ws_1", attempts=2)
    assert found["message"] == "step stp_1 failed"
    assert (found["level"], found["logger"]) == ("warning", "studio.farm")
    assert (found["workspace"], found["attempts"]) == ("ws_1", 2)
    assert str(found["at"]).endswith("+00:00")


def test_an_error_brings_its_traceback() -> None:
    try:
        raise ValueError("no take")
    except ValueError:
        found = line(exc_info=sys.exc_info())
    assert "ValueError: no take" in str(found["traceback"])


def test_what_json_cannot_hold_is_written_as_text() -> None:
    assert line(path=logging)["path"] == str(logging)
