from django.apps import AppConfig


class BillingConfig(AppConfig):
    """What it costs."""

    name = "billing"
    label = "billing"
    default_auto_field = "django.db.models.BigAutoField"
