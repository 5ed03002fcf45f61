"""Over JSON-2, on a live server: no way in moves a state, writes a rating or shows one.

Every attack is made with the key of a real user. It has to be refused, for a reason
that is meant for people, or to come back empty; a digest of all tables, taken with
plain SQL, has to be the same afterwards.
"""

import hashlib
import json
import os
import re
from pathlib import Path
from typing import NamedTuple

import database
import pytest
import server
from cycle_client import Api, ApiError

SHELL = Path(__file__).parent / "shell" / "guard.py"
MARK = "GUARD="
SECRET = "alasan-rahasia"
NAME = f"asn_guard_{os.getpid()}"
USERS = ("dewi", "kapus", "petugas", "auditor")
EVALUATION, RATING, SKP = "hr.asn.evaluation", "hr.asn.rating", "hr.asn.skp"
RHK = "hr.asn.rhk"
VERSION, DOCUMENT, EVENT = "hr.asn.skp.version", "hr.asn.document", "hr.asn.event"
# What a user is told; anything else would be a crash and prove nothing.
REFUSALS = {
    "odoo.exceptions.AccessError",
    "odoo.exceptions.UserError",
    "odoo.exceptions.ValidationError",
    "werkzeug.exceptions.NotFound",  # a private method
}
NOT_STORED = "because it is not stored"  # nor searchable
FORGED = {"result": "di_atas", "behavior": "di_atas", "predikat": "sangat_baik"}


@pytest.fixture(scope="module")
def place():
    """A served database; returns ids and one Api per user."""
    server.create_database(NAME, server.build_template())
    try:
        said = server.odoo_shell(NAME, SHELL)
        lines = [line for line in said.splitlines() if line.startswith(MARK)]
        known = json.loads(lines[-1].removeprefix(MARK))
        with server.Server(NAME) as running:
            keys = known.pop("keys")
            api = {name: Api(running.url, key, "en_US") for name, key in keys.items()}
            yield known | {"api": api}
    finally:
        server.drop_database(NAME)


def tables():
    """Digest of every row that this product owns, and of what hangs on it."""
    listing = """
        SELECT table_name FROM information_schema.tables
        WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
          AND (table_name LIKE 'hr\\_asn\\_%%'
               OR table_name IN ('ir_default', 'res_groups_users_rel', 'hr_employee'))
        ORDER BY table_name
    """
    digests = {}
    with database.connected(NAME) as cursor:
        cursor.execute(listing)
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT t::text FROM "{table}" t ORDER BY 1')
            text = "\n".join(row[0] for row in cursor.fetchall())
            digests[table] = hashlib.sha256(text.encode()).hexdigest()
    return digests


class Attack(NamedTuple):
    """One call that must not have an effect."""

    model: str
    method: str
    ids: list
    values: dict

    def made_by(self, api):
        """Make the call; returns "" if it was refused, else what happened."""
        told = f"{self.model}.{self.method}({self.ids}, {self.values})"
        try:
            answer = api.call(self.model, self.method, self.ids, **self.values)
        except ApiError as error:
            return "" if error.kind in REFUSALS else f"{told}: {error.kind}: {error}"
        return f"{told} -> {answer}"


def failed(api, attacks):
    """What got through, or was stopped by a crash only."""
    return list(filter(None, (attack.made_by(api) for attack in attacks)))


# Writing


def field_writes(place):
    """Protected fields, and rows of others through one2many commands."""
    rating, document = place["rating"]["dewi"], place["document"]
    forged = (
        {"state": "final"},
        FORGED,
        {"delivered_on": "2020-01-01"},
        {"received_on": "2020-01-01", "due_on": "2099-01-01"},
        {"revision": 7},
        {"appraiser_id": place["employee"]["dewi"]},
        {"skp_id": place["skp"]["mukhlis"]},
        {"rating_ids": [[0, 0, FORGED | {"kind": "decided", "revision": 0}]]},
        {"rating_ids": [[1, rating, FORGED]]},
        {"rating_ids": [[2, rating, 0]]},
        {"document_ids": [[1, document, {"content": "{}"}]]},
        {"document_ids": [[2, document, 0]]},
    )
    for one in (place["hidden"]["dewi"], place["delivered"], place["open"]):
        for values in forged:
            yield Attack(EVALUATION, "write", [one], {"vals": values})
            saved = {"vals": values, "specification": {}}
            yield Attack(EVALUATION, "web_save", [one], saved)


