"""Mail: files in the data folder by default, SMTP by `EMAIL_URL=smtp://user:password@host:587?tls=1`."""

from urllib.parse import parse_qs, unquote, urlsplit

from studio.settings.environment import DATA, BadSetting, text

_url = urlsplit(text("EMAIL_URL", "file:"))
_query = parse_qs(_url.query)
_BACKENDS = {"file": "filebased", "console": "console", "smtp": "smtp", "smtps": "smtp"}
if _url.scheme not in _BACKENDS:
    raise BadSetting(f"EMAIL_URL has the scheme {_url.scheme!r}; use one of {', '.join(_BACKENDS)}")

EMAIL_BACKEND = f"django.core.mail.backends.{_BACKENDS[_url.scheme]}.EmailBackend"
EMAIL_FILE_PATH = _url.path or str(DATA / "mail")
EMAIL_HOST = _url.hostname or "localhost"
EMAIL_PORT = _url.port or (465 if _url.scheme == "smtps" else 587)
EMAIL_HOST_USER = unquote(_url.username or "")
EMAIL_HOST_PASSWORD = unquote(_url.password or "")
EMAIL_USE_SSL = _url.scheme == "smtps"
EMAIL_USE_TLS = _query.get("tls", ["0"])[-1] == "1"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = text("EMAIL_FROM", "Nano Banana Studio <studio@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
