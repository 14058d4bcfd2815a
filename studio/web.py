"""The page that loads the single-page app, the health check, and answers to what no view of ours could answer."""

from __future__ import annotations

import logging
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from studio.core import problems

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


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What Django itself refuses (handler400, 403, 404): a problem document to programs, a sentence to people."""
    return _said(request, problems.describe(exception))


def failed(request: HttpRequest) -> HttpResponse:
    """What nobody expected (handler500); Django has logged it."""
    return _said(request, problems.describe(Exception()))


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form or script of another site, or a page that is older than its session."""
    return _said(request, problems.Problem(403, "csrf_failed", f"Load the page again, then repeat this. {reason}"))


def _said(request: HttpRequest, found: problems.Problem) -> HttpResponse:
    if request.path.startswith(("/v1/", "/media/", "/_allauth/")):
        return problems.plain(found)
    return HttpResponse(found.detail, status=found.status, content_type="text/plain; charset=utf-8")


def _missing_migrations() -> list[str]:
    executor = MigrationExecutor(connection)
    return [f"{step.app_label}.{step.name}" for step, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]
