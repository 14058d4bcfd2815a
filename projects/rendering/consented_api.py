"""/v1 what was made with a consent."""

from __future__ import annotations

from typing import Any

from django.urls import path
from rest_framework import serializers
from rest_framework.response import Response

from projects.consent.selectors import access_consent
from projects.rendering.consented import MadeAs, made_with
from studio.core.api import ApiView, all_of, operation

KINDS = [kind.value for kind in MadeAs]


class MadeWithOut(serializers.Serializer[Any]):
    """A picture or voice that was brought, a shot, a spoken line or a film, with whose face or voice in it."""

    kind = serializers.ChoiceField(choices=KINDS)
    title = serializers.CharField()
    project_id = serializers.CharField(allow_null=True)
    project_title = serializers.CharField(allow_blank=True)
    made_at = serializers.DateTimeField()
    url = serializers.CharField(allow_null=True)


class MadeWithView(ApiView):
    """What a consent was used for."""

    @operation("consents.view", answers=all_of(MadeWithOut))
    def get(self, consent_id: str) -> Response:
        """Everything that exists, the newest first, also after the consent has ended."""
        return self.all(MadeWithOut, made_with(access_consent(workspace_id=self.workspace_id, id=consent_id)))


urlpatterns = [path("consents/<str:consent_id>/made", MadeWithView.as_view())]
