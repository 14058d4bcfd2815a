"""Keys of whoever runs the studio, for engines of others (workspaces may bring their own), and what workers have."""

import os

from renderers.runtime.vendors import operators
from studio.settings.environment import flag, listed

ENGINE_ACCESS = operators(os.environ)

FACE_RECOGNISER = flag("FACE_RECOGNISER")
"""Whether workers have the models that tell faces apart (`manage.py models pull opencv_faces`)."""

PAGE_ALLOWED_HOSTS = listed("PAGE_ALLOWED_HOSTS")
"""Hosts inside a network, or without https, that people may name as pages to be read; the world outside needs none."""
