from django.apps import AppConfig


class ConsentConfig(AppConfig):
    """What real people allow to be made with their face and their voice."""

    name = "projects.consent"
    label = "consent"
    default_auto_field = "django.db.models.BigAutoField"
