from django.apps import AppConfig


class DictionaryConfig(AppConfig):
    """How a workspace says its names and words, in every film and every episode."""

    name = "projects.dictionary"
    label = "dictionary"
    default_auto_field = "django.db.models.BigAutoField"
