"""/v1 how people of a show are filmed on video: engines there are, and the picture each is filmed from."""

from __future__ import annotations

from typing import Any

from django.urls import path
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response

from projects.cast.models import Shows
from projects.podcast import filmed
from projects.podcast.api import PersonalityOut, person_shown
from studio.core.api import ApiView, all_of, operation
from studio.core.clock import now


@extend_schema_field({"type": "string", "format": "binary"})
class PortraitField(serializers.FileField):
    """A file in a form."""


class PersonalityPictureIn(serializers.Serializer[Any]):
    """A picture of somebody from the front (JPEG, PNG, WebP; 20 MB, 40 megapixels).

    One of a real person needs a consent that allows it. `invented` is your word that nobody real is shown.
    """

    file = PortraitField(allow_empty_file=True)
    shows = serializers.ChoiceField(choices=list(Shows.values))
    consent_id = serializers.CharField(max_length=40, required=False, allow_blank=True)


class AvatarEngineOut(serializers.Serializer[Any]):
    """An engine that makes a picture speak; `why_not` says what keeps it from doing so now, in words."""

    name = serializers.CharField()
    title = serializers.CharField()
    says = serializers.CharField()
    why_not = serializers.CharField(allow_blank=True)


class AvatarEnginesView(ApiView):
    """Who can film people."""

    @operation("projects.view", answers=all_of(AvatarEngineOut))
    def get(self) -> Response:
        """Every engine that takes a picture and a voice, and whether it could be used now."""
        return self.all(AvatarEngineOut, filmed.avatar_engines(workspace_id=self.workspace_id, now=now()))


class PersonalityPictureView(ApiView):
    """What somebody is filmed from."""

    parser_classes = [MultiPartParser]

    @operation("projects.edit", takes=PersonalityPictureIn, answers=PersonalityOut)
    def put(self, personality_id: str) -> Response:
        """This picture instead of an earlier one; nothing is stored of a real person without their consent."""
        given = dict(self.given)
        file = given.pop("file")
        person = filmed.bring_picture(
            actor=self.actor,
            personality_id=personality_id,
            fields=given,
            file=file,
            name=file.name,
            now=now(),
        )
        return self.answer(PersonalityOut, person_shown(person), version=person.version)

    @operation("projects.edit", answers=PersonalityOut)
    def delete(self, personality_id: str) -> Response:
        """The file is deleted, and they are painted from now on."""
        person = filmed.remove_picture(actor=self.actor, personality_id=personality_id, now=now())
        return self.answer(PersonalityOut, person_shown(person), version=person.version)


urlpatterns = [
    path("avatar-engines", AvatarEnginesView.as_view()),
    path("personalities/<str:personality_id>/picture", PersonalityPictureView.as_view()),
]
