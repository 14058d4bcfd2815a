"""The studio's settings over the services of this run of the tests, or over DATABASE_URL and REDIS_URL if given."""

# ruff: noqa: F403, F405
import atexit
import os

from renderers.runtime.vendors import VENDORS
from studio.embedded import throwaway

_worker = os.environ.get("PYTEST_XDIST_WORKER", "")  # gw0, gw1 ... ; their parent has been here before them
if "STUDIO_TEST_DATABASE" not in os.environ:
    _run = throwaway.reserve()
    atexit.register(throwaway.discard, _run)
    if "DATABASE_URL" not in os.environ:
        os.environ |= _run.environment() | {"STUDIO_TEST_RUN": _run.dump()}
    os.environ |= {
        "STUDIO_STATE": _run.folder,
        "SECRET_KEY": "tests",
        "STUDIO_TEST_DATABASE": f"studio_test_{os.getpid()}",
    }
    os.environ["STUDIO_TEST_VALKEY"] = os.environ["REDIS_URL"].rsplit("/", 1)[0]
if _worker:
    os.environ["REDIS_URL"] = f"{os.environ['STUDIO_TEST_VALKEY']}/{int(_worker.removeprefix('gw')) % 15 + 1}"

# no test calls a vendor: nobody answers at this address, at once
os.environ |= {f"{vendor.variable}_API_URL": "http://127.0.0.1:9" for vendor in VENDORS.values() if vendor.address}
os.environ["ENGINE_ALLOWED_HOSTS"] = "127.0.0.1:9"

from studio.settings import *  # noqa: E402 - reads the environment as it is now

CHANNEL_LAYERS["default"]["CONFIG"]["prefix"] = f"live-{os.environ['STUDIO_TEST_DATABASE']}-{_worker}"
CACHES["default"]["KEY_PREFIX"] = f"{os.environ['STUDIO_TEST_DATABASE']}-{_worker}"
STATIC_ROOT.mkdir(exist_ok=True)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick on purpose
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
