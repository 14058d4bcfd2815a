"""/v1 renders: ordered, watched, stopped; and the film that came of them."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import path
from rest_framework import serializers
from rest_framework.response import Response

from billing.money import CURRENCY
from projects.project.selectors import access_project
from projects.rendering import audition, orders, selectors, services
from projects.rendering.sample import showcase
from projects.rendering.stream import answered, playlist_of
from renderers.compilers.film_extras import EXTRAS
from renderers.events import RenderState, StepState
from renderers.farm.selectors import renders_of, steps_of
from renderers.farm.standstill import Reason
from renderers.media.hls import MEDIA_TYPE
from studio.core.api import ANYONE, ApiView, Demand, operation, page_of
from studio.core.clock import now
from studio.core.pages import CursorPages

RENDER_STATES = [state.value for state in RenderState]
WAITS_FOR = [reason.value for reason in Reason]
STEP_STATES = [state.value for state in StepState]


class RenderIn(serializers.Serializer[Any]):
    """With which preset; without one, the project's. `extras` are what else the film is delivered as."""

    preset = serializers.CharField(max_length=32, required=False, default="")
    extras = serializers.ListField(child=serializers.ChoiceField(choices=sorted(EXTRAS)), required=False, default=list)


class EstimateOut(serializers.Serializer[Any]):
    """What making it would take: steps in all, kept and to be made; `amount` at most, in millionths of a dollar."""

    steps = serializers.IntegerField()
    cached = serializers.IntegerField()
    to_make = serializers.IntegerField()
    amount = serializers.IntegerField()
    currency = serializers.CharField(default=CURRENCY, read_only=True)
    eta_low_seconds = serializers.IntegerField(source="time.low")
    eta_high_seconds = serializers.IntegerField(source="time.high")


class RenderCostOut(serializers.Serializer[Any]):
    """What a render costs, in millionths of a dollar: `at_most` is what was quoted; what is left is given back."""

    at_most = serializers.IntegerField()
    charged = serializers.IntegerField()
    given_back = serializers.IntegerField()
    currency = serializers.CharField()


class ProgressOut(serializers.Serializer[Any]):
    """Counts of steps, the part of the work that is done (0..1), and the seconds it will still take, if known."""

    steps = serializers.IntegerField()
    done = serializers.IntegerField()
    cached = serializers.IntegerField()
    failed = serializers.IntegerField()
    running = serializers.IntegerField()
    fraction = serializers.FloatField()
    eta_seconds = serializers.IntegerField(allow_null=True)


class StageOut(serializers.Serializer[Any]):
    """How far one stage is."""

    stage = serializers.CharField()
    steps = serializers.IntegerField()
    done = serializers.IntegerField()


class FailureOut(serializers.Serializer[Any]):
    """What went wrong, in words."""

    code = serializers.CharField()
    message = serializers.CharField()


class WaitingOut(serializers.Serializer[Any]):
    """Why nothing of a render is being made: what it waits for and how it goes on, in words.

    `until` is when it goes on by itself, where that is known.
    """

    code = serializers.ChoiceField(choices=WAITS_FOR)
    message = serializers.CharField()
    until = serializers.DateTimeField(allow_null=True)


class RenderedFilmOut(serializers.Serializer[Any]):
    """A film that was decoded and measured; `report` is what was found. Addresses are valid for some hours."""

    render_id = serializers.CharField()
    master_url = serializers.CharField()
    download_url = serializers.CharField()
    captions_url = serializers.CharField(allow_null=True)
    subtitles_url = serializers.CharField(allow_null=True)
    sdh_url = serializers.CharField(allow_null=True, help_text="captions that name speakers and sounds (WebVTT)")
    captions_download_url = serializers.CharField(allow_null=True)
    report = serializers.DictField()
    frames = serializers.IntegerField()
    rate = serializers.CharField()
    width = serializers.IntegerField()
    height = serializers.IntegerField()


class ChapterOut(serializers.Serializer[Any]):
    """Where a scene begins in the film; the opening title and the closing card are scenes too."""

    scene_id = serializers.CharField()
    heading = serializers.CharField()
    frame = serializers.IntegerField()
    poster_url = serializers.CharField(allow_null=True)


