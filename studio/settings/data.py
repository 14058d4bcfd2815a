"""Where rows, artifacts and short-lived values are kept."""

from typing import Any

from studio.settings.environment import DATA, SERVICES, database, flag, text

_NOWHERE = "postgresql://studio_app@127.0.0.1:54329/studio"
_url = SERVICES.get("DATABASE_URL", _NOWHERE)

DATABASES: dict[str, dict[str, Any]] = {
    # the application: a role that owns no table and bypasses no policy
    "default": database(_url),
    # `manage.py migrate --database owner` only: the role that owns the tables
    "owner": database(SERVICES.get("DATABASE_OWNER_URL", _url)),
}
if flag("STUDIO_DB_POOL"):  # the web process; under ASGI a pool, never persistent connections
    DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": 8, "timeout": 10}

# What is asked at every step is planned once and kept by the server. A pooler may stand before a server that is named,
# and older ones cannot carry that along; nothing stands before the one that `make run` starts.
DATABASE_PREPARES = flag("STUDIO_DB_PREPARES", default="0" if text("DATABASE_URL") else "1")
if DATABASE_PREPARES:  # by number of uses never: only what asks for it, see `studio.core.hot`
    DATABASES["default"]["OPTIONS"]["prepare_threshold"] = 1 << 30

REDIS_URL = SERVICES.get("REDIS_URL", "redis://127.0.0.1:56379/0")
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "studio",
    }
}

DATA_FOLDER = DATA
MEDIA_ROOT = DATA / "media"
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
_FOLDER = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(MEDIA_ROOT)}}
_BUCKET = {
    "BACKEND": "storages.backends.s3.S3Storage",
    "OPTIONS": {
        "bucket_name": text("S3_BUCKET"),
        "endpoint_url": text("S3_ENDPOINT_URL") or None,
        "region_name": text("S3_REGION") or None,
        "access_key": text("S3_ACCESS_KEY_ID") or None,
        "secret_key": text("S3_SECRET_ACCESS_KEY") or None,
        "location": text("S3_PREFIX"),
        "addressing_style": text("S3_ADDRESSING_STYLE") or None,
        "default_acl": None,
        "file_overwrite": True,
        "querystring_auth": True,
        "querystring_expire": 900,
        "signature_version": "s3v4",
    },
}
STORAGES: dict[str, dict[str, Any]] = {
    "default": _BUCKET if text("S3_BUCKET") else _FOLDER,
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
