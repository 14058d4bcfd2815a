"""Where sockets connect."""

from django.urls import path

from studio.live.consumer import LiveConsumer

websockets = [path("v1/live", LiveConsumer.as_asgi())]
