"""Things that tests are about, by the names a story would give them. Each is whole and stands in the database.

`KINDS` names a factory for every kind of thing that an address or a body can name (`{shot_id}` is a "shot"): whoever
adds a kind to the API adds it there, and the tests of every address find it.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from types import SimpleNamespace
from typing import Any

from allauth.account.models import EmailAddress
from PIL import Image
from rest_framework.test import APIClient

from billing import ledger
from billing.models import Cap, Movement, Quote, Scope, Usage
from projects.cast.identity import add_reference
from projects.cast.models import Character, Look, Reference
from projects.cast.wardrobe import add_look
from projects.consent.models import Consent
from projects.consent.services import record_consent
from projects.dictionary.models import Pronunciation
from projects.dictionary.services import add_word
from projects.podcast.document import Document, Segment, Turn
from projects.podcast.episodes import add_episode, add_text
from projects.podcast.models import Clip, Conversation, Episode, Personality, Script, ScriptRevision, Source
from projects.podcast.scripting import change_turn
from projects.podcast.selectors import document_of, script_of
from projects.project.models import Project
from projects.project.services import create_project
from projects.rendering.audition import start_audition
from projects.rendering.clips import Passage
from projects.rendering.conversations import quote_script
from projects.rendering.orders import quote_clip, quote_film
from projects.rendering.services import start_render
from projects.rendering.sheets import draw_sheet
from projects.rendering.tried_voices import try_voice
from projects.rendering.words import try_word
from projects.rendering.writings import ask
from projects.screenplay.models import Revision, Scene, Writing
from projects.storyboard.models import Shot
from renderers.farm import engine_keys
from renderers.farm.models import EngineKey, Render, VendorJob
from renderers.runtime.vendors import VENDORS
from studio.accounts import services
from studio.accounts.models import ApiKey, Invitation, Membership, User, Workspace
from studio.accounts.roles import Role, capabilities_of
from studio.accounts.selectors import hash_token
from studio.core.actor import Actor
from studio.core.clock import now
from studio.core.ids import new_id
from studio.core.tenancy import system, tenant

PASSWORD = "opening night at nine"
_numbers = count(1)


def a_user(*, name: str = "Ada", email: str = "", verified: bool = True) -> User:
    """A person with a password, in no workspace."""
    email = email or f"{name.lower()}{next(_numbers)}@example.com"
    user = User.objects.create_user(email=email, password=PASSWORD, name=name)
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=verified)
    return user


def a_workspace(*, owner: User | None = None, name: str = "Lumen Pictures") -> Workspace:
    """A workspace with its owner, and nothing else in it."""
    owner = owner or a_user(name="Olive")
    workspace = Workspace(name=name)
    with tenant(workspace.id):
        workspace.save(force_insert=True)
        Membership.objects.create(workspace=workspace, user=owner, role=Role.OWNER)
    return workspace


def a_member(*, role: str = Role.EDITOR, workspace: Workspace | None = None, user: User | None = None) -> Membership:
    """Somebody with this role, in this workspace or one of their own company."""
    workspace = workspace or a_workspace()
    with tenant(workspace.id):
        return Membership.objects.create(workspace=workspace, user=user or a_user(name="Mel"), role=role)


def an_owner(workspace: Workspace) -> Membership:
    """The owner of the workspace."""
    with tenant(workspace.id):
        return Membership.objects.select_related("user", "workspace").filter(role=Role.OWNER).earliest("created_at")


def an_actor(member: Membership) -> Actor:
    """The member, as a service sees who asks."""
    return Actor(
        user_id=member.user_id,
        workspace_id=member.workspace_id,
        role=member.role,
        capabilities=capabilities_of(member.role),
    )


def an_invitation(*, workspace: Workspace, email: str = "", role: str = Role.EDITOR, token: str = "") -> Invitation:
    """An invitation that waits; the link in its mail held `token`."""
    number = next(_numbers)
    with tenant(workspace.id):
        return Invitation.objects.create(
            workspace=workspace,
            email=email or f"guest{number}@example.com",
            role=role,
            token_hash=hash_token(token or f"token {number}"),
            invited_by=Membership.objects.filter(role=Role.OWNER).earliest("created_at").user,
            expires_at=now() + timedelta(days=7),
        )


def an_api_key(*, workspace: Workspace, role: str = Role.EDITOR, scopes: list[str] | None = None) -> ApiKey:
    """A key that works; its text is `key.secret`."""
    with tenant(workspace.id):
        return services.create_api_key(
            actor=an_actor(an_owner(workspace)), name="Pipeline", role=role, scopes=scopes or []
        )


def a_browser(**options: Any) -> APIClient:
    """A browser of its own network address, because some limits count by address."""
    number = next(_numbers)
    return APIClient(REMOTE_ADDR=f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}", **options)


def signed_in(member: Membership) -> APIClient:
    """The member's browser, in the member's workspace."""
    client = APIClient(headers={"NB-Workspace": member.workspace_id})
    client.force_login(member.user)
    return client


def with_key(key: ApiKey) -> APIClient:
    """An integrator's program."""
    return APIClient(headers={"Authorization": f"Bearer {key.secret}"})


