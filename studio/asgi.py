"""HTTP to Django; WebSockets to the live consumer, same origin only."""

import os
import warnings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "studio.settings")

from django.core.asgi import get_asgi_application

from studio.core import tracing

# WhiteNoise reads a bundle in one go; the warning is meant for endless streams.
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous iterators")

_http = get_asgi_application()
tracing.start("studio-web")

from channels.auth import AuthMiddlewareStack  # noqa: E402 - after the apps are loaded
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from channels.security.websocket import AllowedHostsOriginValidator  # noqa: E402

from studio.live.routing import websockets  # noqa: E402

application = ProtocolTypeRouter(
    {"http": _http, "websocket": AllowedHostsOriginValidator(AuthMiddlewareStack(URLRouter(websockets)))}
)
