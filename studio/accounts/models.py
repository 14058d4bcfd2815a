"""People, workspaces, who is in them, and the record of what they did."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower

from studio.accounts.roles import Role
from studio.core.ids import MAX_LENGTH, id_factory
from studio.core.models import IdField, TenantModel

NAME_LENGTH = 120


class Users(BaseUserManager["User"]):
    """Every user."""

    def create_user(self, *, email: str, password: str | None = None, name: str = "") -> User:
        """A user who can sign in when there is a password; has no workspace yet."""
        user = self.model(email=email.lower(), name=name)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person who signs in by e-mail."""

    id = IdField(default=id_factory("usr"))
    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=NAME_LENGTH)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = Users()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(email=Lower("email")), name="user_email_lower")]

    def __str__(self) -> str:
        return self.name or self.email


class Workspace(models.Model):
    """A studio: projects, people and keys live in one."""

    id = IdField(default=id_factory("ws"))
    name = models.CharField(max_length=NAME_LENGTH)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.name


class Membership(TenantModel):
    """A user's role in a workspace."""

    id = IdField(default=id_factory("mbr"))
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=16, choices=Role.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "user"], name="membership_once"),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="membership_role"),
        ]


class Invitation(TenantModel):
    """An e-mail with a link that makes its reader a member; only the link's hash is kept."""

    id = IdField(default=id_factory("inv"))
    email = models.EmailField(max_length=254)
    role = models.CharField(max_length=16, choices=Role.choices)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "email"], name="invitation_once"),
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="invitation_email_lower"),
        ]


class ApiKey(TenantModel):
    """A key of an integrator, bound to a workspace; only the secret's hash is kept."""

    id = IdField(default=id_factory("key"))
    name = models.CharField(max_length=NAME_LENGTH)
    prefix = models.CharField(max_length=8, unique=True, editable=False)
    secret_hash = models.CharField(max_length=64, editable=False)
    role = models.CharField(max_length=16, choices=Role.choices)
    scopes = ArrayField(models.CharField(max_length=64), default=list, blank=True)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    secret: str
    """Only on the object that `create_api_key` answers."""


class AuditEntry(models.Model):
    """Who did what; the database refuses to change or delete a row."""

    id = IdField(default=id_factory("aud"))
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True)
    key_id = models.CharField(max_length=MAX_LENGTH, blank=True)
    address = models.GenericIPAddressField(null=True)
    verb = models.CharField(max_length=64)
    subject_id = models.CharField(max_length=MAX_LENGTH)
    subject_label = models.CharField(max_length=254, blank=True)
    detail = models.JSONField(default=dict)
