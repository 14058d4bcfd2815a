"""One dictionary for all films and shows of a workspace, heard before it counts, and told where a script lacks it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from projects.dictionary.selectors import said_in
from projects.podcast.models import Episode
from projects.rendering.episode_spec import CurrentEpisode, current_episode
from studio.accounts.models import AuditEntry
from studio.accounts.roles import Role
from studio.core.tenancy import tenant
from tests.factories import a_member, a_pronunciation, a_workspace, an_api_key, an_owner, signed_in, with_key
from tests.projects.farmhand import work
from tests.projects.studio import Studio
from tests.projects.test_podcasts import Show

pytestmark = pytest.mark.django_db
URL = "/v1/pronunciations"


def add(client: Any, word: str = "Siobhan", sound: str = "shiv-AWN", **fields: Any) -> Any:
    return client.post(URL, {"word": word, "sound": sound} | fields)


def bring(client: Any, table: str | bytes, name: str = "words.csv") -> Any:
    content = table if isinstance(table, bytes) else table.encode()
    return client.post(f"{URL}/imports", {"file": SimpleUploadedFile(name, content)}, format="multipart")


def words(client: Any) -> dict[str, str]:
    return {each["word"]: each["sound"] for each in client.get(URL).json()["data"]}


@pytest.fixture
def owner() -> Any:
    return signed_in(an_owner(a_workspace()))


def test_a_word_comes_changes_and_goes(owner: Any) -> None:
    made = add(owner, language="en-IE")
    assert (made.status_code, made.json()["language"]) == (201, "en-ie")
    url = f"{URL}/{made.json()['id']}"
    changed = owner.patch(url, {"sound": "/ʃɪˈvɔːn/"}, headers={"If-Match": made.headers["ETag"]})
    assert words(owner) == {"Siobhan": "/ʃɪˈvɔːn/"}
    late = owner.patch(url, {"sound": "SHOV-on"}, headers={"If-Match": made.headers["ETag"]})
    assert (late.status_code, changed.json()["version"]) == (412, 2)
    assert owner.delete(url).status_code == 204
    assert words(owner) == {}


def test_a_word_is_in_the_dictionary_once_for_each_language(owner: Any) -> None:
    assert add(owner).status_code == 201
    again = add(owner, word="SIOBHAN")
    assert (again.status_code, again.json()["param"]) == (409, "word")
    assert "'SIOBHAN' is in the dictionary already" in again.json()["detail"]
    assert add(owner, language="es").status_code == 201


@pytest.mark.parametrize(
    ("word", "sound", "param", "named"),
    [
        ("Ana", "/ŧ/", "sound", "'Ana' holds ŧ"),
        ("Ana", "123", "sound", "no letters to say"),
        ("--", "dash", "word", "'--' is no word"),
    ],
)
def test_what_nobody_can_say_is_refused_by_name(owner: Any, word: str, sound: str, param: str, named: str) -> None:
    refused = add(owner, word, sound)
    assert (refused.status_code, refused.json()["param"]) == (422, param)
    assert named in refused.json()["detail"]


def test_who_may_change_the_workspace_may_change_its_dictionary() -> None:
    workspace = a_workspace()
    add(signed_in(an_owner(workspace)))
    editor = signed_in(a_member(role=Role.EDITOR, workspace=workspace))
    assert words(editor) == {"Siobhan": "shiv-AWN"}
    assert add(editor, "Nguyen", "win").status_code == 403
    assert add(with_key(an_api_key(workspace=workspace, role=Role.PRODUCER)), "Nguyen", "win").status_code == 201
    with tenant(workspace.id):
        verbs = set(AuditEntry.objects.filter(subject_label__in=["Siobhan", "Nguyen"]).values_list("verb", flat=True))
    assert verbs == {"pronunciation.added"}


def test_a_table_comes_back_as_it_went_out_also_from_a_spreadsheet(owner: Any) -> None:
    assert bring(owner, "word;sound;language\nNguyễn;win;\n@tila;uh-TILL-uh;en\n").json() == {
        "added": 2, "changed": 0, "same": 0,
    }  # fmt: skip
    table = owner.get(f"{URL}.csv")
    assert table.headers["Content-Disposition"].endswith('"pronunciations.csv"')
    assert "'@tila" in table.content.decode("utf-8-sig")
    assert bring(owner, table.content).json() == {"added": 0, "changed": 0, "same": 2}
    assert bring(owner, "nguyễn,nwin\n").json() == {"added": 0, "changed": 1, "same": 0}


@pytest.mark.parametrize(
    ("table", "named"),
    [
        ("word,sound\nAna,AH-na\nBo,/ŧ/\n", "row 3: '/ŧ/' for 'Bo' holds ŧ"),
        (b"\xff\xfe\x00", "Save it as CSV in UTF-8"),
        ("\n\n", "words.csv holds no words"),
        ("word,sound\n", "words.csv holds no words"),
        ('word,sound\n"Ana,AH-na\n', "words.csv is no table"),
    ],
)
def test_of_a_table_with_a_fault_nothing_is_taken(owner: Any, table: str | bytes, named: str) -> None:
    refused = bring(owner, table)
    assert (refused.status_code, refused.json()["param"]) == (422, "file")
    assert named in refused.json()["detail"]
    assert words(owner) == {}


@pytest.mark.slow
@pytest.mark.usefixtures("own_store")
def test_a_word_of_the_workspace_is_said_again_in_its_films_and_only_where_it_is_said() -> None:
    studio = Studio()
    studio.order()
    work()
    a_pronunciation(workspace=studio.workspace, word="Zorblaxian", sound="zor-BLAX-ian")
    assert studio.states() == {"current": 9}
    a_pronunciation(workspace=studio.workspace, word="Salt", sound="SALL-tuh")
    assert studio.causes() == {"a pronunciation changed"}
    assert 0 < studio.states()["stale"] < 9


@pytest.mark.usefixtures("own_store")
def test_a_word_of_the_workspace_touches_the_turns_of_an_episode_that_say_it_and_its_language_alone() -> None:
    show = Show()
    episode, _ = show.written()
    speech = _spoken_steps(show, episode)
    a_pronunciation(workspace=show.workspace, word="keeper", sound="KEE-puh")
    changed = {turn for turn, digest in _spoken_steps(show, episode).items() if digest != speech[turn]}
    said = {
        turn.key for turn in _plan(show, episode).spec.turns() if re.search(r"\bkeeper\b", turn.text, re.IGNORECASE)
    }
    assert changed == said
    assert 0 < len(changed) < len(speech)
    with_key(an_api_key(workspace=show.workspace, role=Role.PRODUCER)).post(
        URL, {"word": "lamp", "sound": "lamm", "language": "es"}
    )
    assert changed == {turn for turn, digest in _spoken_steps(show, episode).items() if digest != speech[turn]}


def test_a_projects_own_word_goes_before_the_workspaces() -> None:
    studio = Studio()
    for word, sound in (("Salt", "SALL-tuh"), ("harbour", "HAR-bor")):
        a_pronunciation(workspace=studio.workspace, word=word, sound=sound)
    studio.project.pronunciations = {"salt": "soll"}
    with tenant(studio.workspace.id):
        found = said_in(studio.project, language="en", texts=["Salt!"])
    assert found == {"salt": "soll"}


@pytest.mark.slow
@pytest.mark.usefixtures("own_store")
def test_a_word_is_heard_before_it_is_kept_and_once_is_enough() -> None:
    client = signed_in(an_owner(a_workspace()))
    body = {"word": "Siobhan", "sound": "shiv-AWN", "preset": "rough"}
    asked = client.post("/v1/tried-words", body, headers={"Idempotency-Key": "one"})
    assert (asked.status_code, asked.json()["state"]) == (202, "queued"), asked.content
    assert "Siobhan" in asked.json()["text"]
    assert work() == 1
    heard = client.get(f"/v1/tried-words/{asked.json()['id']}").json()
    assert heard["audio_url"].startswith("/media/")
    again = client.post("/v1/tried-words", body, headers={"Idempotency-Key": "two"})
    assert again.json()["audio_url"]
    assert work() == 0
    assert words(client) == {}


def test_a_sentence_without_the_word_is_refused(owner: Any) -> None:
    body = {"word": "Siobhan", "sound": "shiv-AWN", "sentence": "Nobody is here."}
    refused = owner.post("/v1/tried-words", body, headers={"Idempotency-Key": "one"})
    assert (refused.status_code, refused.json()["param"]) == (422, "sentence")


@pytest.mark.usefixtures("own_store")
def test_a_script_names_the_words_its_voices_would_guess_at_until_they_have_a_sound() -> None:
    show = Show()
    episode, script = show.written()
    first = script["segments"][0]["turns"][0]
    text = "Qwyzzik met Siobhan by the lighthouse, and Qwyzzik laughed."
    show.send("patch", f"/v1/episodes/{episode}/turns/{first['id']}", {"text": text}, If_Match='"v1"')
    found = {each["word"]: each for each in show.get(f"/v1/episodes/{episode}/hard-words")["data"]}
    assert (found["Qwyzzik"]["why"], found["Qwyzzik"]["count"]) == ("unknown", 2)
    assert found["Qwyzzik"]["places"] == [first["id"]]
    assert "lighthouse" not in found
    a_pronunciation(workspace=show.workspace, word="qwyzzik", sound="KWIZ-ick")
    assert "Qwyzzik" not in {each["word"] for each in show.get(f"/v1/episodes/{episode}/hard-words")["data"]}


def test_a_film_names_the_words_its_voices_would_guess_at() -> None:
    studio = Studio()
    studio.write("Salt", "Zorblaxian")
    found = studio.get(f"{studio.url}/hard-words")["data"]
    assert "Zorblaxian" in {each["word"] for each in found}


def _plan(show: Show, episode_id: str) -> CurrentEpisode:
    with tenant(show.workspace.id):
        return current_episode(Episode.objects.get(pk=episode_id))


def _spoken_steps(show: Show, episode_id: str) -> dict[str, str]:
    found = _plan(show, episode_id)
    return {turn.key: found.plan.wanted[turn.key]["speech"] for turn in found.spec.turns()}
