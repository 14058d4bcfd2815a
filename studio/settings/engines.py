"""Keys of whoever runs the studio, for engines of others (workspaces may bring their own), and what workers have."""

import os

from renderers.runtime.vendors import operators
from studio.settings.environment import flag

ENGINE_ACCESS = operators(os.environ)

FACE_RECOGNISER = flag("FACE_RECOGNISER")
"""Whether workers have the models that tell faces apart (`manage.py models pull opencv_faces`)."""
