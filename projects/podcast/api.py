"""/v1 shows and the people in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import path
from rest_framework import serializers
from rest_framework.response import Response

from projects.consent.models import Standing
from projects.consent.selectors import standing
from projects.podcast import filmed, selectors, services
from projects.podcast.art import art_url
from projects.podcast.models import Personality, Show, Visibility
from projects.project.selectors import access_project
from projects.project.shown import Shown
from renderers.episode import LOUDEST, QUIETEST, Channels, Role
from renderers.episode import Shown as PictureShows
from renderers.farm import selectors as farm
from renderers.farm.media import artifact_url
from renderers.podcast.pens import models
from renderers.podcast.writers import writers
from renderers.scoring.words import Family
from studio.core.api import ApiView, Demand, all_of, operation, page_of
from studio.core.clock import now

ROLES = [role.value for role in Role]
PICTURES = [each.value for each in PictureShows]
VISIBILITIES = list(Visibility.values)
CHANNELS = [each.value for each in Channels]


class ShowIn(serializers.Serializer[Any]):
    """What a podcast is besides its project: `visibility` says who may hear it by its feed."""

    author = serializers.CharField(max_length=120, allow_blank=True, required=False)
    owner_email = serializers.EmailField(allow_blank=True, required=False)
    category = serializers.CharField(max_length=60, required=False)
    website = serializers.URLField(max_length=500, allow_blank=True, required=False)
    visibility = serializers.ChoiceField(choices=VISIBILITIES, required=False)
    is_explicit = serializers.BooleanField(required=False, help_text="what directories warn listeners of")
    is_locked = serializers.BooleanField(required=False, help_text="whether other platforms may not take the feed over")
    channels = serializers.ChoiceField(choices=CHANNELS, required=False)
    loudness = serializers.IntegerField(
        min_value=QUIETEST,
        max_value=LOUDEST,
        allow_null=True,
        required=False,
        help_text="LUFS of its episodes; null: -16 in stereo, -19 in mono, which are heard as loud as each other",
    )
    running_jokes = serializers.ListField(
        child=serializers.CharField(max_length=200),
        max_length=12,
        required=False,
        help_text="what its people come back to; a new episode knows them",
    )


class ShowOut(serializers.Serializer[Any]):
    """A show. `feed_path` is its feed's address on this host, empty while it is off; a private one is a secret."""

    id = serializers.CharField()
    project_id = serializers.CharField()
    author = serializers.CharField()
    owner_email = serializers.CharField()
    category = serializers.CharField()
    website = serializers.CharField()
    visibility = serializers.ChoiceField(choices=VISIBILITIES)
    feed_path = serializers.CharField(allow_blank=True)
    guid = serializers.CharField()
    art_url = serializers.CharField(allow_null=True, help_text="the picture somebody chose; null: covers are drawn")
    is_explicit = serializers.BooleanField()
    is_locked = serializers.BooleanField()
    channels = serializers.ChoiceField(choices=CHANNELS)
    loudness = serializers.IntegerField(allow_null=True)
    running_jokes = serializers.ListField(child=serializers.CharField())
    version = serializers.IntegerField()


class PersonalityIn(serializers.Serializer[Any]):
    """Somebody who speaks."""

    name = serializers.CharField(max_length=60, required=False)
    role = serializers.ChoiceField(choices=ROLES, required=False)
    character = serializers.CharField(max_length=400, allow_blank=True, required=False, help_text="what they are like")
    habits = serializers.ListField(
        child=serializers.CharField(max_length=40), max_length=8, required=False, help_text="words they begin with"
    )
    voice = serializers.CharField(max_length=80, required=False, help_text="a voice or a blend; else one is chosen")
    pace_percent = serializers.IntegerField(required=False)
    pitch_percent = serializers.IntegerField(required=False)
    knowledge = serializers.CharField(max_length=400, allow_blank=True, required=False, help_text="what they know")
    writer = serializers.CharField(max_length=40, required=False, help_text="who writes their turns")
    model = serializers.CharField(
        max_length=120, allow_blank=True, required=False, help_text="which of the writer's models; empty, the usual one"
    )
    filmed_by = serializers.CharField(
        max_length=40, allow_blank=True, required=False, help_text="the engine that films them; empty, they are painted"
    )