class FilmOut(RenderedFilmOut):
    """The newest film, where its scenes begin, and whether it is the film as it is wanted now."""

    is_current = serializers.BooleanField()
    chapters = ChapterOut(many=True)


class ShowcaseFilmOut(serializers.Serializer[Any]):
    """The installation's own film, for whoever has no account yet. Addresses are valid for some hours."""

    title = serializers.CharField()
    master_url = serializers.CharField()
    captions_url = serializers.CharField(allow_null=True)
    poster_url = serializers.CharField(allow_null=True)


class ShowcaseOut(serializers.Serializer[Any]):
    """Nothing until the installation has made its sample."""

    film = ShowcaseFilmOut(allow_null=True)


class RenderOut(serializers.Serializer[Any]):
    """A film, an episode or a clip of one ordered. `is_current` says whether it makes the film as it is wanted now."""

    id = serializers.CharField()
    project_id = serializers.CharField()
    episode_id = serializers.CharField(allow_null=True, help_text="of a podcast; null for a film")
    clip_id = serializers.CharField(allow_null=True, help_text="of a passage of that episode; null for all of it")
    state = serializers.ChoiceField(choices=RENDER_STATES)
    preset = serializers.CharField()
    progress = ProgressOut()
    stages = StageOut(many=True)
    error = FailureOut(allow_null=True)
    waiting = WaitingOut(allow_null=True, help_text="null while something of it is made, and once it is over")
    created_at = serializers.DateTimeField()
    started_at = serializers.DateTimeField(allow_null=True)
    finished_at = serializers.DateTimeField(allow_null=True)
    is_current = serializers.BooleanField()
    film = RenderedFilmOut(allow_null=True)
    cost = RenderCostOut(allow_null=True, help_text="null for what was made without an order")


class StepOut(serializers.Serializer[Any]):
    """One thing being made; `subject` is the id of the line, shot or scene it is for, or `film`."""

    id = serializers.CharField()
    stage = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # a word of the API
    subject = serializers.CharField()
    engine = serializers.CharField()
    state = serializers.ChoiceField(choices=STEP_STATES)
    attempts = serializers.IntegerField()
    seconds = serializers.FloatField()
    cached = serializers.BooleanField()
    error = FailureOut(allow_null=True)
    thumbnail_url = serializers.CharField(allow_null=True)


class SceneResultOut(serializers.Serializer[Any]):
    """A scene as far as it can be watched."""

    scene_id = serializers.CharField()
    heading = serializers.CharField()
    preview_url = serializers.CharField(allow_null=True)
    captions_url = serializers.CharField(allow_null=True, help_text="WebVTT; times begin with the scene")
    poster_url = serializers.CharField(allow_null=True)
    frames = serializers.IntegerField(allow_null=True, help_text="its length, once its lines are spoken")
    state = serializers.ChoiceField(choices=STEP_STATES)


class ShotResultOut(serializers.Serializer[Any]):
    """A shot as far as it can be watched."""

    shot_id = serializers.CharField()
    panel_url = serializers.CharField(allow_null=True)
    clip_url = serializers.CharField(allow_null=True)
    state = serializers.ChoiceField(choices=STEP_STATES)


class StreamOut(serializers.Serializer[Any]):
    """The film as far as it can be watched in order: HLS that grows. Without an address, when there will be one."""

    url = serializers.CharField(allow_null=True)
    scenes = serializers.IntegerField(help_text="how many scenes from the beginning are in it")
    frames = serializers.IntegerField(help_text="how long they are together")
    rate = serializers.CharField()
    width = serializers.IntegerField(allow_null=True)
    height = serializers.IntegerField(allow_null=True)
    first_in_seconds = serializers.IntegerField(allow_null=True, help_text="until the first scene, about")


class ResultsOut(serializers.Serializer[Any]):
    """Everything of a render that can be watched already."""

    film = RenderedFilmOut(allow_null=True)
    stream = StreamOut()
    scenes = SceneResultOut(many=True)
    shots = ShotResultOut(many=True)


