from django.apps import AppConfig


class CastConfig(AppConfig):
    """Characters and their voices."""

    name = "projects.cast"
    label = "cast"
    default_auto_field = "django.db.models.BigAutoField"