class NewPersonalityIn(PersonalityIn):
    """Somebody new; with `character_id`, a character of the workspace's films comes along, voice and all."""

    character_id = serializers.CharField(max_length=40, required=False)


class PersonPictureOut(serializers.Serializer[Any]):
    """What somebody is filmed from: a picture that was brought (`portrait`), or a reference sheet of the cast.

    `person` is the real person who consented to it, `standing` whether the consent holds.
    """

    origin = serializers.ChoiceField(choices=PICTURES)
    url = serializers.CharField(allow_null=True)
    person = serializers.CharField(allow_blank=True)
    standing = serializers.ChoiceField(choices=list(Standing.values), allow_null=True)


class PersonalityOut(serializers.Serializer[Any]):
    """Somebody who speaks. `alike` are people of the show whose voice sounds the same; `proposed` one that does not.

    `film` is the film whose cast they come from: their pictures are kept there. Empty where they are the show's own.
    """

    id = serializers.CharField()
    project_id = serializers.CharField()
    character_id = serializers.CharField(allow_null=True)
    name = serializers.CharField()
    role = serializers.ChoiceField(choices=ROLES)
    character = serializers.CharField(source="character_text")
    habits = serializers.ListField(child=serializers.CharField())
    voice = serializers.CharField()
    pace_percent = serializers.IntegerField()
    pitch_percent = serializers.IntegerField()
    knowledge = serializers.CharField(allow_blank=True)
    writer = serializers.CharField()
    model = serializers.CharField(allow_blank=True)
    filmed_by = serializers.CharField(allow_blank=True)
    picture = PersonPictureOut(allow_null=True)
    film = serializers.CharField(allow_blank=True)
    alike = serializers.ListField(child=serializers.CharField())
    proposed = serializers.CharField(allow_blank=True)
    version = serializers.IntegerField()


class CastableOut(serializers.Serializer[Any]):
    """A character of the workspace's films who may come to a show."""

    id = serializers.CharField()
    name = serializers.CharField()
    film = serializers.CharField(source="project.title")
    voice = serializers.CharField()


class WriterOut(serializers.Serializer[Any]):
    """Who can write; `says` tells what it is and what it cannot do."""

    name = serializers.CharField()
    title = serializers.CharField()
    says = serializers.CharField()


class PodcastChoicesOut(serializers.Serializer[Any]):
    """What shows and episodes choose from."""

    categories = serializers.ListField(child=serializers.CharField())
    music = serializers.ListField(child=serializers.CharField())
    roles = serializers.ListField(child=serializers.CharField())
    writers = WriterOut(many=True)
    models = WriterOut(many=True, help_text="who can write the turns of one person")


def show_shown(show: Show) -> Shown:
    """With the addresses of its feed and of its art."""
    key = show.feed_key if show.visibility == Visibility.PRIVATE else show.id
    feed_path = f"/feeds/{key}.xml" if show.visibility != Visibility.OFF else ""
    return Shown(show, feed_path=feed_path, art_url=art_url(show))


def person_shown(person: Personality, everybody: Sequence[Personality] = ()) -> Shown:
    """With whom they may be taken for, among `everybody` of the show."""
    names, proposed = selectors.alike_with(person, everybody or list(selectors.people_of(person.project)))
    return Shown(person, alike=names, proposed=proposed, picture=_picture(person), film=_film(person))


def _picture(person: Personality) -> dict[str, Any] | None:
    pictured = filmed.picture_of(person)
    if pictured is None:
        return None
    kept = farm.artifacts(workspace_id=person.workspace_id, digests=[pictured.digest]).get(pictured.digest)
    consent = pictured.reference.consent if pictured.reference else None
    return {
        "origin": pictured.shows.value,
        "url": artifact_url(kept) if kept else None,
        "person": consent.person if consent else "",
        "standing": standing(consent, today=now().date()).value if consent else None,
    }


def _film(person: Personality) -> str:
    character = person.character
    return character.project.title if character and character.project_id != person.project_id else ""


