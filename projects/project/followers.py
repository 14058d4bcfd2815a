"""What other features do in the transaction in which a project changes; `studio.wiring` fills the lists."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from fractions import Fraction

from projects.project.models import Project

ON_CREATED: list[Callable[[Project, str, str], None]] = []
"""Called with the new project, the text of its screenplay (may be empty) and who wrote it (a user's id)."""

ON_RETIMED: list[Callable[[Project, Fraction], None]] = []
"""Called with a project whose frame rate changed, and the rate it had."""

ON_ARCHIVED: list[Callable[[Project, datetime], None]] = []
"""Called with a project that was put away, and the time."""
