"""What every tenant row has: an id, its workspace, and parents that can only be of the same workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

from studio.core.ids import MAX_LENGTH

if TYPE_CHECKING:
    _Text = models.CharField[str, str]
else:
    _Text = models.CharField


class IdField(_Text):
    """A prefixed id as primary key: `IdField(default=id_factory("prj"))`."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": MAX_LENGTH, "primary_key": True, "editable": False} | options)


class TenantForeignKey(models.ForeignKey[Any, Any]):
    """A parent of the same workspace: the database holds `(workspace_id, parent_id)`, made by `TenantTable`.

    A single-column constraint would accept another tenant's row, because foreign-key checks bypass row-level security.
    """

    def __init__(self, to: Any, on_delete: Any, **options: Any) -> None:
        super().__init__(to, on_delete, **options | {"db_constraint": False})


class TenantModel(models.Model):
    """A row that belongs to a workspace. Load by id only through the feature's `access_x(workspace_id=, id=)`."""

    workspace = models.ForeignKey("accounts.Workspace", on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True


class StoredAnswer(TenantModel):
    """The first answer to a request with an Idempotency-Key: the same key gets it again, for 72 hours."""

    id = models.BigAutoField(primary_key=True)
    key = models.CharField(max_length=255)
    request_hash = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    headers = models.JSONField(default=dict)
    body = models.JSONField(null=True)
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "key"], name="stored_answer_once")]