def plan_writes(place):
    """The agreed plan, its rows and its sealed version."""
    result, version = place["rhk"]["dewi"], place["version"]["dewi"]
    for values in (
        {"state": "draft"},
        {"approved_on": "2020-01-01", "version_number": 9},
        {"assignment_id": place["assignment"]["mukhlis"]},
        {"policy_id": 1, "date_to": "2099-12-31"},
        {"evaluation_ids": [[1, place["hidden"]["dewi"], FORGED]]},
        {"version_ids": [[1, version, {"content": "{}"}]]},
        {"version_ids": [[2, version, 0]]},
        {"rhk_ids": [[1, result, {"name": "diganti"}]]},
        {"rhk_ids": [[2, result, 0]]},
        {"rhk_ids": [[0, 0, {"name": "selundupan"}]]},
    ):
        yield Attack(SKP, "write", [place["skp"]["dewi"]], {"vals": values})
    yield Attack(RHK, "write", [result], {"vals": {"name": "diganti"}})
    yield Attack(RHK, "write", [result], {"vals": {"is_agreed": False}})
    yield Attack(RHK, "unlink", [result], {})


def row_writes(place):
    """Rows that no user may make, change, copy or delete."""
    rows = {
        RATING: (place["rating"]["dewi"], {"is_published": True}),
        VERSION: (place["version"]["dewi"], {"sha256": "0" * 64}),
        DOCUMENT: (place["document"], {"content": "{}"}),
        EVENT: (place["event"], {"note": "diganti"}),
    }
    for model, (row, values) in rows.items():
        yield Attack(model, "write", [row], {"vals": values})
        yield Attack(model, "write", [row], {"vals": {"create_date": "2020-01-01"}})
    for model, row in (
        *((model, row) for model, (row, _) in rows.items()),
        (EVALUATION, place["delivered"]),
        (SKP, place["skp"]["dewi"]),
    ):
        yield Attack(model, "unlink", [row], {})
        yield Attack(model, "copy", [row], {})


def creations(place):
    """New rows, also with the state as a default in the context."""
    evaluation, plan = place["open"], place["skp"]["dewi"]
    context = {"default_state": "final", "default_predikat": "sangat_baik"}
    for model, values in {
        RATING: FORGED | {"evaluation_id": evaluation, "kind": "decided"},
        VERSION: {"skp_id": plan, "number": 2, "content": "{}"},
        DOCUMENT: {"evaluation_id": evaluation, "kind": "evaluation", "content": "{}"},
        EVENT: {"res_model": SKP, "res_id": plan, "name": "approve"},
        EVALUATION: {"skp_id": plan, "period_id": place["period"]},
        SKP: {
            "assignment_id": place["assignment"]["dewi"],
            "cycle_id": place["cycle"],
            "policy_id": 1,
            "date_from": "2020-01-01",
            "date_to": "2020-12-31",
        },
    }.items():
        yield Attack(model, "create", [], {"vals_list": [values]})
        forced = {"vals_list": [values], "context": context}
        yield Attack(model, "create", [], forced)
        saved = {"vals": values, "specification": {}}
        yield Attack(model, "web_save", [], saved)


def private_calls(place):
    """Methods that only code calls, and the guards' own way past themselves."""
    one, plan = [place["open"]], [place["skp"]["dewi"]]
    yield Attack(EVALUATION, "_transition", one, {"name": "finalize"})
    yield Attack(SKP, "_transition", plan, {"name": "close"})
    ratings = {"evaluations": one, "kind": "decided", "ratings": FORGED}
    yield Attack(RATING, "_asn_rate", [], ratings)
    yield Attack(RATING, "_asn_publish", [], {"evaluations": one})
    yield Attack(EVENT, "_asn_log", [], {"records": one, "name": "approve"})
    yield Attack(EVALUATION, "_cron_asn_deadlines", [], {})


@pytest.mark.parametrize(
    "attacks", (field_writes, plan_writes, row_writes, creations, private_calls)
)
@pytest.mark.parametrize("user", USERS)
def test_nothing_is_written(place, user, attacks):
    before = tables()
    assert failed(place["api"][user], attacks(place)) == []
    assert tables() == before


