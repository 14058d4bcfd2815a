"""A premise becomes an outline, pages, a screenplay; passages are proposed anew; a person accepts; nothing is lost."""

from __future__ import annotations

from typing import Any

import pytest

from renderers.errors import PromptRefused
from renderers.farm import engine_keys
from renderers.farm.models import Step
from renderers.runtime.vendors import VENDORS
from studio.core.tenancy import tenant
from tests.factories import an_actor, an_owner
from tests.projects.penhand import told, write
from tests.projects.studio import Studio

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("own_store")]

PREMISE = "A retired baker must win back her recipe from a rival before the spring fair."
OUTLINE = (
    "# Act one\n\nINT. BAKERY - NIGHT\n\n= Nora finds the tin empty.\n\nEXT. FAIR - DAY\n\n= She asks for it back.\n"
)
SCENE = "INT. BAKERY - NIGHT\n\nNORA, 60s, a baker, opens a tin.\n\nNORA\nGone.\n"


class Desk(Studio):
    """A film of a premise, with nothing written yet."""

    def __init__(self) -> None:
        super().__init__()
        answer = self.client.post("/v1/projects", {"title": "Sour", "logline": PREMISE, "target_minutes": 3})
        assert answer.status_code == 201, answer.content
        self.url = f"/v1/projects/{answer.json()['id']}"

    def key(self, vendor: str) -> None:
        with tenant(self.workspace.pk):
            owner = an_actor(an_owner(self.workspace))
            engine_keys.set_key(actor=owner, vendor=VENDORS[vendor], secret="a-key-of-the-workspace")

    def ask(self, **body: Any) -> dict[str, Any]:
        answer = self.client.post(f"{self.url}/writings", body, format="json")
        assert answer.status_code == 201, answer.content
        return dict(answer.json())

    def do(self, writing: dict[str, Any], what: str, **headers: str) -> Any:
        self.orders += 1
        sent = {"Idempotency-Key": f"w{self.orders}", **headers}
        return self.client.post(f"/v1/writings/{writing['id']}/{what}", headers=sent)

    def started(self, **body: Any) -> dict[str, Any]:
        writing = self.ask(**body)
        answer = self.do(writing, "start")
        assert answer.status_code == 202, answer.content
        return dict(answer.json())

    def seen(self, writing: dict[str, Any]) -> dict[str, Any]:
        return dict(self.get(f"/v1/writings/{writing['id']}"))

    def script(self) -> dict[str, Any]:
        return dict(self.get(f"{self.url}/screenplay"))

    def type(self, text: str) -> None:
        version = self.script()["version"]
        answer = self.client.put(f"{self.url}/screenplay", {"text": text}, headers={"If-Match": f'"v{version}"'})
        assert answer.status_code == 200, answer.content


@pytest.fixture
def desk() -> Desk:
    return Desk()


def accepted(desk: Desk, writing: dict[str, Any]) -> Any:
    return desk.do(writing, "accept", **{"If-Match": f'"v{desk.script()["version"]}"'})


def test_a_premise_becomes_an_outline_then_pages_then_the_screenplay(desk: Desk) -> None:
    outline = desk.started(kind="outline")
    assert outline["state"] == "queued"
    write()
    outline = desk.seen(outline)
    assert (outline["state"], outline["parts"][0]["state"]) == ("succeeded", "written")
    edited = outline["text"].replace("# Act one", "# Act one\n\nEXT. FAIRGROUND - DAY\n\n= Tents go up in the rain.")
    pages = desk.started(kind="pages", outline=edited)
    write()
    pages = desk.seen(pages)
    assert pages["pages"] in (2, 3, 4)
    assert "EXT. FAIRGROUND - DAY\n\n= Tents go up in the rain." in pages["text"]
    assert desk.script()["text"] == ""
    answer = accepted(desk, pages)
    assert answer.status_code == 200, answer.content
    assert answer.json()["text"] == pages["text"]
    assert len(answer.json()["changes"]["scenes"]["added"]) == outline["text"].count("\n= ") + 1
    assert desk.seen(pages)["settled"] == "accepted"
    assert accepted(desk, pages).json()["code"] == "already_settled"


def test_pages_keep_the_people_and_the_seed_of_an_outline_that_was_asked_for_again(desk: Desk) -> None:
    first = desk.started(kind="outline", cast=[{"name": "Ines", "description": "40s, a welder"}])
    write()
    outline = desk.do(first, "again").json()
    desk.do(outline, "start")
    write()
    outline = desk.seen(outline)
    assert outline["text"] != desk.seen(first)["text"]
    pages = desk.started(kind="pages", outline=outline["text"], writing_id=outline["id"])
    write()
    text = desk.seen(pages)["text"]
    assert "INES, 40s, a welder" in text
    assert text.count("\n= ") == outline["text"].count("\n= ")
    assert desk.seen(pages)["pages"] in (2, 3, 4)
    other = desk.client.post(f"{desk.url}/writings", {"kind": "pages", "writing_id": pages["id"]}, format="json")
    assert other.json()["param"] == "writing_id"


def test_what_the_offline_writer_cannot_write_is_said_before_it_is_ordered(desk: Desk) -> None:
    for body, said in (
        ({"kind": "pages", "minutes": 30}, "7 minutes at most"),
        ({"kind": "passage", "manner": "shorter", "first_line": 1}, "hold nothing to write anew"),
    ):
        answer = desk.client.post(f"{desk.url}/writings", body, format="json")
        assert answer.status_code == 422, answer.content
        assert said in answer.json()["detail"]
    desk.type(SCENE)
    answer = desk.client.post(f"{desk.url}/writings", {"kind": "passage", "manner": "shorter"}, format="json")
    assert "understands none" in answer.json()["detail"]


