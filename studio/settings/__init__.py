"""The settings of the studio: environment in, nothing else. `environment.py` names the data folder and the services."""

# ruff: noqa: F403
from studio.settings.accounts import *
from studio.settings.api import *
from studio.settings.data import *
from studio.settings.engines import *
from studio.settings.logs import *
from studio.settings.mail import *
from studio.settings.money import *
from studio.settings.web import *
from studio.settings.work import *

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "studio.core",
    "studio.accounts",  # before allauth: its mails are ours
    "allauth",
    "allauth.account",
    "allauth.headless",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "channels",
    "django_dramatiq",
    "studio.live",
    "billing",
    "renderers.farm",
    "projects.project",
    "projects.screenplay",
    "projects.dictionary",
    "projects.consent",
    "projects.cast",
    "projects.storyboard",
    "projects.sound",
    "projects.podcast",
    "projects.rendering",
    "studio",
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = False