class ShowView(ApiView):
    """The show a project is."""

    @operation("projects.view", answers=ShowOut)
    def get(self, project_id: str) -> Response:
        """The show; its title, premise and language are the project's."""
        show = selectors.show_of(access_project(workspace_id=self.workspace_id, id=project_id))
        return self.answer(ShowOut, show_shown(show), version=show.version)

    @operation("projects.edit", takes=ShowIn, answers=ShowOut, demands=Demand.IF_MATCH)
    def patch(self, project_id: str) -> Response:
        """The show with these fields; private and public feeds have different addresses."""
        show = services.change_show(
            workspace_id=self.workspace_id, project_id=project_id, version=self.expected_version, fields=self.given
        )
        return self.answer(ShowOut, show_shown(show), version=show.version)


class FeedKeyView(ApiView):
    """The secret of a private feed."""

    @operation("projects.edit", answers=ShowOut)
    def post(self, project_id: str) -> Response:
        """A new secret address; whoever has the old one hears nothing new from now on."""
        show = services.revoke_feed(workspace_id=self.workspace_id, project_id=project_id)
        return self.answer(ShowOut, show_shown(show), version=show.version)


class PersonalitiesView(ApiView):
    """Who speaks in a show."""

    @operation("projects.view", answers=all_of(PersonalityOut))
    def get(self, project_id: str) -> Response:
        """Everybody, in the order of their seats."""
        people = list(selectors.people_of(access_project(workspace_id=self.workspace_id, id=project_id)))
        return self.all(PersonalityOut, [person_shown(each, people) for each in people])

    @operation("projects.edit", takes=NewPersonalityIn, answers=PersonalityOut, status=201)
    def post(self, project_id: str) -> Response:
        """Somebody new; without a voice they get one unlike all others."""
        made = services.add_personality(workspace_id=self.workspace_id, project_id=project_id, fields=self.given)
        return self.answer(PersonalityOut, person_shown(made), status=201, version=made.version)


class PersonalityView(ApiView):
    """Somebody who speaks."""

    @operation("projects.view", answers=PersonalityOut)
    def get(self, personality_id: str) -> Response:
        """One of them."""
        person = selectors.access_personality(workspace_id=self.workspace_id, id=personality_id)
        return self.answer(PersonalityOut, person_shown(person), version=person.version)

    @operation("projects.edit", takes=PersonalityIn, answers=PersonalityOut, demands=Demand.IF_MATCH)
    def patch(self, personality_id: str) -> Response:
        """Somebody with these fields; a new voice touches their turns alone."""
        person = services.change_personality(
            workspace_id=self.workspace_id, id=personality_id, version=self.expected_version, fields=self.given
        )
        return self.answer(PersonalityOut, person_shown(person), version=person.version)

    @operation("projects.edit", status=204, demands=Demand.IF_MATCH)
    def delete(self, personality_id: str) -> Response:
        """Out of the show; scripts in which they speak keep them."""
        services.remove_personality(
            workspace_id=self.workspace_id, id=personality_id, version=self.expected_version, now=now()
        )
        return self.nothing()


class CastableView(ApiView):
    """The workspace's cast."""

    @operation("projects.view", answers=page_of(CastableOut))
    def get(self) -> Response:
        """Characters of all films who have a voice; a show may take them over."""
        rows = selectors.castable(workspace_id=self.workspace_id)
        return self.page(rows, CastableOut, order=("id",))


class PodcastChoicesView(ApiView):
    """The tables shows and episodes choose from."""

    @operation("projects.view", answers=PodcastChoicesOut)
    def get(self) -> Response:
        """Categories of directories, moods of music, roles, and who can write."""
        choices = {
            "categories": list(services.CATEGORIES),
            "music": list(Family),
            "roles": ROLES,
            "writers": list(writers().values()),
            "models": [
                {"name": name, "title": title, "says": "A language model; it needs a key, and its tokens are paid."}
                for name, title in models().items()
            ],
        }
        return self.answer(PodcastChoicesOut, choices)


urlpatterns = [
    path("projects/<str:project_id>/show", ShowView.as_view()),
    path("projects/<str:project_id>/show/feed-key", FeedKeyView.as_view()),
    path("projects/<str:project_id>/personalities", PersonalitiesView.as_view()),
    path("personalities/<str:personality_id>", PersonalityView.as_view()),
    path("castable", CastableView.as_view()),
    path("podcast-choices", PodcastChoicesView.as_view()),
]
