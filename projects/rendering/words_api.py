"""/v1 words the voices would guess at, and hearing how one is said."""

from __future__ import annotations

from typing import Any

from django.urls import path
from rest_framework import serializers
from rest_framework.response import Response

from projects.podcast.selectors import access_episode
from projects.project.selectors import access_project
from projects.rendering import words
from projects.rendering.api import RENDER_STATES, FailureOut
from renderers.media.speech.hard_words import Why
from renderers.media.speech.pronunciations import LONGEST_SOUND, LONGEST_WORD
from renderers.presets import PRESETS
from studio.core.api import ApiView, Demand, all_of, operation
from studio.core.clock import now

WHYS = [why.value for why in Why]


class HardWordOut(serializers.Serializer[Any]):
    """A word the voices would guess at: in no lexicon, in letters of another script, or strange to the language.

    `places` are the first lines or turns that say it.
    """

    word = serializers.CharField()
    why = serializers.ChoiceField(choices=WHYS)
    count = serializers.IntegerField()
    places = serializers.ListField(child=serializers.CharField())


class TryWordIn(serializers.Serializer[Any]):
    """A word and how it would be said; without a sound, as the voice says it by itself."""

    word = serializers.CharField(max_length=LONGEST_WORD)
    sound = serializers.CharField(max_length=LONGEST_SOUND, required=False, allow_blank=True)
    language = serializers.CharField(max_length=35, required=False, allow_blank=True, help_text="usually English")
    voice = serializers.CharField(max_length=80, required=False, help_text="a voice of /v1/voices")
    sentence = serializers.CharField(max_length=400, required=False, allow_blank=True, help_text="must say the word")
    preset = serializers.ChoiceField(choices=list(PRESETS), required=False)


class TriedWordOut(serializers.Serializer[Any]):
    """A sentence with the word, as it is heard."""

    id = serializers.CharField()
    state = serializers.ChoiceField(choices=RENDER_STATES)
    word = serializers.CharField()
    sound = serializers.CharField(allow_blank=True)
    language = serializers.CharField()
    text = serializers.CharField()
    voice = serializers.CharField()
    title = serializers.CharField()
    audio_url = serializers.CharField(allow_null=True)
    error = FailureOut(allow_null=True)


class FilmHardWordsView(ApiView):
    """What a film's voices would guess at."""

    @operation("projects.view", answers=all_of(HardWordOut))
    def get(self, project_id: str) -> Response:
        """The words of its lines that no lexicon has and nobody gave a sound, most often said first."""
        project = access_project(workspace_id=self.workspace_id, id=project_id)
        return self.all(HardWordOut, words.hard_words_of_film(project))


class EpisodeHardWordsView(ApiView):
    """What an episode's voices would guess at."""

    @operation("projects.view", answers=all_of(HardWordOut))
    def get(self, episode_id: str) -> Response:
        """The words of its script that no lexicon has and nobody gave a sound, most often said first."""
        episode = access_episode(workspace_id=self.workspace_id, id=episode_id)
        return self.all(HardWordOut, words.hard_words_of_episode(episode))


class TryWordView(ApiView):
    """Hearing a word before it is in the dictionary."""

    @operation("renders.start", takes=TryWordIn, answers=TriedWordOut, status=202, demands=Demand.IDEMPOTENCY_KEY)
    def post(self) -> Response:
        """A sentence with the word by a voice; nothing is stored of it. What was heard once is there at once."""
        tried = words.try_word(
            workspace_id=self.workspace_id, fields=self.given, started_by=self.actor.user_id, now=now()
        )
        return self.answer(TriedWordOut, tried, status=202)


class TriedWordView(ApiView):
    """A word that is tried."""

    @operation("renders.view", answers=TriedWordOut)
    def get(self, tried_word_id: str) -> Response:
        """How far it is, and the sound once it is there."""
        return self.answer(TriedWordOut, words.tried_word(workspace_id=self.workspace_id, id=tried_word_id))


urlpatterns = [
    path("projects/<str:project_id>/hard-words", FilmHardWordsView.as_view()),
    path("episodes/<str:episode_id>/hard-words", EpisodeHardWordsView.as_view()),
    path("tried-words", TryWordView.as_view()),
    path("tried-words/<str:tried_word_id>", TriedWordView.as_view()),
]
