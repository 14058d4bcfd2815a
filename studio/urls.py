"""Every address of the studio; each feature brings its own part of /v1."""

from django.urls import include, path, re_path
from drf_spectacular.views import SpectacularJSONAPIView

from studio.web import healthz, page

urlpatterns = [
    path("healthz", healthz),
    path("media/", include("renderers.farm.media")),
    path("_allauth/", include("allauth.headless.urls")),
    path("v1/openapi.json", SpectacularJSONAPIView.as_view(), name="schema"),
    # the single-page app answers everything else but files and unknown API addresses
    re_path(r"^(?!v1/|_allauth/|static/|media/|ws/).*$", page),
]
