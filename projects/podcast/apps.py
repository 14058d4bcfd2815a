from django.apps import AppConfig


class PodcastConfig(AppConfig):
    """Shows, who speaks in them, and what was written for them."""

    name = "projects.podcast"
    label = "podcast"
    default_auto_field = "django.db.models.BigAutoField"
