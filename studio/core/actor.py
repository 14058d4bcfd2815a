"""Who asks."""

from __future__ import annotations

from dataclasses import dataclass

from studio.core.errors import NotAllowed

WORKSPACE_HEADER = "NB-Workspace"
"""By it a person who is in several workspaces says which one a request is about."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A person or an API key, in one workspace, with what the role allows there.

    `workspace_id` is empty for a person who is in no workspace; `key_id` is empty for a person.
    """

    user_id: str
    workspace_id: str = ""
    key_id: str = ""
    role: str = ""
    capabilities: frozenset[str] = frozenset()
    address: str = ""

    def require(self, capability: str) -> None:
        """Raises NotAllowed when the role does not allow this."""
        if capability not in self.capabilities:
            raise NotAllowed(f"Your role in this workspace, {self.role or 'none'}, does not allow this ({capability}).")
