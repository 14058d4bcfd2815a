"""What the tests of accounts share."""

from __future__ import annotations

import pytest
from pytest_django.fixtures import Settings


@pytest.fixture
def no_mail_server(settings: Settings) -> None:
    """Mail goes to a port where nothing listens."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 1, 2
