"""Every address of the studio; each feature brings its own part of /v1."""

from django.urls import include, path, re_path
from drf_spectacular.views import SpectacularSwaggerSplitView

from billing.webhook import stripe_webhook
from studio.core.api import UnknownAddress
from studio.core.metrics import metrics
from studio.core.schema import openapi
from studio.web import failed, healthz, page, refused

handler400 = handler403 = handler404 = refused
handler500 = failed

urlpatterns = [
    path("healthz", healthz),
    path("metrics", metrics),
    path("media/streams/", include("projects.rendering.stream")),
    path("stripe/webhook", stripe_webhook),
    path("feeds/", include("projects.rendering.feeds")),
    path("media/", include("renderers.farm.media")),
    path("_allauth/", include("allauth.headless.urls")),
    path("v1/openapi.json", openapi, name="schema"),
    path("v1/docs", SpectacularSwaggerSplitView.as_view()),
    path("v1/", include("studio.accounts.urls")),
    path("v1/", include("billing.api")),
    path("v1/", include("billing.usage_api")),
    path("v1/", include("billing.payments_api")),
    path("v1/", include("billing.auto_top_up_api")),
    path("v1/", include("renderers.farm.api")),
    path("v1/", include("renderers.farm.engine_keys_api")),
    path("v1/", include("projects.project.api")),
    path("v1/", include("projects.screenplay.api")),
    path("v1/", include("projects.screenplay.revisions_api")),
    path("v1/", include("projects.cast.api")),
    path("v1/", include("projects.cast.looks_api")),
    path("v1/", include("projects.cast.references_api")),
    path("v1/", include("projects.consent.api")),
    path("v1/", include("projects.dictionary.api")),
    path("v1/", include("projects.storyboard.api")),
    path("v1/", include("projects.sound.api")),
    path("v1/", include("projects.podcast.api")),
    path("v1/", include("projects.podcast.episodes_api")),
    path("v1/", include("projects.podcast.art_api")),
    path("v1/", include("projects.podcast.filmed_api")),
    path("v1/", include("projects.podcast.script_api")),
    path("v1/", include("projects.podcast.together_api")),
    path("v1/", include("projects.rendering.api")),
    path("v1/", include("projects.rendering.recordings_api")),
    path("v1/", include("projects.rendering.clips_api")),
    path("v1/", include("projects.rendering.words_api")),
    path("v1/", include("projects.rendering.quotes_api")),
    path("v1/", include("projects.rendering.deliverables_api")),
    path("v1/", include("projects.rendering.mix_api")),
    path("v1/", include("projects.rendering.making_api")),
    path("v1/", include("projects.rendering.conversations_api")),
    path("v1/", include("projects.rendering.sheets_api")),
    path("v1/", include("projects.rendering.likeness_api")),
    path("v1/", include("projects.rendering.consented_api")),
    path("v1/", include("projects.rendering.routing_api")),
    path("v1/", include("projects.rendering.exchanges_api")),
    path("v1/", include("projects.rendering.writings_api")),
    re_path(r"^v1/", UnknownAddress.as_view()),
    # the single-page app answers everything else but files and unknown API addresses
    re_path(r"^(?!v1/|_allauth/|static/|media/|feeds/|ws/).*$", page),
]
