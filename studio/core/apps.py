from django.apps import AppConfig


class CoreConfig(AppConfig):
    """What every part of the studio stands on."""

    name = "studio.core"
    label = "core"
    default_auto_field = "django.db.models.BigAutoField"
