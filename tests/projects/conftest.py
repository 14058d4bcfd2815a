"""What tests of films stand on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test.utils import override_settings


@pytest.fixture
def own_store(tmp_path: Path) -> Iterator[None]:
    """Files of this test alone."""
    storages = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    }
    with override_settings(STORAGES=storages, MEDIA_ROOT=tmp_path):
        yield
