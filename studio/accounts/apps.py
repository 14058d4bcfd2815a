from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Users, workspaces and who may do what."""

    name = "studio.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