class AuditionIn(serializers.Serializer[Any]):
    """In which voice; what is left out is as the character has it now."""

    voice = serializers.CharField(max_length=80, required=False)
    pace_percent = serializers.IntegerField(required=False)
    pitch_percent = serializers.IntegerField(required=False)
    voice_tuning = serializers.DictField(child=serializers.IntegerField(), required=False)
    line_id = serializers.CharField(max_length=40, required=False, help_text="without one, a telling line is chosen")


class AuditionOut(serializers.Serializer[Any]):
    """A line in a voice. `alike` names scene partners an audience may confuse it with."""

    id = serializers.CharField()
    character_id = serializers.CharField()
    state = serializers.ChoiceField(choices=RENDER_STATES)
    line_id = serializers.CharField()
    text = serializers.CharField()
    voice = serializers.CharField()
    title = serializers.CharField()
    pace_percent = serializers.IntegerField()
    pitch_percent = serializers.IntegerField()
    alike = serializers.ListField(child=serializers.CharField())
    audio_url = serializers.CharField(allow_null=True)
    error = FailureOut(allow_null=True)


class RendersView(ApiView):
    """Renders of a project."""

    @operation("renders.view", answers=page_of(RenderOut))
    def get(self, project_id: str) -> Response:
        """Newest first."""
        project = access_project(workspace_id=self.workspace_id, id=project_id)
        pages = CursorPages(self.request, workspace_id=self.workspace_id)
        found, following = pages.of(renders_of(workspace_id=self.workspace_id, subject=project.id))
        wanted = selectors.wanted_now(project)
        shown = [selectors.render_shown(render, wanted) for render in found]
        return Response({"data": RenderOut(shown, many=True).data, "next": following})

    @operation("renders.start", takes=RenderIn, answers=RenderOut, status=202, demands=Demand.IDEMPOTENCY_KEY)
    def post(self, project_id: str) -> Response:
        """Orders the film as it is now, at the price as it is now; only what does not exist yet is made.

        POST /v1/quotes names the price first.
        """
        render = orders.order_film(actor=self.actor, project_id=project_id, now=now(), **self.given)
        wanted = selectors.wanted_now(access_project(workspace_id=self.workspace_id, id=project_id))
        return self.answer(RenderOut, selectors.render_shown(render, wanted), status=202)


class RenderView(ApiView):
    """One render."""

    @operation("renders.view", answers=RenderOut)
    def get(self, render_id: str) -> Response:
        """How far it is."""
        render, project = selectors.access_ordered(workspace_id=self.workspace_id, id=render_id)
        return self.answer(RenderOut, selectors.render_shown(render, selectors.wanted_by(render, project)))


class RenderCancelView(ApiView):
    """Stopping."""

    @operation("renders.start", answers=RenderOut)
    def post(self, render_id: str) -> Response:
        """Stops the render; what is finished is kept."""
        render, project = selectors.access_ordered(workspace_id=self.workspace_id, id=render_id)
        stopped = services.cancel_render(render=render, now=now())
        return self.answer(RenderOut, selectors.render_shown(stopped, selectors.wanted_by(render, project)))


class RenderPauseView(ApiView):
    """Holding on."""

    @operation("renders.start", answers=RenderOut)
    def post(self, render_id: str) -> Response:
        """Makes no more of it for now; what is in hand is let go within seconds, what is finished is kept."""
        render, project = selectors.access_ordered(workspace_id=self.workspace_id, id=render_id)
        paused = services.pause_render(actor=self.actor, render=render, now=now())
        return self.answer(RenderOut, selectors.render_shown(paused, selectors.wanted_by(render, project)))


class RenderResumeView(ApiView):
    """Going on."""

    @operation("renders.start", answers=RenderOut)
    def post(self, render_id: str) -> Response:
        """Goes on where the render was paused. While a spend cap of it is used up: 402, and the cap is named."""
        render, project = selectors.access_ordered(workspace_id=self.workspace_id, id=render_id)
        resumed = services.resume_render(render=render, now=now())
        return self.answer(RenderOut, selectors.render_shown(resumed, selectors.wanted_by(render, project)))


