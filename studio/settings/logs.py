"""One line per event on standard error: plain words at a terminal, JSON with `LOG_FORMAT=json`."""

from studio.settings.environment import BadSetting, text

_FORMATS = ("plain", "json")
_format = text("LOG_FORMAT", "plain")
if _format not in _FORMATS:
    raise BadSetting(f"LOG_FORMAT={_format}: use one of {', '.join(_FORMATS)}")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"format": "%(levelname)s %(name)s: %(message)s"},
        "json": {"()": "studio.logs.JsonLines"},
    },
    "filters": {
        "ids": {"()": "studio.logs.Ids"},
        "one_line": {"()": "studio.logs.OneLine"},
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": _format, "filters": ["ids"]}},
    "root": {"handlers": ["stderr"], "level": text("LOG_LEVEL", "INFO")},
    "loggers": {
        "django": {"level": "INFO"},
        # Whoever scans addresses writes these lines; our code has no part in them.
        "django.security.DisallowedHost": {"filters": ["one_line"]},
        "django.server": {"handlers": ["stderr"], "propagate": False},
        "botocore": {"level": "WARNING"},
        "httpx": {"level": "WARNING"},
    },
}
LOGGING_CONFIG = "logging.config.dictConfig"
