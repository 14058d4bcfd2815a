from django.apps import AppConfig


class SoundConfig(AppConfig):
    """What people decide about the sound."""

    name = "projects.sound"
    label = "sound"
    default_auto_field = "django.db.models.BigAutoField"