def everything_of(workspace: Workspace, model: Any) -> list[Any]:
    """The rows of a tenant model in the workspace, whoever may see them."""
    with system():
        return list(model.objects.filter(workspace=workspace).order_by("pk"))


SCREENPLAY = """Title: Night Shift

INT. KITCHEN - NIGHT

Rain. MARA stirs a pot that is long empty.

MARA
Nobody is coming.

EXT. YARD - DAY

Mud. JON, in a coat too large, waits.

JON
I was here the whole time.
"""


def a_project(*, workspace: Workspace, title: str = "Night Shift", screenplay: str = SCREENPLAY) -> Project:
    """A project with a screenplay of two scenes, two characters and their shots."""
    with tenant(workspace.id):
        owner = Membership.objects.filter(role=Role.OWNER).earliest("created_at")
        return create_project(
            workspace_id=workspace.id, author_id=owner.user_id, fields={"title": title}, screenplay=screenplay
        )


def a_look(*, character: Character, name: str = "Wedding", description: str = "a white wedding dress") -> Look:
    """A look no scene wears yet."""
    with tenant(character.workspace_id):
        return add_look(
            workspace_id=character.workspace_id,
            character_id=character.id,
            fields={"name": name, "description": description},
        )


def a_consent(*, workspace: Workspace, project: Project | None = None) -> Consent:
    """Vera Brandt allows everything."""
    with tenant(workspace.pk):
        fields = {"person": "Vera Brandt", "uses": ["depict", "train", "clone"], "project_id": project and project.pk}
        proof = b"%PDF-1.7 I allow it."
        actor = an_actor(an_owner(workspace))
        return record_consent(actor=actor, fields=fields, evidence=proof, name="release.pdf", now=now())


def a_reference(*, character: Character) -> Reference:
    """A picture of nobody real by which a character is known."""
    data = io.BytesIO()
    Image.new("RGB", (300, 400), (90, next(_numbers) % 256, 40)).save(data, "JPEG")
    with tenant(character.workspace_id):
        return add_reference(
            actor=an_actor(an_owner(Workspace.objects.get(pk=character.workspace_id))),
            character_id=character.pk,
            fields={"kind": "front", "shows": "invented"},
            file=io.BytesIO(data.getvalue()),
            name="front.jpg",
            now=now(),
        )


def a_sheet(*, character: Character) -> Render:
    """A reference sheet that waits to be drawn."""
    with tenant(character.workspace_id):
        drawn = draw_sheet(
            workspace_id=character.workspace_id, character_id=character.id, look_id="", started_by="", now=now()
        )
        return Render.objects.get(pk=drawn.id)


def an_audition(*, character: Character) -> Render:
    """A line that waits to be spoken."""
    with tenant(character.workspace_id):
        tried = start_audition(
            workspace_id=character.workspace_id, character_id=character.id, fields={}, started_by="", now=now()
        )
        return Render.objects.get(pk=tried.id)


