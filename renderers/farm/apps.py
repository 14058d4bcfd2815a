from django.apps import AppConfig


class FarmConfig(AppConfig):
    """Steps made by many workers."""

    name = "renderers.farm"
    label = "farm"
    default_auto_field = "django.db.models.BigAutoField"
