"""Keys of whoever runs the studio, for engines of others; workspaces may bring their own."""

import os

from renderers.runtime.vendors import operators
from studio.settings.environment import listed

ENGINE_ACCESS = operators(os.environ)

PAGE_ALLOWED_HOSTS = listed("PAGE_ALLOWED_HOSTS")
"""Hosts inside a network, or without https, that people may name as pages to be read; the world outside needs none."""