def a_render(*, project: Project) -> Render:
    """A render that waits for its first worker."""
    with tenant(project.workspace_id):
        return start_render(
            workspace_id=project.workspace_id, project_id=project.id, preset="draft", started_by="", now=now()
        )


def a_revision(*, project: Project) -> Revision:
    """The draft a project's screenplay began with."""
    with tenant(project.workspace_id):
        return Revision.objects.get(screenplay__project=project)


def the_first(model: Any, project: Project) -> Any:
    """The first scene, shot or character of a project."""
    with tenant(project.workspace_id):
        return model.objects.filter(project=project).order_by("pk").first()


def a_quote(*, project: Project) -> Quote:
    """What the project's film would cost."""
    with tenant(project.workspace_id):
        owner = Membership.objects.filter(role=Role.OWNER).earliest("created_at")
        return quote_film(actor=an_actor(owner), project_id=project.pk, preset="", now=now())


def a_cap(*, workspace: Workspace) -> Cap:
    """Twenty dollars a month for the whole workspace; the second time, for somebody of it."""
    with tenant(workspace.pk):
        whose = "" if not Cap.objects.exists() else Membership.objects.earliest("created_at").user_id
        scope = Scope.MEMBER if whose else Scope.WORKSPACE
        return Cap.objects.update_or_create(
            workspace=workspace, scope=scope, target_id=whose, defaults={"amount": 20_000_000}
        )[0]


def a_movement(*, workspace: Workspace) -> Movement:
    """A dollar that came in."""
    with tenant(workspace.pk):
        return ledger.top_up(
            workspace_id=workspace.pk, amount=1_000_000, key=str(next(_numbers)), memo="By hand", at=now()
        )


def a_charge(*, workspace: Workspace) -> Usage:
    """A step that was made and charged to nobody."""
    with tenant(workspace.pk):
        return Usage.objects.create(
            workspace=workspace, step_id=f"stp_{next(_numbers)}", fence=1, engine="kokoro", size="cpu", worker="w/0",
            milliseconds=1500, work=1.0, stage="voices", label="A line", at=now(),
        )  # fmt: skip


def an_engine_key(*, workspace: Workspace) -> EngineKey:
    """A key of its own at Runway."""
    with tenant(workspace.pk):
        owner = Membership.objects.filter(role=Role.OWNER).earliest("created_at")
        made = engine_keys.set_key(
            actor=an_actor(owner), vendor=VENDORS["runway"], secret=f"rw-key-{next(_numbers):012}"
        )
        return EngineKey.objects.get(pk=made.id)


def a_vendor_job(*, workspace: Workspace) -> VendorJob:
    """An order nobody can tell about."""
    with tenant(workspace.pk):
        return VendorJob.objects.create(
            workspace=workspace, digest=f"{next(_numbers):064}", engine="runway", label="A lighthouse", vendor="runway",
            ref="ref", state="asking", account="the studio's", submitted_at=now(), question="Runway did not say.",
        )  # fmt: skip


def a_show(*, workspace: Workspace, title: str = "Slow Questions") -> Project:
    """A podcast with the house's four, and no episode yet."""
    with tenant(workspace.id):
        owner = Membership.objects.filter(role=Role.OWNER).earliest("created_at")
        fields = {"title": title, "kind": "podcast", "preset": "rough"}
        return create_project(workspace_id=workspace.id, author_id=owner.user_id, fields=fields)


KEEPERS = """# The keepers

A keeper lit the lamp at dusk and stayed beside it until dawn. The wick had to be trimmed every four hours, because a
charred wick smokes and the smoke darkens the glass. Keepers slept in turns and wrote every hour into a log.

In 1822 Augustin Fresnel built a lens of rings that threw the light of one lamp twenty miles out to sea. Before him,
mirrors lost half of the light. The lens at Cordouan was the first of its kind.

## The last lights

Electric lamps made the keepers unnecessary. The last of them left in 1998, but the lights still burn, because a sailor
trusts what he can see more than what a satellite tells him.
"""


