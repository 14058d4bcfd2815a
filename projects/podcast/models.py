"""A show, the people who speak in it, its episodes with their sources, and scripts as documents of turns."""

from __future__ import annotations

import secrets
from uuid import uuid4

from django.db import models

from renderers.episode import Channels, Role
from renderers.spec import VoiceSpec
from studio.core.ids import id_factory
from studio.core.models import IdField, TenantForeignKey, TenantModel

KIND = "podcast"
"""What a project that is a show is called."""


class Visibility(models.TextChoices):
    """Who may hear a show by its feed."""

    OFF = "off"
    PRIVATE = "private"
    PUBLIC = "public"


def new_feed_key() -> str:
    """What nobody guesses."""
    return secrets.token_urlsafe(24)


def new_guid() -> str:
    """A show's name for the world: the same wherever its feed moves."""
    return str(uuid4())


class Show(TenantModel):
    """What a project is as a podcast. `feed_key` is the secret in its address; a new one revokes the old."""

    id = IdField(default=id_factory("shw"))
    project = TenantForeignKey("project.Project", models.CASCADE, related_name="shows")
    author = models.CharField(max_length=120, blank=True, default="")
    owner_email = models.EmailField(blank=True, default="")
    category = models.CharField(max_length=60, default="Education")
    website = models.URLField(max_length=500, blank=True, default="")
    visibility = models.CharField(max_length=8, choices=Visibility.choices, default=Visibility.OFF)
    feed_key = models.CharField(max_length=48, unique=True, default=new_feed_key)
    guid = models.CharField(max_length=36, default=new_guid)
    art = models.CharField(max_length=64, blank=True, default="")
    """Digest of a picture somebody chose; without one the studio draws it."""

    is_explicit = models.BooleanField(default=False, db_default=False)
    """What directories ask about language and subjects."""

    is_locked = models.BooleanField(default=True, db_default=True)
    """Whether other platforms may take the feed over."""

    channels = models.CharField(max_length=8, default=Channels.STEREO.value, db_default=Channels.STEREO.value)
    loudness = models.SmallIntegerField(null=True, blank=True)
    """LUFS of its episodes; None, what platforms ask for of so many channels."""

    running_jokes = models.JSONField(default=list, db_default=models.Value([], models.JSONField()), blank=True)
    """What its people come back to, in the words of whoever keeps them."""

    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project"], name="podcast_one_show_per_project")]


class Personality(TenantModel):
    """Somebody who speaks in a show. Who left is kept for the scripts they speak in."""

    id = IdField(default=id_factory("pty"))
    project = TenantForeignKey("project.Project", models.CASCADE, related_name="personalities")
    character = TenantForeignKey("cast.Character", models.SET_NULL, related_name="+", null=True, blank=True)
    position = models.PositiveIntegerField(default=0)
    name = models.CharField(max_length=60)
    role = models.CharField(max_length=16, choices=[(each.value, each.name) for each in Role], default=Role.GUEST.value)
    character_text = models.CharField(max_length=400, blank=True, default="")
    habits = models.JSONField(default=list, blank=True)
    voice = models.CharField(max_length=80)
    pace_percent = models.PositiveSmallIntegerField(default=100)
    pitch_percent = models.PositiveSmallIntegerField(default=100)
    knowledge = models.CharField(max_length=400, blank=True, default="", db_default="")
    writer = models.CharField(max_length=40, default="offline")
    model = models.CharField(max_length=120, blank=True, default="", db_default="")
    filmed_by = models.CharField(max_length=40, blank=True, default="", db_default="")
    """The engine that films them on video; empty, they are painted."""
    version = models.PositiveIntegerField(default=1)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["project", "position"], name="podcast_people_order")]

    @property
    def spoken(self) -> VoiceSpec:
        """How they sound."""
        return VoiceSpec(preset=self.voice, pace_percent=self.pace_percent, pitch_percent=self.pitch_percent)


