"""What accounts take and answer."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from studio.accounts.models import NAME_LENGTH
from studio.accounts.roles import CAPABILITIES, PEOPLE_ONLY, Role

Plain = serializers.Serializer[Any]


class UserIn(Plain):
    name = serializers.CharField(max_length=NAME_LENGTH)


class UserOut(Plain):
    id = serializers.CharField()
    email = serializers.EmailField()
    name = serializers.CharField()


class SelfOut(UserOut):
    email_verified = serializers.BooleanField()


class WorkspaceIn(Plain):
    name = serializers.CharField(max_length=NAME_LENGTH)


class WorkspaceOut(Plain):
    """The workspace as the one who asks has it."""

    id = serializers.CharField()
    name = serializers.CharField()
    role = serializers.ChoiceField(choices=Role.choices)
    capabilities = serializers.ListField(child=serializers.CharField())
    created_at = serializers.DateTimeField()


class MeOut(Plain):
    user = SelfOut()
    workspaces = WorkspaceOut(many=True)


class MemberIn(Plain):
    role = serializers.ChoiceField(choices=Role.choices)


class MemberOut(Plain):
    id = serializers.CharField()
    user = UserOut()
    role = serializers.ChoiceField(choices=Role.choices)
    created_at = serializers.DateTimeField()


class InvitationIn(Plain):
    email = serializers.EmailField(max_length=254)
    role = serializers.ChoiceField(choices=Role.choices)


class InvitationOut(Plain):
    id = serializers.CharField()
    email = serializers.EmailField()
    role = serializers.ChoiceField(choices=Role.choices)
    invited_by = UserOut()
    expires_at = serializers.DateTimeField()
    created_at = serializers.DateTimeField()


class TokenIn(Plain):
    token = serializers.CharField(max_length=100)


class InvitationPreviewOut(Plain):
    workspace_name = serializers.CharField(source="workspace.name")
    role = serializers.ChoiceField(choices=Role.choices)
    email = serializers.EmailField()
    invited_by = serializers.CharField(source="invited_by.name")


class ApiKeyIn(Plain):
    name = serializers.CharField(max_length=NAME_LENGTH)
    role = serializers.ChoiceField(choices=[(role.value, role.label) for role in Role], default=Role.EDITOR)
    scopes = serializers.ListField(
        child=serializers.ChoiceField(choices=sorted(set(CAPABILITIES) - PEOPLE_ONLY)), default=list, max_length=50
    )


class ApiKeyOut(Plain):
    id = serializers.CharField()
    name = serializers.CharField()
    prefix = serializers.CharField()
    role = serializers.ChoiceField(choices=Role.choices)
    scopes = serializers.ListField(child=serializers.CharField())
    created_by = UserOut()
    created_at = serializers.DateTimeField()
    last_used_at = serializers.DateTimeField(allow_null=True)


class NewApiKeyOut(ApiKeyOut):
    holds_secret = True
    secret = serializers.CharField(help_text="Shown this once; we keep only its hash.")


class RemovedMemberOut(Plain):
    api_keys = ApiKeyOut(many=True, help_text="Keys this person made; they go on working until somebody revokes them.")


class AuditOut(Plain):
    id = serializers.CharField()
    created_at = serializers.DateTimeField()
    user = UserOut(allow_null=True)
    api_key_id = serializers.CharField(source="key_id")
    address = serializers.CharField(allow_null=True)
    verb = serializers.CharField()
    subject_id = serializers.CharField()
    subject_label = serializers.CharField()
    detail = serializers.DictField()