def an_episode(*, show: Project, topic: str = "the lighthouse") -> Episode:
    """An episode with a source and a script of three turns."""
    with tenant(show.workspace_id):
        made = add_episode(workspace_id=show.workspace_id, project_id=show.pk, fields={"topic": topic, "minutes": 2})
        add_text(workspace_id=show.workspace_id, episode_id=made.pk, fields={"text": KEEPERS})
        people = [each.pk for each in Personality.objects.filter(project=show).order_by("position")]
        said = ("Who lit the lamp?", "A keeper lit the lamp at dusk and stayed until dawn.", "I would have slept.")
        turns = tuple(Turn(id=new_id("trn"), speaker=who, text=text) for who, text in zip(people, said, strict=False))
        segments = (Segment(id=new_id("seg"), title="The keepers", turns=turns),)
        Script.objects.filter(episode=made).update(document=Document(segments=segments).model_dump(mode="json"))
        return Episode.objects.select_related("project").get(pk=made.pk)


def the_first_source(episode: Episode) -> Source:
    """What an episode talks about."""
    with tenant(episode.workspace_id):
        return Source.objects.filter(episode=episode).earliest("id")


def a_turn(*, episode: Episode) -> Turn:
    """The first turn of an episode."""
    with tenant(episode.workspace_id):
        return document_of(script_of(episode)).turns()[0]


def a_clip(*, episode: Episode) -> Clip:
    """The first two turns of an episode as an audiogram, priced and not ordered."""
    with tenant(episode.workspace_id):
        first, second, *_ = document_of(script_of(episode)).turns()
        passage = Passage(first.id, "audiogram_9x16", last_turn_id=second.id)
        actor = an_actor(an_owner(episode.workspace))
        made, _ = quote_clip(actor=actor, episode_id=episode.pk, passage=passage, now=now())
        return made


def a_script_revision(*, episode: Episode) -> ScriptRevision:
    """The script after somebody changed its first turn."""
    with tenant(episode.workspace_id):
        change_turn(
            workspace_id=episode.workspace_id, episode_id=episode.pk, id=a_turn(episode=episode).id, version=1,
            fields={"text": "Who climbed the stairs?"}, author_id="", now=now(),
        )  # fmt: skip
        return ScriptRevision.objects.filter(script__episode=episode).latest("id")


def a_tried_voice(*, show: Project) -> Render:
    """Words that wait to be spoken by the first of a show."""
    with tenant(show.workspace_id):
        person = the_first(Personality, show)
        tried = try_voice(workspace_id=show.workspace_id, personality_id=person.pk, fields={}, started_by="", now=now())
        return Render.objects.get(pk=tried.id)


def a_pronunciation(*, workspace: Workspace, word: str = "Siobhan", sound: str = "shiv-AWN") -> Pronunciation:
    """A word of the workspace's dictionary."""
    owner = an_owner(workspace)
    with tenant(workspace.id):
        taken = Pronunciation.objects.filter(workspace=workspace, folded__startswith=word.casefold()).count()
        fields = {"word": f"{word} {taken}" if taken else word, "sound": sound}
        return add_word(actor=an_actor(owner), fields=fields)


def a_tried_word(*, workspace: Workspace) -> Render:
    """A word that waits to be spoken."""
    with tenant(workspace.id):
        fields = {"word": "Siobhan", "sound": "shiv-AWN"}
        return Render.objects.get(pk=try_word(workspace_id=workspace.id, fields=fields, started_by="", now=now()).id)


def a_writing(*, project: Project) -> Writing:
    """Pages by the offline writer, asked for and priced."""
    with tenant(project.workspace_id):
        owner = Membership.objects.filter(role=Role.OWNER).earliest("created_at")
        asked = {"kind": "pages", "writer": "offline"}
        return ask(actor=an_actor(owner), project_id=project.pk, fields=asked, now=now())


