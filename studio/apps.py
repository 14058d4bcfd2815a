from django.apps import AppConfig


class StudioConfig(AppConfig):
    """The roof: goes on last, when every other app is there."""

    name = "studio"
    label = "studio"

    def ready(self) -> None:
        """Tell who observes what."""
        from studio.wiring import wire

        wire()
