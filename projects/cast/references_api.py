"""/v1 references: pictures and recordings by which a character is known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import path
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response

from projects.cast import identity, selectors
from projects.cast.models import Reference, ReferenceKind, Shows
from projects.consent.models import Standing
from projects.consent.selectors import standing
from projects.project.selectors import access_project
from renderers.farm import selectors as farm
from renderers.farm.media import artifact_url
from renderers.farm.models import Artifact
from studio.core.api import ApiView, all_of, operation
from studio.core.clock import now

KINDS, SHOWN, STANDINGS = list(ReferenceKind.values), list(Shows.values), list(Standing.values)


@extend_schema_field({"type": "string", "format": "binary"})
class FileField(serializers.FileField):
    """A file in a form."""


class ReferenceIn(serializers.Serializer[Any]):
    """A picture (JPEG, PNG, WebP; 20 MB, 40 megapixels) or a voice sample (3 seconds to 5 minutes; 60 MB).

    Or a voice that RVC trained (.pth; 160 MB), and its index (.index or .npy; 400 MB): one of each.

    One of a real person needs a consent that allows it. `invented` is your word that nobody real is shown or heard.
    """

    file = FileField(allow_empty_file=True)
    kind = serializers.ChoiceField(choices=KINDS)
    shows = serializers.ChoiceField(choices=SHOWN)
    consent_id = serializers.CharField(max_length=40, required=False, allow_blank=True)


class AllowedIn(serializers.Serializer[Any]):
    """Under which consent it is used from now on."""

    consent_id = serializers.CharField(max_length=40)


class ReferenceOut(serializers.Serializer[Any]):
    """A picture or recording of a character; `standing` is null where nobody real is shown, `url` where it is gone.

    `about` says what a trained voice or its index is.
    """

    id = serializers.CharField()
    project_id = serializers.CharField()
    character_id = serializers.CharField()
    kind = serializers.ChoiceField(choices=KINDS)
    shows = serializers.ChoiceField(choices=SHOWN)
    consent_id = serializers.CharField(allow_null=True)
    person = serializers.CharField(allow_blank=True)
    standing = serializers.ChoiceField(choices=STANDINGS, allow_null=True)
    name = serializers.CharField()
    width = serializers.IntegerField()
    height = serializers.IntegerField()
    milliseconds = serializers.IntegerField()
    about = serializers.CharField(allow_blank=True)
    url = serializers.CharField(allow_null=True)
    uploaded_at = serializers.DateTimeField()


def shown(reference: Reference, kept: Mapping[str, Artifact]) -> dict[str, Any]:
    """As ReferenceOut has it."""
    consent, file = reference.consent, kept.get(reference.digest)
    plain = ("id", "project_id", "character_id", "kind", "shows", "consent_id", "name")
    measures = ("width", "height", "milliseconds")
    return {name: getattr(reference, name) for name in (*plain, *measures)} | {
        "person": consent.person if consent else "",
        "standing": standing(consent, today=now().date()).value if consent else None,
        "about": str(file.facts.get("about", "")) if file else "",
        "url": artifact_url(file) if file else None,
        "uploaded_at": reference.created_at,
    }


def shown_all(references: list[Reference], *, workspace_id: str) -> list[dict[str, Any]]:
    """With the addresses of the files."""
    kept = farm.artifacts(workspace_id=workspace_id, digests={reference.digest for reference in references})
    return [shown(reference, kept) for reference in references]


class ProjectReferencesView(ApiView):
    """By what the cast of a film is known."""

    @operation("projects.view", answers=all_of(ReferenceOut))
    def get(self, project_id: str) -> Response:
        """Every picture and recording of the cast, the oldest first."""
        project = access_project(workspace_id=self.workspace_id, id=project_id)
        found = list(selectors.references_of(project))
        return self.all(ReferenceOut, shown_all(found, workspace_id=self.workspace_id))


class CharacterReferencesView(ApiView):
    """By what a character is known."""

    parser_classes = [MultiPartParser]

    @operation("projects.edit", takes=ReferenceIn, answers=ReferenceOut, status=201)
    def post(self, character_id: str) -> Response:
        """Keeps a picture or voice sample; nothing is stored of a real person without their consent."""
        given = dict(self.given)
        file = given.pop("file")
        reference = identity.add_reference(
            actor=self.actor,
            character_id=character_id,
            fields=given,
            file=file,
            name=file.name,
            now=now(),
        )
        return self.answer(ReferenceOut, shown_all([reference], workspace_id=self.workspace_id)[0], status=201)


class ReferenceView(ApiView):
    """One picture or recording."""

    @operation("projects.view", answers=ReferenceOut)
    def get(self, reference_id: str) -> Response:
        """The picture or recording."""
        reference = selectors.access_reference(workspace_id=self.workspace_id, id=reference_id)
        return self.answer(ReferenceOut, shown_all([reference], workspace_id=self.workspace_id)[0])

    @operation("projects.edit", takes=AllowedIn, answers=ReferenceOut)
    def put(self, reference_id: str) -> Response:
        """Under another consent, as after a renewal."""
        reference = identity.allow_reference(
            actor=self.actor, id=reference_id, consent_id=self.given["consent_id"], now=now()
        )
        return self.answer(ReferenceOut, shown_all([reference], workspace_id=self.workspace_id)[0])

    @operation("projects.edit", status=204)
    def delete(self, reference_id: str) -> Response:
        """It guides nothing from now on and its file is deleted; what was made with it stays."""
        identity.remove_reference(actor=self.actor, id=reference_id, now=now())
        return self.nothing()


urlpatterns = [
    path("projects/<str:project_id>/references", ProjectReferencesView.as_view()),
    path("characters/<str:character_id>/references", CharacterReferencesView.as_view()),
    path("references/<str:reference_id>", ReferenceView.as_view()),
]
