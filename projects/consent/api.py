"""/v1 consents: what real people allow to be made with their face and their voice."""

from __future__ import annotations

from typing import Any

from django.urls import path
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response

from projects.consent import selectors, services
from projects.consent.models import Allowed, Consent, Standing
from renderers.farm.media import artifact_url
from renderers.media.uploads import LARGEST_EVIDENCE
from studio.core.api import ApiView, operation, page_of
from studio.core.clock import now

USES, STANDINGS = list(Allowed.values), list(Standing.values)


@extend_schema_field({"type": "string", "format": "binary"})
class EvidenceField(serializers.FileField):
    """A file in a form."""


class ConsentIn(serializers.Serializer[Any]):
    """Who allows what, where and until when, and the file that proves it.

    Without a project it holds in the whole workspace; without a day, until it is revoked.
    """

    person = serializers.CharField(max_length=200, help_text="their full name, as the proof has it")
    uses = serializers.MultipleChoiceField(
        choices=USES,
        allow_empty=False,
        help_text="depict: pictures guide what is drawn; train: a model of the face; clone: the voice",
    )
    evidence = EvidenceField(allow_empty_file=True, help_text="PDF, photograph or recording, at most 20 MB")
    project_id = serializers.CharField(max_length=40, required=False, allow_blank=True)
    expires_on = serializers.DateField(required=False, allow_null=True, help_text="the last day it holds")


class ConsentFilter(serializers.Serializer[Any]):
    """Those that can hold in one project."""

    project_id = serializers.CharField(max_length=40, required=False)


class RevocationIn(serializers.Serializer[Any]):
    """Why it does not hold any more."""

    because = serializers.CharField(max_length=500, required=False, allow_blank=True, default="")


class ConsentOut(serializers.Serializer[Any]):
    """A consent; `project_id` is null for one of the whole workspace, `expires_on` the last day it holds."""

    id = serializers.CharField()
    person = serializers.CharField()
    uses = serializers.ListField(child=serializers.ChoiceField(choices=USES))
    project_id = serializers.CharField(allow_null=True)
    expires_on = serializers.DateField(allow_null=True)
    standing = serializers.ChoiceField(choices=STANDINGS)
    evidence_name = serializers.CharField()
    recorded_by = serializers.CharField()
    recorded_at = serializers.DateTimeField()
    revoked_at = serializers.DateTimeField(allow_null=True)
    revoked_because = serializers.CharField(allow_blank=True)


class EvidenceOut(serializers.Serializer[Any]):
    """Where the proof can be read, for a few hours."""

    name = serializers.CharField()
    url = serializers.CharField()


def shown(consent: Consent) -> dict[str, Any]:
    """As ConsentOut has it."""
    return {
        "id": consent.id,
        "person": consent.person,
        "uses": consent.uses,
        "project_id": consent.project_id,
        "expires_on": consent.expires_on,
        "standing": selectors.standing(consent, today=now().date()).value,
        "evidence_name": consent.evidence_name,
        "recorded_by": consent.recorded_by,
        "recorded_at": consent.created_at,
        "revoked_at": consent.revoked_at,
        "revoked_because": consent.revoked_because,
    }


class ConsentsView(ApiView):
    """What real people allow."""

    parser_classes = [MultiPartParser]

    @operation("consents.view", filters=ConsentFilter, answers=page_of(ConsentOut))
    def get(self) -> Response:
        """Every consent, also those that hold no more, newest first."""
        project_id = self.filters.get("project_id", "")
        found = (
            selectors.consents_for(workspace_id=self.workspace_id, project_id=project_id)
            if project_id
            else selectors.consents(workspace_id=self.workspace_id)
        )
        return self.page_of_values(found, ConsentOut, shown)

    @operation("consents.edit", takes=ConsentIn, answers=ConsentOut, status=201)
    def post(self) -> Response:
        """Records that somebody allows something; it cannot be changed, only revoked."""
        given = dict(self.given)
        evidence = given.pop("evidence")
        consent = services.record_consent(
            actor=self.actor, fields=given, evidence=evidence.read(LARGEST_EVIDENCE + 1), name=evidence.name, now=now()
        )
        return self.answer(ConsentOut, shown(consent), status=201)


class ConsentView(ApiView):
    """One consent."""

    @operation("consents.view", answers=ConsentOut)
    def get(self, consent_id: str) -> Response:
        """The consent."""
        consent = selectors.access_consent(workspace_id=self.workspace_id, id=consent_id)
        return self.answer(ConsentOut, shown(consent))


class RevocationView(ApiView):
    """The end of a consent."""

    @operation("consents.edit", takes=RevocationIn, answers=ConsentOut)
    def post(self, consent_id: str) -> Response:
        """Nothing new is made with it; what is being made is stopped and costs nothing; what was made stays listed."""
        consent = services.revoke_consent(actor=self.actor, id=consent_id, because=self.given["because"], now=now())
        return self.answer(ConsentOut, shown(consent))


class EvidenceView(ApiView):
    """The proof of a consent."""

    @operation("consents.edit", answers=EvidenceOut)
    def get(self, consent_id: str) -> Response:
        """Where it can be read; that it was looked at goes on the record."""
        artifact = services.seen_evidence(actor=self.actor, id=consent_id)
        consent = selectors.access_consent(workspace_id=self.workspace_id, id=consent_id)
        url = artifact_url(artifact, filename=consent.evidence_name)
        return self.answer(EvidenceOut, {"name": consent.evidence_name, "url": url})


urlpatterns = [
    path("consents", ConsentsView.as_view()),
    path("consents/<str:consent_id>", ConsentView.as_view()),
    path("consents/<str:consent_id>/revocation", RevocationView.as_view()),
    path("consents/<str:consent_id>/evidence", EvidenceView.as_view()),
]
