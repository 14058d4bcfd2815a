"""The addresses of accounts, below /v1/."""

from django.urls import path

from studio.accounts import api

urlpatterns = [
    path("me", api.MeView.as_view()),
    path("workspaces", api.WorkspacesView.as_view()),
    path("workspaces/<str:workspace_id>", api.WorkspaceView.as_view()),
    path("members", api.MembersView.as_view()),
    path("members/<str:member_id>", api.MemberView.as_view()),
    path("invitations", api.InvitationsView.as_view()),
    path("invitations/preview", api.InvitationPreviewView.as_view()),
    path("invitations/accept", api.InvitationAcceptView.as_view()),
    path("invitations/<str:invitation_id>", api.InvitationView.as_view()),
    path("api-keys", api.ApiKeysView.as_view()),
    path("api-keys/<str:api_key_id>", api.ApiKeyView.as_view()),
    path("audit", api.AuditView.as_view()),
]