def test_a_writer_without_a_key_says_so_and_nothing_is_ordered(desk: Desk) -> None:
    writing = desk.ask(kind="outline", writer="claude")
    assert any("There is no key for" in said for said in writing["quote"]["shortages"])
    refused = desk.do(writing, "start")
    assert (refused.status_code, refused.json()["code"]) == (409, "nobody_can_make_it")
    assert desk.seen(writing)["state"] == "quoted"


def test_pages_of_a_model_are_priced_come_in_parts_and_cost_what_they_took(desk: Desk) -> None:
    desk.key("anthropic")
    writing = desk.ask(kind="pages", writer="claude", minutes=8, outline=OUTLINE)
    assert writing["quote"]["amount"] > 0
    desk.do(writing, "start")
    assert write(lambda step: told(f"Here it is:\n\n{SCENE}{step.label}"), at_most=1) == 1
    seen = desk.seen(writing)
    assert [part["state"] for part in seen["parts"]] == ["written", "waiting"]
    assert "Here it is" not in seen["text"]
    assert "NORA\nGone." in seen["text"]
    write(lambda step: told(SCENE))
    seen = desk.seen(writing)
    assert seen["state"] == "succeeded"
    assert 0 < seen["cost"]["charged"] < seen["cost"]["at_most"]
    assert seen["remarks"] == ["It came to 1 pages, and about 8 were wished for."]


def test_a_cut_or_unreadable_part_is_told_and_written_again_alone(desk: Desk) -> None:
    desk.key("openai")
    writing = desk.started(kind="pages", writer="gpt", minutes=8, outline=OUTLINE)
    asked: list[Step] = []

    def badly(step: Step) -> dict[str, Any]:
        asked.append(step)
        return told("I am sorry, here is a poem.") if len(asked) == 1 else told(SCENE, ended="cut")

    write(badly)
    seen = desk.seen(writing)
    assert len(asked) == 2
    assert "holds no scene heading" in seen["remarks"][0]
    assert "may be unfinished" in seen["remarks"][1]
    once_more = desk.do(writing, "again").json()
    assert once_more["quote"]["to_make"] == 3
    desk.do(once_more, "start")
    write(lambda step: told(SCENE))
    assert not [part for part in desk.seen(once_more)["parts"] if part["fault"]]


def test_a_refusal_is_told_keeps_the_other_part_and_is_not_charged(desk: Desk) -> None:
    desk.key("anthropic")
    writing = desk.started(kind="pages", writer="claude", minutes=8, outline=OUTLINE)
    write(lambda step: told(SCENE) if "Part 1" in step.label else PromptRefused("Claude will not write this."))
    seen = desk.seen(writing)
    assert seen["state"] == "failed"
    assert [part["state"] for part in seen["parts"]] == ["written", "failed"]
    assert "will not write this" in seen["parts"][1]["fault"]
    once_more = desk.do(writing, "again").json()
    assert once_more["quote"]["to_make"] == 2


def test_a_passage_is_a_proposal_that_finds_its_place_after_others_typed(desk: Desk) -> None:
    desk.key("anthropic")
    desk.type(f"{SCENE}\nINT. YARD - DAY\n\nCats.\n")
    asked = {"kind": "passage", "writer": "claude", "manner": "shorter", "first_line": 1, "last_line": 6}
    writing = desk.started(**asked)
    write(lambda step: told("INT. BAKERY - NIGHT\n\nNORA\nGone!"))
    desk.type(f"EXT. LANE - DAY\n\nRain.\n\n{desk.script()['text']}")
    proposal = desk.seen(writing)["proposal"]
    assert proposal["applies"]
    assert proposal["after"].startswith("EXT. LANE - DAY\n\nRain.\n\nINT. BAKERY - NIGHT\n\nNORA\nGone!")
    assert accepted(desk, writing).json()["text"] == proposal["after"]
    assert "INT. YARD - DAY\n\nCats." in desk.script()["text"]


def test_a_passage_that_somebody_changed_is_not_overwritten(desk: Desk) -> None:
    desk.key("anthropic")
    desk.type(SCENE)
    asked = {"kind": "passage", "writer": "claude", "manner": "next", "first_line": 1, "last_line": 6}
    writing = desk.started(**asked)
    write(lambda step: told("INT. FAIR - DAY\n\nA band."))
    assert desk.seen(writing)["proposal"]["after"] == f"{SCENE.strip()}\n\nINT. FAIR - DAY\n\nA band.\n"
    desk.type(SCENE.replace("Gone.", "Gone, then."))
    refused = accepted(desk, writing)
    assert (refused.status_code, refused.json()["code"]) == (409, "passage_gone")
    assert desk.seen(writing)["proposal"]["applies"] is False
    assert "Gone, then." in desk.script()["text"]


def test_a_stopped_writer_keeps_what_came_and_gives_the_rest_back(desk: Desk) -> None:
    desk.key("anthropic")
    writing = desk.started(kind="pages", writer="claude", minutes=8, outline=OUTLINE)
    write(lambda step: told(SCENE), at_most=1)
    assert desk.do(writing, "cancel").status_code == 200
    seen = desk.seen(writing)
    assert seen["state"] == "cancelled"
    assert seen["cost"]["given_back"] > 0
    assert "NORA" in seen["text"]
    assert accepted(desk, writing).status_code == 200


def test_another_writer_cannot_be_asked_for(desk: Desk) -> None:
    answer = desk.client.post(f"{desk.url}/writings", {"kind": "pages", "writer": "shakespeare"}, format="json")
    assert answer.status_code == 422
    names = [each["name"] for each in desk.get("/v1/screenwriters")["data"]]
    assert names == ["offline", "claude", "gpt", "openai_writing"]