class Episode(TenantModel):
    """What it is about, who is in it, how long it should be. `render_id` is the render its feed serves."""

    id = IdField(default=id_factory("epi"))
    project = TenantForeignKey("project.Project", models.CASCADE, related_name="episodes")
    season = models.PositiveSmallIntegerField(default=1)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    topic = models.CharField(max_length=200, blank=True, default="")
    summary = models.CharField(max_length=1000, blank=True, default="")
    outline = models.JSONField(default=list, blank=True)
    audience = models.CharField(max_length=80, blank=True, default="")
    tone = models.CharField(max_length=80, blank=True, default="")
    language = models.CharField(max_length=35, default="en")
    minutes = models.PositiveSmallIntegerField(default=10)
    music = models.CharField(max_length=16, blank=True, default="hope")
    writer = models.CharField(max_length=40, default="offline")
    personality_ids = models.JSONField(default=list, blank=True)
    seed = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    published_at = models.DateTimeField(null=True, blank=True)
    render_id = models.CharField(max_length=32, blank=True, default="")
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "number"], name="podcast_episode_number_once")]


class EpisodeQuote(TenantModel):
    """Which episode a quote is for."""

    id = IdField(default=id_factory("eqt"))
    episode = TenantForeignKey(Episode, models.CASCADE, related_name="quotes")
    quote_id = models.CharField(max_length=32, unique=True)
    extras = models.JSONField(default=list)


class Clip(TenantModel):
    """A passage of an episode as a video: the turns it begins and ends with, and its look. Kept from its quote on.

    `first`, `last`, `opening` and `seconds` tell what it was when it was quoted: the places of its turns counted from
    1, its first words, and about how long it lasts. Renders of it have its id as their subject.
    """

    id = IdField(default=id_factory("clp"))
    episode = TenantForeignKey(Episode, models.CASCADE, related_name="clips")
    first_turn_id = models.CharField(max_length=40)
    last_turn_id = models.CharField(max_length=40)
    look = models.CharField(max_length=20)
    first = models.PositiveSmallIntegerField()
    last = models.PositiveSmallIntegerField()
    opening = models.CharField(max_length=120)
    seconds = models.FloatField()
    quote_id = models.CharField(max_length=32, unique=True)
    ordered_at = models.DateTimeField(null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)


class Source(TenantModel):
    """Text to be talked about, and where it comes from. `key` is how turns cite it."""

    id = IdField(default=id_factory("src"))
    episode = TenantForeignKey(Episode, models.CASCADE, related_name="sources")
    key = models.CharField(max_length=16)
    title = models.CharField(max_length=200)
    author = models.CharField(max_length=120, blank=True, default="")
    url = models.CharField(max_length=2000, blank=True, default="")
    text = models.TextField()
    words = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["episode", "key"], name="podcast_source_key_once")]


class Script(TenantModel):
    """Every turn of an episode: `document` as `projects.podcast.document` reads it, `said` for the next episode."""

    id = IdField(default=id_factory("scp"))
    episode = TenantForeignKey(Episode, models.CASCADE, related_name="scripts")
    document = models.JSONField(default=dict)
    said = models.JSONField(default=dict)
    notices = models.JSONField(default=list)
    writer = models.CharField(max_length=40, blank=True, default="")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["episode"], name="podcast_script_once")]


class ScriptRevision(TenantModel):
    """A script as it was: one for each sitting of one person, so that nothing written is lost."""

    id = IdField(default=id_factory("srv"))
    script = TenantForeignKey(Script, models.CASCADE, related_name="revisions")
    version = models.PositiveIntegerField()
    document = models.JSONField()
    why = models.CharField(max_length=16)
    author = models.CharField(max_length=32, blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["script", "version"], name="podcast_revision_once")]


class TurnEdit(TenantModel):
    """What somebody typed into a turn: `edit`, as `projects.podcast.letters` reads it, made this version of it.

    `client` is the browser window it came from.
    """

    id = IdField(default=id_factory("ted"))
    script = TenantForeignKey(Script, models.CASCADE, related_name="edits")
    turn_id = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    edit = models.JSONField()
    client = models.CharField(max_length=40, blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["script", "turn_id", "version"], name="podcast_turn_edit_once")]


class Conversation(TenantModel):
    """A script being written by language models: its frozen `brief`, and what people said about places that failed.

    `offline` are places the offline writer takes, `takes` how often places were asked for anew. `taken` says that it
    became the script.
    """

    id = IdField(default=id_factory("cnv"))
    episode = TenantForeignKey(Episode, models.CASCADE, related_name="conversations")
    brief = models.JSONField()
    offline = models.JSONField(default=list)
    takes = models.JSONField(default=dict)
    quote_id = models.CharField(max_length=32, unique=True)
    render_id = models.CharField(max_length=32, blank=True, default="")
    taken = models.BooleanField(default=False)
