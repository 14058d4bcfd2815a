from django.apps import AppConfig


class StoryboardConfig(AppConfig):
    """Shots."""

    name = "projects.storyboard"
    label = "storyboard"
    default_auto_field = "django.db.models.BigAutoField"
