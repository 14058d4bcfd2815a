from django.apps import AppConfig


class CoreConfig(AppConfig):
    """What every part of the studio stands on."""

    name = "studio.core"
    label = "core"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The check of the tenants' walls is on."""
        from studio.core import checks  # noqa: F401