# Steps that are somebody else's


def others_steps(place, user):
    """Steps of the workflow that are not this user's, in their right state."""
    rated, open_one = [place["hidden"]["dewi"]], [place["open"]]
    figures = {"result": "sesuai", "behavior": "sesuai", "reason": "x"}
    if user != "kapus":
        yield Attack(EVALUATION, "action_rate", rated, figures)
        yield Attack(EVALUATION, "action_rate", open_one, figures)
        yield Attack(EVALUATION, "action_deliver", rated, {})
        yield Attack(EVALUATION, "write", rated, {"vals": {"note": "x"}})
        revised = {"reason": "x"}
        if user != "dewi":
            yield Attack(SKP, "action_revise", [place["skp"]["dewi"]], revised)
    if user != "dewi":
        yield Attack(EVALUATION, "action_submit", open_one, {})
        yield Attack(EVALUATION, "action_receive", [place["delivered"]], {})
        yield Attack(EVALUATION, "write", open_one, {"vals": {"self_report": "x"}})
    yield Attack(EVALUATION, "action_receive", rated, {})
    yield Attack(EVALUATION, "action_deliver", open_one, {})
    yield Attack(SKP, "action_approve", [place["skp"]["dewi"]], {})
    if user != "petugas":
        yield Attack("hr.asn.cycle", "action_close", [place["cycle"]], {})
        yield Attack("hr.asn.cycle", "action_wind_up", [place["cycle"]], {})
        yield Attack("hr.asn.cycle", "action_open_periods", [place["cycle"]], {})


@pytest.mark.parametrize("user", USERS)
def test_steps_are_done_by_whose_they_are(place, user):
    before = tables()
    assert failed(place["api"][user], others_steps(place, user)) == []
    assert tables() == before


@pytest.mark.parametrize("user", USERS)
def test_load_writes_nothing(place, user):
    """`load`, the way of an import, reports errors instead of raising."""
    before = tables()
    rows = {
        EVALUATION: ({".id": place["open"], "state": "Final"}),
        RATING: ({".id": place["rating"]["dewi"], "result": "Above Expectation"}),
        SKP: ({".id": place["skp"]["dewi"], "state": "Draft"}),
    }
    for model, row in rows.items():
        data = [[str(value) for value in row.values()]]
        try:
            said = place["api"][user].call(model, "load", fields=[*row], data=data)
        except ApiError as error:
            assert error.kind in REFUSALS
        else:
            assert not said["ids"] and said["messages"], model
    assert tables() == before


def test_a_stored_default_moves_no_state(place):
    """A plain user may keep defaults of his own; the first state is not one."""
    officer = place["api"]["petugas"]
    values = {"model_name": "hr.asn.cycle", "field_name": "state", "value": "closed"}
    try:
        officer.call("ir.default", "set", **values)
    except ApiError as error:
        assert error.kind in REFUSALS
    (policy,) = officer.rows("hr.asn.policy", [], ["id"], limit=1)
    cycle = {"year": 2031, "policy_id": policy["id"], "state": "closed"}
    context = {"default_state": "closed"}
    made = officer.call("hr.asn.cycle", "create", vals_list=[cycle], context=context)
    (read,) = officer.call("hr.asn.cycle", "read", made, fields=["state"])
    assert read["state"] == "draft"
    officer.call("hr.asn.cycle", "unlink", made)


def test_own_entries_are_locked_after_submission(place):
    """What was reported cannot be changed, moved or taken away any more."""
    api = place["api"]["dewi"]
    before = tables()
    first = [("skp_id", "=", place["skp"]["dewi"])]
    entries = {
        model: [row["id"] for row in api.rows(model, first, ["id"])]
        for model in ("hr.asn.realization", "hr.asn.action", "hr.asn.evidence")
    }
    assert all(entries.values())
    attacks = []
    for model, ids in entries.items():
        attacks.append(Attack(model, "unlink", ids, {}))
        moved = {"vals": {"period_id": place["period"]}}
        attacks.append(Attack(model, "write", ids[:1], moved))
        attacks.append(Attack(model, "write", ids[:1], {"vals": {"note": "x"}}))
    attacks[-1] = Attack("hr.asn.evidence", "write", ids[:1], {"vals": {"name": "x"}})
    assert failed(api, attacks) == []
    assert tables() == before


