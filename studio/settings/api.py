"""The public API: one way in, one shape of error, one kind of page, one schema."""

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "studio.accounts.authentication.ApiKeyAuthentication",
        "studio.accounts.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": [],  # each operation names the capability it needs
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["studio.core.parsers.StudioJson"],
    "DEFAULT_SCHEMA_CLASS": "studio.core.schema.StudioSchema",
    "EXCEPTION_HANDLER": "studio.core.problems.problem",
    "URL_FORMAT_OVERRIDE": None,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
    "UNAUTHENTICATED_USER": None,
}

SPECTACULAR_SETTINGS = {
    "TITLE": "Nano Banana Studio Pro",
    "DESCRIPTION": "A screenplay becomes a film: projects, screenplays, shots, cast and renders.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "SCHEMA_PATH_PREFIX": "/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    # what comes in and what goes out are serializers of their own, named so
    "COMPONENT_SPLIT_REQUEST": False,
    "ENUM_ADD_EXPLICIT_BLANK_NULL_CHOICE": True,
    "SORT_OPERATIONS": True,
    "ENUM_NAME_OVERRIDES": {
        "RenderStateEnum": "projects.rendering.api.RENDER_STATES",
        "StepStateEnum": "projects.rendering.api.STEP_STATES",
        "StateEnum": "projects.screenplay.api.STATES",
        "WorkerStateEnum": "renderers.farm.api.STANDINGS",
        "HeardEnum": "projects.sound.api.HEARD",
        "StandingEnum": "projects.consent.api.STANDINGS",
        "ReferenceKindEnum": "projects.cast.references_api.KINDS",
        "MadeWithKindEnum": "projects.rendering.consented_api.KINDS",
        "WritingKindEnum": "projects.rendering.writings_api.KINDS",
        "WritingStateEnum": "projects.rendering.writings_api.STATES",
        "WrittenStateEnum": "projects.rendering.writings_api.WRITTEN",
        "RoleEnum": "studio.accounts.roles.Role",
        "ShotRoleEnum": "projects.rendering.routing_api.ROLES",
        "SpeakerRoleEnum": "projects.podcast.api.ROLES",
        "ClipLookEnum": "projects.rendering.clips_api.CLIP_LOOKS",
        "EpisodeExtraEnum": "projects.rendering.recordings_api.EPISODE_EXTRAS",
        "ExtraEnum": "projects.rendering.deliverables_api.EXTRA_NAMES",
    },
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "studio.core.schema.finish",
        "studio.live.schema.add_live_messages",
    ],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SWAGGER_UI_SETTINGS": {"deepLinking": True, "persistAuthorization": True, "tryItOutEnabled": True},
}
