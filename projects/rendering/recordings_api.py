"""/v1 episodes as they are heard: priced, rendered, listened to, published; and voices tried before they are chosen."""

from __future__ import annotations

from typing import Any

from django.urls import path
from rest_framework import serializers
from rest_framework.response import Response

from projects.podcast.episodes import archive_episode
from projects.podcast.episodes_api import EpisodeOut, episode_shown
from projects.podcast.selectors import access_episode
from projects.rendering import orders, recordings, selectors, services, tried_voices
from projects.rendering.api import RENDER_STATES, FailureOut, RenderOut
from projects.rendering.failed_turns import failed_turns
from projects.rendering.quotes_api import QuoteOut, quote_shown
from renderers.compilers.podcast_extras import EXTRAS
from renderers.farm.selectors import renders_of
from studio.core.api import ApiView, Demand, all_of, operation, page_of
from studio.core.clock import now

EPISODE_EXTRAS = sorted(EXTRAS)


class EpisodeQuoteIn(serializers.Serializer[Any]):
    """With which preset (without one, the show's), and what else it is delivered as."""

    preset = serializers.CharField(max_length=32, required=False, default="")
    extras = serializers.ListField(
        child=serializers.ChoiceField(choices=EPISODE_EXTRAS), required=False, default=list
    )  # fmt: skip


class EpisodeExtraOut(serializers.Serializer[Any]):
    """What an episode can be delivered as besides its M4A, transcripts and notes."""

    name = serializers.ChoiceField(choices=EPISODE_EXTRAS)
    title = serializers.CharField()


class EpisodeChapterOut(serializers.Serializer[Any]):
    """Where a chapter begins, in seconds of the file."""

    title = serializers.CharField()
    seconds = serializers.FloatField()


class RecordingFileOut(serializers.Serializer[Any]):
    """A file to take away."""

    role = serializers.CharField()
    title = serializers.CharField()
    filename = serializers.CharField()
    url = serializers.CharField()
    bytes = serializers.IntegerField()


class RecordingOut(serializers.Serializer[Any]):
    """An episode to listen to. `turn_ids` name the turns of the transcript's segments, in order.

    `is_current` says whether it is the script as it is now, `is_published` whether the feed serves it.
    """

    render_id = serializers.CharField()
    title = serializers.CharField()
    audio_url = serializers.CharField()
    transcript_url = serializers.CharField()
    cover_url = serializers.CharField(allow_null=True)
    seconds = serializers.FloatField()
    report = serializers.DictField()
    chapters = EpisodeChapterOut(many=True)
    turn_ids = serializers.ListField(child=serializers.CharField())
    files = RecordingFileOut(many=True)
    is_current = serializers.BooleanField()
    is_published = serializers.BooleanField()
    finished_at = serializers.DateTimeField(allow_null=True)


class FailedTurnOut(serializers.Serializer[Any]):
    """A turn nobody could speak in the newest render; everything else of it is kept.

    `is_changed`: it was given another take, another voice or other words since, or was left out.
    """

    turn_id = serializers.CharField()
    name = serializers.CharField(help_text="who says it")
    text = serializers.CharField()
    voice = serializers.CharField()
    take = serializers.IntegerField()
    code = serializers.CharField()
    error = serializers.CharField()
    is_changed = serializers.BooleanField()


class TryVoiceIn(serializers.Serializer[Any]):
    """In which voice; what is left out is as the person has it now."""

    voice = serializers.CharField(max_length=80, required=False)
    pace_percent = serializers.IntegerField(required=False)
    pitch_percent = serializers.IntegerField(required=False)
    text = serializers.CharField(max_length=400, required=False, help_text="without one, they introduce themselves")


class TriedVoiceOut(serializers.Serializer[Any]):
    """Words in a voice. `alike` are people of the show it may be taken for; `proposed` is a voice that is not."""

    id = serializers.CharField()
    personality_id = serializers.CharField()
    state = serializers.ChoiceField(choices=RENDER_STATES)
    text = serializers.CharField()
    voice = serializers.CharField()
    title = serializers.CharField()
    pace_percent = serializers.IntegerField()
    pitch_percent = serializers.IntegerField()
    alike = serializers.ListField(child=serializers.CharField())
    proposed = serializers.CharField(allow_blank=True)
    audio_url = serializers.CharField(allow_null=True)
    error = FailureOut(allow_null=True)


class EpisodeExtrasView(ApiView):
    """Files of an episode."""

    @operation("projects.view", answers=all_of(EpisodeExtraOut))
    def get(self) -> Response:
        """What may be asked for besides the M4A."""
        return self.all(EpisodeExtraOut, [{"name": name, "title": extra.title} for name, extra in EXTRAS.items()])


class EpisodeQuotesView(ApiView):
    """Before ordering."""

    @operation("projects.view", takes=EpisodeQuoteIn, answers=QuoteOut, status=201)
    def post(self, episode_id: str) -> Response:
        """What the episode as it is now would cost and take; POST /v1/renders orders by it."""
        made = orders.quote_episode(actor=self.actor, episode_id=episode_id, now=now(), **self.given)
        return self.answer(QuoteOut, quote_shown(self, made), status=201)


