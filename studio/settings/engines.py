"""Keys of whoever runs the studio, for engines of others; workspaces may bring their own."""

import os

from renderers.runtime.vendors import operators

ENGINE_ACCESS = operators(os.environ)
