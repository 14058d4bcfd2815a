from django.apps import AppConfig


class RenderingConfig(AppConfig):
    """Films ordered, made and watched."""

    name = "projects.rendering"
    label = "rendering"
    default_auto_field = "django.db.models.BigAutoField"
