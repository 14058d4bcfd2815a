from django.apps import AppConfig


class LiveConfig(AppConfig):
    """Events over WebSockets."""

    name = "studio.live"
    label = "live"
    default_auto_field = "django.db.models.BigAutoField"