# Reading what is not to be seen


def blind(api, model, domain, **options):
    """Assert that every way of looking at a model comes back empty."""
    assert attempt(api, model, "search", domain=domain, **options) in ([], None)
    assert not attempt(api, model, "search_count", domain=domain)
    grouped = {"domain": domain, "groupby": [], "aggregates": ["__count"]}
    for group in attempt(api, model, "formatted_read_group", **grouped) or []:
        assert not group["__count"]


def attempt(api, model, method, ids=(), **values):
    """What comes back, or None where the server says no."""
    try:
        return api.call(model, method, ids, **values)
    except ApiError as error:
        assert error.kind in REFUSALS or NOT_STORED in str(error), error
        return None


HIDDEN_FROM = ("dewi", "mukhlis", "petugas", "kapus")


@pytest.mark.parametrize("user", HIDDEN_FROM)
def test_own_rating_is_hidden_before_delivery(place, user):
    """From the person concerned, be he employee, appraiser or officer."""
    api = place["api"][user]
    one, rating = place["hidden"][user], place["rating"][user]
    blind(api, RATING, [("id", "=", rating)])
    blind(api, RATING, [("evaluation_id", "=", one)])
    mine = ("evaluation_id.employee_id.user_id.login", "=", user)
    blind(api, RATING, [mine, ("is_published", "=", False)])
    assert not attempt(api, RATING, "read", [rating], fields=["predikat"])
    assert not attempt(
        api, RATING, "export_data", [rating], fields_to_export=["result"]
    )
    (read,) = api.call(EVALUATION, "read", [one], fields=[])
    figures = {name: value for name, value in read.items() if value in FIGURES}
    assert figures == {}
    assert SECRET not in json.dumps(read)
    assert not read["rating_ids"]


FIGURES = ("di_bawah", "sangat_kurang")
# A right guess and a wrong one; neither is what was delivered to anybody.
GUESSES = {
    "predikat": ("sangat_kurang", "kurang"),
    "result": ("di_bawah", "di_atas"),
    "reason": (SECRET, "bukan-ini"),
}
EVERYBODYS = "period_id.cycle_id.skp_ids.evaluation_ids.rating_ids.reason"
PATHS = (
    "rating_ids.predikat",
    "rating_ids.result",
    "rating_ids.reason",
    "current_predikat",
    "current_result",
    "draft_result",
    "draft_reason",
    "predikat",
    "result",
    "skp_id.evaluation_ids.rating_ids.result",
    EVERYBODYS,
)


@pytest.mark.parametrize("operator", ("=", "!=", "in", "ilike"))
@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("user", HIDDEN_FROM)
def test_no_search_answers_by_the_hidden_rating(place, user, path, operator):
    """The hits of a right guess are those of a wrong one."""
    if path == EVERYBODYS and user in ("kapus", "petugas"):
        return  # who rightly sees ratings of others
    own = ("id", "=", place["hidden"][user])
    hits = set()
    for guess in GUESSES[re.split(r"[._]", path)[-1]]:
        value = [guess] if operator == "in" else guess
        domain = [own, (path, operator, value)]
        hits.add(str(attempt(place["api"][user], EVALUATION, "search", domain=domain)))
    assert len(hits) == 1


def test_a_search_does_answer_by_a_rating_that_may_be_seen(place):
    api, one = place["api"]["kapus"], place["hidden"]["dewi"]
    own = ("id", "=", one)
    for guess, hits in zip(GUESSES["predikat"], ([one], []), strict=True):
        domain = [own, ("rating_ids.predikat", "=", guess)]
        assert api.call(EVALUATION, "search", domain=domain) == hits


@pytest.mark.parametrize("user", HIDDEN_FROM)
def test_no_grouping_or_export_shows_the_hidden_rating(place, user):
    api, one = place["api"][user], place["hidden"][user]
    own = [("id", "=", one)]
    looks = [
        attempt(api, EVALUATION, "read_group", domain=own, fields=[], groupby=[name])
        for name in ("predikat", "result", "rating_ids", "current_predikat")
    ]
    looks += [
        attempt(
            api,
            EVALUATION,
            "formatted_read_group",
            domain=own,
            groupby=[name],
            aggregates=["__count"],
        )
        for name in ("predikat", "result", "rating_ids", "behavior")
    ]
    paths = ["rating_ids/predikat", "rating_ids/reason", "current_predikat", "result"]
    looks.append(attempt(api, EVALUATION, "export_data", [one], fields_to_export=paths))
    nested = {"rating_ids": {"fields": {"result": {}, "reason": {}}}}
    looks.append(attempt(api, EVALUATION, "web_read", [one], specification=nested))
    told = json.dumps(looks)
    for word in (*FIGURES, SECRET, "Below", "Poor"):
        assert word not in told


