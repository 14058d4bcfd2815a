"""A film is priced before it is ordered, ordered at that price, and refused in words that say what to do."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import F

from billing import brakes, caps, ledger
from billing.books import AccountKind
from billing.errors import QuoteExpired
from billing.models import Cap, Hold, Notice, Quote, Spend, Usage
from billing.notices import send_notices
from billing.pricing import in_force
from billing.proof import differences
from projects.rendering import orders
from renderers.farm.models import Render
from studio.core.clock import now
from studio.core.tenancy import tenant
from tests.billing.books import assert_the_books_are_right
from tests.factories import a_member, an_actor, an_api_key, an_owner, signed_in, with_key
from tests.projects.farmhand import work
from tests.projects.studio import Studio

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
STEP = in_force(now=now()).rate("cpu") * 500 // 60_000
"""What a step of the farmhand costs: it says that it took half a second."""


@pytest.fixture
def studio(own_store: None) -> Studio:
    return Studio()


def order(studio: Studio, quote: dict[str, Any], *, key: str = "", client: Any = None) -> Any:
    headers = {"Idempotency-Key": key or quote["id"]}
    return (client or studio.client).post("/v1/renders", {"quote_id": quote["id"]}, headers=headers)


def spend(studio: Studio, amount: int) -> None:
    with tenant(studio.workspace.pk):
        ledger.open_books(workspace_id=studio.workspace.pk, at=now())
        ledger.adjust(workspace_id=studio.workspace.pk, amount=-amount, key="spent", memo="Spent", at=now(), user_id="")


def balance(studio: Studio) -> int:
    with tenant(studio.workspace.pk):
        return ledger.balances(workspace_id=studio.workspace.pk)[AccountKind.BALANCE]


def cap(studio: Studio, amount: int, **whose: str) -> Any:
    body = {"scope": "workspace", "amount": amount} | whose
    with transaction.atomic():
        return studio.client.post("/v1/caps", body, headers={"Idempotency-Key": f"{amount}{whose}"})


def look(studio: Studio) -> None:
    """What a tick of the scheduler does."""
    brakes.look_everywhere(now())


def test_a_film_is_quoted_ordered_made_and_charged_for_what_it_took(studio: Studio) -> None:
    quote = studio.quote()
    before = balance(studio)
    assert quote["balance"] == before
    assert quote["missing"] == 0
    assert sum(line["amount"] for line in quote["lines"]) == quote["amount"]
    render = order(studio, quote).json()
    assert render["cost"] == {
        "at_most": quote["amount"], "charged": 0, "given_back": 0, "currency": "USD"
    }  # fmt: skip
    assert balance(studio) == before - quote["amount"]
    made = work()
    cost = studio.get(f"/v1/renders/{render['id']}")["cost"]
    assert cost["charged"] == made * STEP
    assert cost["given_back"] == quote["amount"] - made * STEP
    assert balance(studio) == before - made * STEP
    charges = studio.get(f"/v1/charges?render_id={render['id']}&limit=200")["data"]
    assert len(charges) == made
    assert sum(charge["amount"] for charge in charges) == cost["charged"]
    assert_the_books_are_right(studio.workspace)


def test_after_an_edit_the_quote_is_the_price_of_the_difference(studio: Studio) -> None:
    whole = studio.quote()
    order(studio, whole)
    work()
    assert studio.quote()["amount"] == 0
    studio.write("I never left the street.", "I never left.")
    edit = studio.quote()
    assert 0 < edit["amount"] < whole["amount"] / 2
    assert edit["whole"] > edit["amount"]
    assert {line["stage"]: line["steps"] - line["cached"] for line in edit["lines"]}["voices"] == 1


def test_a_quote_says_what_it_assumes_until_past_films_have_taught_better(studio: Studio) -> None:
    assert any("careful guess" in note for note in studio.quote()["notes"])
    assert any("No worker on a processor is online" in note for note in studio.quote()["shortages"])
    before = studio.quote()["whole"]
    order(studio, studio.quote())
    work()
    after = studio.quote()
    assert after["whole"] < before, "the farmhand is quick, and that was learnt"


def test_dialogue_in_another_language_is_said_before_anything_is_ordered(studio: Studio) -> None:
    assert not any("reads as" in said for said in studio.quote()["shortages"])
    text = "INT. COCINA - NOCHE\n\nANA\nHola, Juan. ¿Dónde está el niño que no para de hablar?\n"
    found = studio.client.get(f"{studio.url}/screenplay")
    put = studio.client.put(f"{studio.url}/screenplay", {"text": text}, headers={"If-Match": found.headers["ETag"]})
    assert put.status_code == 200
    [told] = [said for said in studio.quote()["shortages"] if "reads as" in said]
    assert "reads as Spanish" in told
    assert "Set the film's language to es" in told


def test_a_film_edited_after_its_quote_is_not_made_by_it(studio: Studio) -> None:
    quote = studio.quote()
    studio.write("I never left the street.", "I never left.")
    refused = order(studio, quote)
    assert (refused.status_code, refused.json()["code"]) == (409, "quote_outdated")
    assert_nothing_was_started(studio)


def test_a_quote_expires_after_a_day(studio: Studio) -> None:
    quote = studio.quote()
    actor = an_actor(an_owner(studio.workspace))
    with tenant(studio.workspace.pk), pytest.raises(QuoteExpired), transaction.atomic():
        orders.order(actor=actor, quote_id=quote["id"], now=now() + timedelta(hours=24, seconds=1))
    assert_nothing_was_started(studio)


def test_a_quote_of_another_price_list_is_refused(studio: Studio) -> None:
    old = studio.quote()
    with tenant(studio.workspace.pk):
        row = Quote.objects.get(pk=old["id"])
        row.price_list, row._state.adding = "2020-01-01", True
        row.id = "quo_" + "0" * 26
        row.save(force_insert=True)
    refused = order(studio, {"id": row.pk})
    assert (refused.status_code, refused.json()["code"]) == (409, "price_list_changed")
    assert_nothing_was_started(studio)


def test_a_quote_is_used_once(studio: Studio) -> None:
    quote = studio.quote()
    assert order(studio, quote).status_code == 202
    again = order(studio, quote, key="another")
    assert (again.status_code, again.json()["code"]) == (409, "quote_used")
    assert len(studio.get(f"{studio.url}/renders")["data"]) == 1


def test_a_short_balance_names_what_is_missing_and_how_to_add_it(studio: Studio) -> None:
    quote = studio.quote()
    spend(studio, quote["balance"] - quote["amount"] + 300)
    shown = studio.get(f"/v1/quotes/{quote['id']}")
    assert shown["missing"] == 300
    refused = order(studio, quote)
    assert (refused.status_code, refused.json()["code"], refused.json()["missing"]) == (402, "balance_short", 300)
    assert "page Usage" in refused.json()["detail"]
    assert_nothing_was_started(studio)
    added = studio.client.post("/v1/balance/top-ups", {"amount": 300}, headers={"Idempotency-Key": "a"})
    assert (added.status_code, added.json()["payments"]) == (201, "local")
    assert order(studio, quote, key="now there is money").status_code == 202
    assert balance(studio) == 0


def assert_nothing_was_started(studio: Studio) -> None:
    with tenant(studio.workspace.pk):
        assert not Render.objects.exists()
        assert not Hold.objects.exists()
    assert_the_books_are_right(studio.workspace)


def test_what_is_missing_of_a_failed_film_is_quoted_and_ordered_again(studio: Studio) -> None:
    render = order(studio, studio.quote()).json()
    work(refuse=lambda step: step.engine == "kokoro" and "street" in step.settings["text"])
    charged = studio.get(f"/v1/renders/{render['id']}")["cost"]["charged"]
    rest = studio.client.post("/v1/quotes", {"render_id": render["id"]}).json()
    assert 0 < rest["to_make"] < rest["steps"]
    again = order(studio, rest).json()
    assert work() == rest["to_make"]
    assert studio.get(f"/v1/renders/{again['id']}")["state"] == "succeeded"
    assert studio.get(f"/v1/renders/{render['id']}")["cost"]["charged"] == charged, "a failure costs nothing"


def test_a_quote_names_either_a_project_or_a_render(studio: Studio) -> None:
    assert studio.client.post("/v1/quotes", {}).json()["param"] == "project_id"


def test_a_cap_that_is_reached_pauses_the_film_and_raising_it_goes_on(studio: Studio) -> None:
    render = order(studio, studio.quote()).json()
    assert cap(studio, 10 * STEP).status_code == 200
    made = work(at_most=12)
    look(studio)
    assert work() == 0, "nothing more is claimed"
    waiting = studio.get(f"/v1/renders/{render['id']}")
    assert (waiting["state"], waiting["cost"]["charged"]) == ("paused", 10 * STEP)
    assert (waiting["waiting"]["code"], waiting["error"]) == ("cap_reached", None)
    assert studio.get("/v1/projects")["data"][0]["last_render"]["stopped_for"] == "cap_reached"
    assert "goes on by itself when an owner raises the cap" in waiting["waiting"]["message"]
    assert waiting["progress"]["eta_seconds"] is None, "nobody knows how long"
    assert studio.get(f"/v1/renders/{render['id']}/results")["stream"]["first_in_seconds"] is None
    assert cap(studio, 1_000_000).status_code == 200
    look(studio)
    work()
    done = studio.get(f"/v1/renders/{render['id']}")
    assert (done["state"], done["waiting"]) == ("succeeded", None)
    with tenant(studio.workspace.pk):
        assert Usage.objects.filter(amount=0).count() == made - 10, "what was in the making is not charged"
    assert_the_books_are_right(studio.workspace)


def test_a_film_that_is_paused_and_over_its_cap_says_one_reason_after_the_other_and_nothing_slips_through(
    studio: Studio,
) -> None:
    render = order(studio, studio.quote()).json()
    address = f"/v1/renders/{render['id']}"
    cap(studio, 2 * STEP)
    work(at_most=2)
    look(studio)
    assert studio.client.post(f"{address}/pause").json()["waiting"]["message"].startswith("Paused by ")
    still = studio.client.post(f"{address}/resume")
    assert (still.status_code, still.json()["waiting"]["code"], work()) == (200, "cap_reached", 0)
    refused = studio.client.post(f"{address}/resume")
    assert (refused.status_code, refused.json()["code"]) == (402, "cap_reached")
    assert "owner raises the cap" in refused.json()["detail"]
    with tenant(studio.workspace.pk):
        Cap.objects.update(amount=1_000_000)  # and the moment of telling was missed
    assert studio.client.post(f"{address}/resume").json()["waiting"]["code"] == "no_worker"
    work()
    assert studio.get(address)["state"] == "succeeded"


def test_a_render_over_a_cap_that_is_used_up_is_not_started(studio: Studio) -> None:
    cap(studio, 0, scope="project", target_id=studio.project.pk)
    refused = order(studio, studio.quote())
    assert (refused.status_code, refused.json()["code"]) == (402, "cap_reached")
    assert "this project, $0.00 a month" in refused.json()["detail"]
    assert_nothing_was_started(studio)
    [found] = studio.get("/v1/caps")["data"]
    assert studio.client.delete(f"/v1/caps/{found['id']}").status_code == 204
    assert order(studio, studio.quote()).status_code == 202


def test_a_new_month_lets_a_waiting_film_go_on(studio: Studio) -> None:
    order(studio, studio.quote())
    cap(studio, STEP)
    work(at_most=1)
    look(studio)
    assert work() == 0
    brakes.look_everywhere(now() + timedelta(days=32))
    with tenant(studio.workspace.pk):
        assert Hold.objects.get().stopped_by == ""


def test_a_cap_of_a_member_or_a_key_binds_nobody_else(studio: Studio) -> None:
    editor = a_member(workspace=studio.workspace)
    key = an_api_key(workspace=studio.workspace)
    assert cap(studio, 0, scope="member", target_id=editor.user_id).status_code == 200
    assert cap(studio, 0, scope="api_key", target_id=key.pk).status_code == 200
    assert order(studio, studio.quote(), key="a", client=signed_in(editor)).json()["code"] == "cap_reached"
    assert order(studio, studio.quote(), key="b", client=with_key(key)).json()["code"] == "cap_reached"
    assert order(studio, studio.quote(), key="c").status_code == 202


@pytest.mark.parametrize(
    "whose",
    [{"target_id": "prj_x"}, {"scope": "project"}, {"scope": "member", "target_id": "usr_nobody"},
     {"scope": "api_key", "target_id": "key_nobody"}, {"scope": "project", "target_id": "nonsense"}],
)  # fmt: skip
def test_a_cap_names_somebody_of_this_workspace(studio: Studio, whose: dict[str, str]) -> None:
    refused = cap(studio, 1, **whose)
    assert (refused.status_code, refused.json()["param"]) == (422, "target_id")


def test_owners_are_told_once_at_half_at_most_and_at_the_end_of_a_cap(studio: Studio, mailoutbox: list[Any]) -> None:
    order(studio, studio.quote())
    cap(studio, 10 * STEP)
    heard = []
    for steps in (4, 2, 2, 1, 1, 1):
        work(at_most=steps)
        send_notices(now())
        heard.append(len(mailoutbox))
    assert heard == [0, 1, 2, 2, 3, 3]
    assert "used up to 50 %" in mailoutbox[0].body
    assert "Renders under way wait now" in mailoutbox[2].body
    assert mailoutbox[0].to == [an_owner(studio.workspace).user.email]
    with tenant(studio.workspace.pk):
        assert sorted(Notice.objects.values_list("percent", flat=True)) == [50, 80, 100]
        spent = caps.standings(workspace_id=studio.workspace.pk, at=now())
        assert spent[0].spent == sum(Usage.objects.values_list("amount", flat=True))
        assert Cap.objects.count() == 1
    assert studio.get("/v1/caps")["data"][0]["noticed_percent"] == 100


def test_only_an_owner_moves_money_and_no_key_does(studio: Studio) -> None:
    for client in (
        signed_in(a_member(workspace=studio.workspace, role="producer")),
        with_key(an_api_key(workspace=studio.workspace, role="producer")),
    ):
        headers = {"Idempotency-Key": "x"}
        assert client.post("/v1/balance/top-ups", {"amount": 1}, headers=headers).status_code == 403
        assert client.get("/v1/balance").status_code == 200


def test_a_correction_stands_in_the_statement_with_its_reason(studio: Studio) -> None:
    body, headers = {"amount": -5, "memo": "Typed a zero too many"}, {"Idempotency-Key": "x"}
    for _ in range(2):
        assert studio.client.post("/v1/balance/corrections", body, headers=headers).status_code == 201
    [moved, given] = studio.get("/v1/movements")["data"]
    assert (moved["kind"], moved["balance_change"], moved["memo"]) == ("adjust", -5, "Typed a zero too many")
    assert (given["kind"], given["balance_change"]) == ("allowance", in_force(now=now()).allowance)


def test_a_refund_comes_from_the_house_once_and_stands_in_the_statement(studio: Studio) -> None:
    render = order(studio, studio.quote()).json()
    work()
    before, charged = balance(studio), studio.get(f"/v1/renders/{render['id']}")["cost"]["charged"]
    heard = StringIO()
    for _ in range(2):
        call_command("refund", render["id"], micro_dollars=STEP, because="The kitchen was upside down", stdout=heard)
    assert balance(studio) == before + STEP
    assert studio.get(f"/v1/renders/{render['id']}")["cost"]["charged"] == charged - STEP
    assert studio.get("/v1/movements")["data"][0]["memo"] == "The kitchen was upside down"
    with pytest.raises(CommandError, match="More cannot be given back"):
        call_command("refund", render["id"], micro_dollars=charged, because="All of it")
    assert_the_books_are_right(studio.workspace)


def test_books_that_do_not_add_up_are_named(studio: Studio) -> None:
    order(studio, studio.quote())
    work()
    heard = StringIO()
    call_command("check_books", stdout=heard)
    assert heard.getvalue() == "the books are right\n"
    with tenant(studio.workspace.pk):
        Spend.objects.filter(scope="workspace").update(amount=1)
        Hold.objects.update(captured=F("captured") - 1, released=F("released") + 1)
    named = "\n".join(differences())
    assert "months whose spending is not the sum of their steps" in named
    assert "orders whose charge is not the sum of their steps" in named


def test_usage_can_be_taken_home_as_a_table_that_runs_nothing(studio: Studio) -> None:
    studio.client.patch(studio.url, {"title": "=HYPERLINK(1)"}, headers={"If-Match": '"v1"'})
    order(studio, studio.quote())
    made = work()
    answer = studio.client.get("/v1/usage.csv")
    rows = answer.content.decode("utf-8-sig").splitlines()
    assert len(rows) == made + 1
    assert rows[1].split(",")[1] == "'=HYPERLINK(1)"
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    by_project = studio.get("/v1/usage?by=project")["data"]
    assert [(row["label"], row["steps"]) for row in by_project] == [("=HYPERLINK(1)", made)]
    assert studio.client.get("/v1/usage?since=2020-01-01T00:00:00Z").json()["param"] == "since"