def a_conversation(*, episode: Episode) -> Conversation:
    """A script by a model, priced and not ordered."""
    with tenant(episode.workspace_id):
        Personality.objects.filter(project_id=episode.project_id, role="expert").update(writer="claude")
        actor = an_actor(an_owner(episode.workspace))
        made, _ = quote_script(actor=actor, episode_id=episode.pk, now=now())
        return made


KINDS: dict[str, Callable[[Workspace], Any]] = {
    "workspace": lambda workspace: workspace,
    "member": lambda workspace: a_member(workspace=workspace),
    "invitation": lambda workspace: an_invitation(workspace=workspace),
    "api_key": lambda workspace: an_api_key(workspace=workspace),
    "project": lambda workspace: a_project(workspace=workspace),
    "scene": lambda workspace: the_first(Scene, a_project(workspace=workspace)),
    "shot": lambda workspace: the_first(Shot, a_project(workspace=workspace)),
    "character": lambda workspace: the_first(Character, a_project(workspace=workspace)),
    "look": lambda workspace: a_look(character=the_first(Character, a_project(workspace=workspace))),
    "consent": lambda workspace: a_consent(workspace=workspace),
    "reference": lambda workspace: a_reference(character=the_first(Character, a_project(workspace=workspace))),
    "sheet": lambda workspace: a_sheet(character=the_first(Character, a_project(workspace=workspace))),
    "writing": lambda workspace: a_writing(project=a_project(workspace=workspace)),
    "revision": lambda workspace: a_revision(project=a_project(workspace=workspace)),
    "audition": lambda workspace: an_audition(character=the_first(Character, a_project(workspace=workspace))),
    "quote": lambda workspace: a_quote(project=a_project(workspace=workspace)),
    "movement": lambda workspace: a_movement(workspace=workspace),
    "charge": lambda workspace: a_charge(workspace=workspace),
    "engine_key": lambda workspace: an_engine_key(workspace=workspace),
    "vendor_job": lambda workspace: a_vendor_job(workspace=workspace),
    "cap": lambda workspace: a_cap(workspace=workspace),
    "render": lambda workspace: a_render(project=a_project(workspace=workspace)),
    "personality": lambda workspace: the_first(Personality, a_show(workspace=workspace)),
    "episode": lambda workspace: an_episode(show=a_show(workspace=workspace)),
    "source": lambda workspace: the_first_source(an_episode(show=a_show(workspace=workspace))),
    "turn": lambda workspace: SimpleNamespace(pk=a_turn(episode=an_episode(show=a_show(workspace=workspace))).id),
    "clip": lambda workspace: a_clip(episode=an_episode(show=a_show(workspace=workspace))),
    "script_revision": lambda workspace: a_script_revision(episode=an_episode(show=a_show(workspace=workspace))),
    "conversation": lambda workspace: a_conversation(episode=an_episode(show=a_show(workspace=workspace))),
    "pronunciation": lambda workspace: a_pronunciation(workspace=workspace),
    "tried_word": lambda workspace: a_tried_word(workspace=workspace),
    "tried_voice": lambda workspace: a_tried_voice(show=a_show(workspace=workspace)),
}


def _a_turn_of_its_episode(workspace: Workspace) -> dict[str, str]:
    episode = an_episode(show=a_show(workspace=workspace))
    return {"episode_id": episode.pk, "turn_id": a_turn(episode=episode).id}


TOGETHER: dict[str, Callable[[Workspace], dict[str, str]]] = {
    "/v1/episodes/{episode_id}/turns/{turn_id}": _a_turn_of_its_episode,
    "/v1/episodes/{episode_id}/turns/{turn_id}/edits": _a_turn_of_its_episode,
    "/v1/projects/{project_id}/show": lambda workspace: {"project_id": a_show(workspace=workspace).pk},
    "/v1/projects/{project_id}/show/art": lambda workspace: {"project_id": a_show(workspace=workspace).pk},
}
"""Addresses whose ids belong together, or are of one kind of project alone."""