@pytest.mark.parametrize("user", HIDDEN_FROM)
def test_no_chatter_activity_or_file_shows_the_hidden_rating(place, user):
    api = place["api"][user]
    looks = [
        attempt(
            api, "mail.message", "search_read", domain=[], fields=["body", "subject"]
        ),
        attempt(
            api, "mail.activity", "search_read", domain=[], fields=["summary", "note"]
        ),
        attempt(api, EVENT, "search_read", domain=[], fields=[]),
        attempt(
            api, "ir.attachment", "search_read", domain=[], fields=["name", "datas"]
        ),
        attempt(api, DOCUMENT, "search_read", domain=[], fields=[]),
        attempt(api, "mail.tracking.value", "search_read", domain=[], fields=[]),
    ]
    told = json.dumps(looks)
    for word in (*FIGURES, SECRET):
        assert word not in told


OTHERS = (
    RATING,
    SKP,
    EVALUATION,
    VERSION,
    RHK,
    "hr.asn.iki",
    "hr.asn.realization",
    "hr.asn.evidence",
    "hr.asn.action",
    DOCUMENT,
)


@pytest.mark.parametrize("model", OTHERS)
def test_a_colleague_sees_nothing_of_mine(place, model):
    api = place["api"]["mukhlis"]
    owner = {
        RATING: "evaluation_id.skp_id",
        DOCUMENT: "evaluation_id.skp_id",
        SKP: "id",
    }.get(model, "skp_id")
    domain = [(owner, "=", place["skp"]["dewi"])]
    seen = place["api"]["kapus"].call(model, "search", domain=domain)
    assert seen, "there is something to hide"
    blind(api, model, domain)
    assert not attempt(api, model, "read", seen, fields=["id", "display_name"])
    assert not attempt(
        api, model, "export_data", seen, fields_to_export=["id", "display_name"]
    )


def test_a_colleagues_file_is_not_served(place):
    mine = [("res_model", "=", "hr.asn.evidence"), ("res_field", "=", "datas")]
    every = place["api"]["kapus"].call("ir.attachment", "search", domain=mine)
    own = place["api"]["mukhlis"].call("ir.attachment", "search", domain=mine)
    foreign = sorted(set(every) - set(own))
    assert own and foreign
    fields = ["datas", "raw", "name"]
    api = place["api"]["mukhlis"]
    assert not attempt(api, "ir.attachment", "read", foreign, fields=fields)


@pytest.mark.parametrize("user", ("dewi", "mukhlis", "kapus"))
def test_plain_users_read_no_personnel_data(place, user):
    """NIP, rank and the like of others are for the personnel office."""
    fields = ["asn_nip", "asn_kind"]
    api = place["api"][user]
    assert not attempt(api, "hr.employee", "search_read", domain=[], fields=fields)


# What must work, so that the silence above means something


def test_the_appraiser_sees_what_he_gave(place):
    api = place["api"]["kapus"]
    rating = place["rating"]["dewi"]
    (read,) = api.call(RATING, "read", [rating], fields=["predikat", "reason"])
    assert (read["predikat"], read["reason"]) == ("sangat_kurang", SECRET)


def test_the_employee_sees_what_was_delivered(place):
    api = place["api"]["dewi"]
    fields = ["predikat", "current_predikat", "rating_ids", "document_ids"]
    (read,) = api.call(EVALUATION, "read", [place["delivered"]], fields=fields)
    assert (read["predikat"], read["current_predikat"]) == ("baik", "baik")
    assert read["rating_ids"] and read["document_ids"]


def test_the_auditor_reads_all(place):
    api = place["api"]["auditor"]
    # Each rating stands beside what the system proposed.
    for model, count in ((SKP, 5), (RATING, 2 * 5), (VERSION, 5)):
        assert api.call(model, "search_count", domain=[]) == count