class RenderRetryView(ApiView):
    """Once more."""

    @operation("renders.start", answers=RenderOut, status=202)
    def post(self, render_id: str) -> Response:
        """Orders the same film again, as it was; only what failed or was stopped is made, and charged."""
        _, project = selectors.access_ordered(workspace_id=self.workspace_id, id=render_id)
        again = orders.order_again(actor=self.actor, render_id=render_id, now=now())
        return self.answer(RenderOut, selectors.render_shown(again, selectors.wanted_by(again, project)), status=202)


class RenderStepsView(ApiView):
    """What a render is made of."""

    @operation("renders.view", answers=page_of(StepOut))
    def get(self, render_id: str) -> Response:
        """Its steps in the order of the film."""
        render, _ = selectors.access_ordered(workspace_id=self.workspace_id, id=render_id)
        pages = CursorPages(self.request, workspace_id=self.workspace_id, order=("ordinal",))
        found, following = pages.of(steps_of(render))
        return Response({"data": StepOut(selectors.steps_shown(render, found), many=True).data, "next": following})


class RenderResultsView(ApiView):
    """What can be watched."""

    @operation("renders.view", answers=ResultsOut)
    def get(self, render_id: str) -> Response:
        """Film, scenes and shots, as far as they are made."""
        render, _ = selectors.access_filmed(workspace_id=self.workspace_id, id=render_id)
        return self.answer(ResultsOut, selectors.results_of(render, now=now()))


class RenderStreamView(ApiView):
    """The film while it is made."""

    @operation("renders.view", answers={(200, MEDIA_TYPE): str})
    def get(self, render_id: str) -> HttpResponse:
        """An HLS playlist (EVENT, fragmented MP4) of the scenes made so far; it ends when nothing more will come."""
        render, _ = selectors.access_filmed(workspace_id=self.workspace_id, id=render_id)
        return answered(self.request, playlist_of(render, now=now()))


class FilmView(ApiView):
    """The film."""

    @operation("renders.view", answers=FilmOut)
    def get(self, project_id: str) -> Response:
        """The newest one that is finished; it may be older than the newest edit, `is_current` says so."""
        project = access_project(workspace_id=self.workspace_id, id=project_id)
        return self.answer(FilmOut, selectors.newest_film(project))


class ShowcaseView(ApiView):
    """What the front door shows."""

    @operation(ANYONE, answers=ShowcaseOut)
    def get(self) -> Response:
        """A film made here; anybody may watch it."""
        return self.answer(ShowcaseOut, {"film": showcase()})


class AuditionsView(ApiView):
    """Hearing a voice before it is chosen."""

    @operation("renders.start", takes=AuditionIn, answers=AuditionOut, status=202, demands=Demand.IDEMPOTENCY_KEY)
    def post(self, character_id: str) -> Response:
        """Orders a line of the character in this voice; one that was heard before is there at once."""
        tried = audition.start_audition(
            workspace_id=self.workspace_id,
            character_id=character_id,
            fields=self.given,
            started_by=self.actor.user_id,
            now=now(),
        )
        return self.answer(AuditionOut, tried, status=202)


class AuditionView(ApiView):
    """One audition."""

    @operation("renders.view", answers=AuditionOut)
    def get(self, audition_id: str) -> Response:
        """How far it is, and where it can be heard."""
        return self.answer(AuditionOut, audition.audition_of(workspace_id=self.workspace_id, id=audition_id))


urlpatterns = [
    path("showcase", ShowcaseView.as_view()),
    path("characters/<str:character_id>/auditions", AuditionsView.as_view()),
    path("auditions/<str:audition_id>", AuditionView.as_view()),
    path("projects/<str:project_id>/renders", RendersView.as_view()),
    path("projects/<str:project_id>/film", FilmView.as_view()),
    path("renders/<str:render_id>", RenderView.as_view()),
    path("renders/<str:render_id>/cancel", RenderCancelView.as_view()),
    path("renders/<str:render_id>/pause", RenderPauseView.as_view()),
    path("renders/<str:render_id>/resume", RenderResumeView.as_view()),
    path("renders/<str:render_id>/retry", RenderRetryView.as_view()),
    path("renders/<str:render_id>/steps", RenderStepsView.as_view()),
    path("renders/<str:render_id>/results", RenderResultsView.as_view()),
    path("renders/<str:render_id>/stream.m3u8", RenderStreamView.as_view()),
]
