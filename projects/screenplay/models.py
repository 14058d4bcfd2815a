"""The screenplay's text, its kept drafts, and the index of what is in it."""

from __future__ import annotations

from django.db import models

from renderers.spec import Join, Setting
from studio.core.ids import id_factory
from studio.core.models import IdField, TenantForeignKey, TenantModel

LINE = "speech"
"""The kind of an element that is spoken."""


class Screenplay(TenantModel):
    """The text is the truth; scenes and elements are its index."""

    id = IdField(default=id_factory("spl"))
    project = TenantForeignKey("project.Project", models.CASCADE, related_name="screenplays")
    text = models.TextField(blank=True, default="")
    version = models.PositiveIntegerField(default=1)
    pages = models.PositiveSmallIntegerField(default=0)
    notices = models.JSONField(default=list)
    title_page = models.JSONField(default=list)
    """Keys and their lines: [[key, [line, ...]], ...]."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project"], name="screenplay_one_per_project")]


class Revision(TenantModel):
    """A draft as it was saved; nothing a person wrote is lost."""

    id = IdField(default=id_factory("rev"))
    screenplay = TenantForeignKey(Screenplay, models.CASCADE, related_name="revisions")
    version = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    author = models.CharField(max_length=32, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["screenplay", "version"], name="screenplay_revision_once")]


class Scene(TenantModel):
    """A heading and what follows it. `content` is a hash of all that is in it; `archived_at` says the text lost it.

    `shot_count` and `frames` are kept by the storyboard.
    """

    id = IdField(default=id_factory("scn"))
    project = TenantForeignKey("project.Project", models.CASCADE, related_name="scenes")
    position = models.PositiveIntegerField()
    number = models.CharField(max_length=32)
    heading = models.TextField()
    setting = models.CharField(max_length=8, blank=True, choices=[(each.value, each.name) for each in Setting])
    location = models.TextField(blank=True)
    time_of_day = models.TextField(blank=True)
    synopsis = models.TextField(blank=True)
    join = models.CharField(max_length=16, default=Join.CUT.value)
    leave = models.CharField(max_length=16, default=Join.CUT.value)
    first_line = models.PositiveIntegerField()
    last_line = models.PositiveIntegerField()
    content = models.CharField(max_length=64)
    line_count = models.PositiveIntegerField(default=0)
    shot_count = models.PositiveIntegerField(default=0)
    frames = models.PositiveIntegerField(default=0)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["project", "position"], name="screenplay_scene_order")]


class Element(TenantModel):
    """One thing in a scene. `text` is plain: for a speech what is said, else what is read.

    Speeches have ids `ln_`, all else `el_`. `offset` counts lines of text from the scene's heading, so that an edit
    above a scene leaves its elements alone.
    """

    id = IdField()
    project = TenantForeignKey("project.Project", models.CASCADE, related_name="elements")
    scene = TenantForeignKey(Scene, models.CASCADE, related_name="elements")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=16)
    text = models.TextField(blank=True)
    character = models.TextField(blank=True)
    parenthetical = models.TextField(blank=True)
    extension = models.TextField(blank=True)
    dual = models.BooleanField(default=False)
    offset = models.IntegerField()
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["scene", "position"], name="screenplay_element_order")]


class Writing(TenantModel):
    """What a writer was asked for: an outline, pages or a passage anew. What came is a proposal until it is settled.

    `kind` and `writer` as `renderers.compilers.screenplay` names them; `brief` is what it is about, `asked` what else
    was said. `original` is the text it would replace, found again near `first_line`; `takes` count tries by part.
    """

    id = IdField(default=id_factory("wrt"))
    project = TenantForeignKey("project.Project", models.CASCADE, related_name="writings")
    kind = models.CharField(max_length=16)
    writer = models.CharField(max_length=40)
    model = models.CharField(max_length=120, blank=True, default="")
    brief = models.JSONField()
    asked = models.JSONField(default=dict, blank=True)
    seed = models.PositiveIntegerField(default=0)
    takes = models.JSONField(default=list, blank=True)
    original = models.TextField(blank=True, default="")
    first_line = models.PositiveIntegerField(default=1)
    quote_id = models.CharField(max_length=32, blank=True, default="")
    render_id = models.CharField(max_length=32, blank=True, default="")
    settled = models.CharField(max_length=16, blank=True, default="")
    author = models.CharField(max_length=32, blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["project", "-id"], name="screenplay_writings_newest")]
