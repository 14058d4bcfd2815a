"""What each role may do: the one table that routes, services, `/v1/me` and the frontend read."""

from __future__ import annotations

from django.db import models


class Role(models.TextChoices):
    """What a member is in a workspace, most powerful first."""

    OWNER = "owner"
    PRODUCER = "producer"
    EDITOR = "editor"
    REVIEWER = "reviewer"
    VIEWER = "viewer"

    def includes(self, other: str) -> bool:
        """Whether this role is the other one, or above it."""
        order = list(Role)
        return order.index(self) <= order.index(Role(other))


ALL = frozenset(Role)
EDITORS = frozenset({Role.OWNER, Role.PRODUCER, Role.EDITOR})
PRODUCERS = frozenset({Role.OWNER, Role.PRODUCER})

CAPABILITIES: dict[str, frozenset[Role]] = {
    "workspace.view": ALL,
    "workspace.edit": PRODUCERS,
    "members.view": ALL,
    "members.edit": PRODUCERS,
    "api_keys.view": PRODUCERS,
    "api_keys.edit": PRODUCERS,
    "engine_keys.view": PRODUCERS,
    "engine_keys.edit": frozenset({Role.OWNER}),
    "audit.view": PRODUCERS,
    "usage.view": PRODUCERS,
    "billing.view": EDITORS,
    "billing.edit": frozenset({Role.OWNER}),
    "workers.view": PRODUCERS,
    "projects.view": ALL,
    "projects.edit": EDITORS,
    "projects.delete": PRODUCERS,
    "consents.view": EDITORS,
    "consents.edit": PRODUCERS,
    "pronunciations.view": ALL,
    "pronunciations.edit": PRODUCERS,
    "renders.view": ALL,
    "renders.start": EDITORS,
}

# A key that leaks must not be able to make itself friends, or richer.
PEOPLE_ONLY = frozenset({"workspace.edit", "members.edit", "api_keys.edit", "engine_keys.edit", "billing.edit"})


def capabilities_of(role: str) -> frozenset[str]:
    """What a member with this role may do."""
    return frozenset(name for name, roles in CAPABILITIES.items() if role in roles)


def key_capabilities(role: str, scopes: list[str]) -> frozenset[str]:
    """What a key with this role may do; no scopes: all that the role allows to keys."""
    allowed = capabilities_of(role) - PEOPLE_ONLY
    return allowed & frozenset(scopes) if scopes else allowed
