from django.apps import AppConfig


class ScreenplayConfig(AppConfig):
    """The text and its index: scenes, lines."""

    name = "projects.screenplay"
    label = "screenplay"
    default_auto_field = "django.db.models.BigAutoField"
