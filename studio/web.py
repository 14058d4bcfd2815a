"""The page that loads the single-page app, and the health check."""

from __future__ import annotations

import logging
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

logger = logging.getLogger(__name__)

_NOT_BUILT = "The frontend is not built: run `make setup`, then start the studio again."


@require_safe
@ensure_csrf_cookie
def page(_request: HttpRequest) -> HttpResponse:
    """The app's index page, never cached, so that a new release is seen at the next load."""
    index = Path(settings.FRONTEND) / "index.html"
    if not index.is_file():
        return HttpResponse(_NOT_BUILT, status=503, content_type="text/plain")
    return HttpResponse(index.read_bytes(), headers={"Cache-Control": "no-cache"})


@require_safe
def healthz(_request: HttpRequest) -> JsonResponse:
    """200 when the database answers and has every migration; 503 with the reason otherwise."""
    try:
        missing = _missing_migrations()
    except DatabaseError:
        logger.exception("the database does not answer")
        return JsonResponse({"ok": False, "reason": "the database does not answer"}, status=503)
    if missing:
        reason = f"{len(missing)} migrations are not applied: run `manage.py migrate --database owner`"
        return JsonResponse({"ok": False, "reason": reason}, status=503)
    return JsonResponse({"ok": True})


def _missing_migrations() -> list[str]:
    executor = MigrationExecutor(connection)
    return [f"{step.app_label}.{step.name}" for step, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]
