from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """Projects."""

    name = "projects.project"
    label = "project"
    default_auto_field = "django.db.models.BigAutoField"
