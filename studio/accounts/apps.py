from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Users, workspaces and who may do what."""

    name = "studio.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Both ways in appear in the API's document."""
        from studio.accounts import schema  # noqa: F401