class EpisodeRendersView(ApiView):
    """Renders of an episode."""

    @operation("renders.view", answers=page_of(RenderOut))
    def get(self, episode_id: str) -> Response:
        """Newest first."""
        episode = access_episode(workspace_id=self.workspace_id, id=episode_id)
        rows = renders_of(workspace_id=self.workspace_id, subject=episode.id)
        return self.page_of_values(
            rows,
            RenderOut,
            lambda render: selectors.render_shown(render, selectors.wanted_by(render, episode.project)),
        )

    @operation("renders.start", takes=EpisodeQuoteIn, answers=RenderOut, status=202, demands=Demand.IDEMPOTENCY_KEY)
    def post(self, episode_id: str) -> Response:
        """Orders the episode at the price as it is now; a changed turn costs its own passage and the joins."""
        quote = orders.quote_episode(actor=self.actor, episode_id=episode_id, now=now(), **self.given)
        render = orders.order(actor=self.actor, quote_id=quote.pk, now=now())
        _, project = selectors.access_ordered(workspace_id=self.workspace_id, id=render.pk)
        return self.answer(RenderOut, selectors.render_shown(render, selectors.wanted_by(render, project)), status=202)


class FailedTurnsView(ApiView):
    """What an episode waits for."""

    @operation("renders.view", answers=all_of(FailedTurnOut))
    def get(self, episode_id: str) -> Response:
        """The lines the newest render could not speak; change one (PATCH turns), or order again to try it as it is."""
        episode = access_episode(workspace_id=self.workspace_id, id=episode_id)
        return self.all(FailedTurnOut, failed_turns(episode))


class RecordingView(ApiView):
    """The sound of an episode."""

    @operation("renders.view", answers=RecordingOut)
    def get(self, episode_id: str) -> Response:
        """The newest that is finished; it may be older than the newest edit, `is_current` says so."""
        episode = access_episode(workspace_id=self.workspace_id, id=episode_id)
        return self.answer(RecordingOut, recordings.recording_shown(episode))


class PublicationView(ApiView):
    """What the feed serves."""

    @operation("projects.edit", answers=EpisodeOut, demands=Demand.IF_MATCH)
    def put(self, episode_id: str) -> Response:
        """The newest recording, from now on, whatever is edited later."""
        episode = recordings.publish(
            workspace_id=self.workspace_id, episode_id=episode_id, version=self.expected_version, now=now()
        )
        return self.answer(EpisodeOut, episode_shown(episode), version=episode.version)

    @operation("projects.edit", answers=EpisodeOut)
    def delete(self, episode_id: str) -> Response:
        """Out of the feed; the recording stays."""
        episode = recordings.withdraw(workspace_id=self.workspace_id, episode_id=episode_id)
        return self.answer(EpisodeOut, episode_shown(episode), version=episode.version)


class EpisodeArchiveView(ApiView):
    """Putting an episode away."""

    @operation("projects.delete", status=204, demands=Demand.IF_MATCH)
    def post(self, episode_id: str) -> Response:
        """Out of sight and out of the feed; renders of it are stopped, what was made stays."""
        archive_episode(workspace_id=self.workspace_id, id=episode_id, version=self.expected_version, now=now())
        services.stop_episode(workspace_id=self.workspace_id, episode_id=episode_id, now=now())
        return self.nothing()


class TryVoiceView(ApiView):
    """Hearing a voice before it is chosen."""

    @operation(
        "renders.start", takes=TryVoiceIn, answers=TriedVoiceOut, status=202, demands=Demand.IDEMPOTENCY_KEY
    )  # fmt: skip
    def post(self, personality_id: str) -> Response:
        """Words of this person in a voice; nothing is changed. What was heard once is there at once."""
        tried = tried_voices.try_voice(
            workspace_id=self.workspace_id,
            personality_id=personality_id,
            fields=self.given,
            started_by=self.actor.user_id,
            now=now(),
        )
        return self.answer(TriedVoiceOut, tried, status=202)


class TriedVoiceView(ApiView):
    """A voice that is tried."""

    @operation("renders.view", answers=TriedVoiceOut)
    def get(self, tried_voice_id: str) -> Response:
        """How far it is, and the sound once it is there."""
        return self.answer(TriedVoiceOut, tried_voices.tried_voice(workspace_id=self.workspace_id, id=tried_voice_id))


urlpatterns = [
    path("episodes/<str:episode_id>/failed-turns", FailedTurnsView.as_view()),
    path("episode-extras", EpisodeExtrasView.as_view()),
    path("episodes/<str:episode_id>/quotes", EpisodeQuotesView.as_view()),
    path("episodes/<str:episode_id>/renders", EpisodeRendersView.as_view()),
    path("episodes/<str:episode_id>/recording", RecordingView.as_view()),
    path("episodes/<str:episode_id>/publication", PublicationView.as_view()),
    path("episodes/<str:episode_id>/archive", EpisodeArchiveView.as_view()),
    path("personalities/<str:personality_id>/tried-voices", TryVoiceView.as_view()),
    path("tried-voices/<str:tried_voice_id>", TriedVoiceView.as_view()),
]
