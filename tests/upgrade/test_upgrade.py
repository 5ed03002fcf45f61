"""A database with data, made by each released commit, upgrades to the present."""

import io
import json
import re
import subprocess
import tarfile
from pathlib import Path

import process
import pytest
import server
from machine import ADDONS, ROOT

VERSIONS = Path(__file__).with_name("versions.txt")
DATABASE = "asn_upgrade"
TABLES = (
    "hr_employee",
    "hr_asn_assignment",
    "hr_asn_skp",
    "hr_asn_skp_version",
    "hr_asn_rhk",
    "hr_asn_iki",
    "hr_asn_evaluation",
    "hr_asn_rating",
    "hr_asn_document",
    "hr_asn_event",
)
BUILD = """
env["hr.asn.demo"]._asn_build()
company = env["hr.asn.cycle"].search([], limit=1).company_id
decider = env["res.users"].create(
    {
        "name": "Penentu",
        "login": "penentu",
        "company_id": company.id,
        "company_ids": [(6, 0, company.ids)],
        "group_ids": [(4, env.ref("hr_asn_appraisal.group_asn_admin").id)],
    }
)
env["hr.asn.policy"].with_user(decider).create({"name": "Kebijakan sendiri"})
env.cr.commit()
"""
# A report is in when its plan is agreed anew, for the whole of its period.
REVISE = """
report = env["hr.asn.evaluation"].search([("state", "=", "submitted")], limit=1)
plan = report.skp_id
own = plan.with_user(plan.employee_id.user_id)
own.action_revise("Target baru")
own.iki_ids[0].target = "1234"
own.action_submit()
plan.with_user(plan.appraiser_id.user_id).action_approve()
env.flush_all()
env.cr.execute(
    "UPDATE hr_asn_evaluation SET date_to = %s, self_report = 'dilaporkan'"
    " WHERE id = %s",
    [plan.date_to, report.id],
)
env.cr.commit()
"""
# 19.0.1.0.0 took the days of a period in any order.
DISORDER = """
first, second, *_rest = env["hr.asn.period"].search([], limit=2).ids
env.cr.execute(
    "UPDATE hr_asn_period SET open_on = date_from + 100, close_on = date_to,"
    "                         extended_to = date_to + 30 WHERE id = %s", [first]
)
env.cr.execute(
    "UPDATE hr_asn_period SET open_on = date_from, close_on = date_to,"
    "                         extended_to = date_from WHERE id = %s", [second]
)
env.cr.commit()
"""
# No key kept an acting post or the unit at the top from standing twice.
TWICE = """
keys = {"hr_asn_assignment": "", "hr_department": ""}
for table in keys:
    env.cr.execute(
        "SELECT string_agg(quote_ident(column_name), ', ') FROM"
        " information_schema.columns WHERE table_name = %s"
        " AND column_name NOT IN ('id', 'status', 'asn_unor', 'asn_unor_parent')",
        [table],
    )
    keys[table] = env.cr.fetchone()[0]
columns = keys["hr_asn_assignment"]
for _time in range(2):
    env.cr.execute(
        f"INSERT INTO hr_asn_assignment ({columns}, status)"
        f" SELECT {columns}, 'plt' FROM hr_asn_assignment ORDER BY id LIMIT 1"
    )
columns = keys["hr_department"]
for _time in range(2):
    env.cr.execute(
        f"INSERT INTO hr_department ({columns}, asn_unor)"
        f" SELECT {columns}, 'Kembar' FROM hr_department ORDER BY id LIMIT 1"
    )
env.cr.commit()
"""
# What the log then names, and the keys that it goes on without.
NAMED = (
    "1 acting posts stand twice; nothing was changed",
    "1 units stand twice; nothing was changed",
    "hr_asn_assignment_acting_once",
    "hr_department_asn_unor_once",
)
IN_ANY_ORDER = "19.0.1.0.0"
DAYS = [[100, None, 30], [0, 0, None]]  # what is kept of them
COUNT = """
import json
counts = {}
for table in %r:
    env.cr.execute(f"SELECT count(*) FROM {table}")
    counts[table] = env.cr.fetchone()[0]
broken = [
    f"{model} {record.id}"
    for model in ("hr.asn.skp.version", "hr.asn.document")
    for record in env[model].search([])
    if not record.is_intact
]
print("COUNTED", json.dumps({"counts": counts, "broken": broken}))
"""

RULES = """
import json
PERMISSIONS = ["perm_read", "perm_write", "perm_create", "perm_unlink"]
data = env["ir.model.data"].search([("model", "=", "ir.rule")])
rules = {
    one.complete_name: [
        (env["ir.rule"].browse(one.res_id).domain_force or "").split(),
        *env["ir.rule"].browse(one.res_id).read(PERMISSIONS)[0].values(),
    ]
    for one in data
    if one.module.startswith("hr_asn_appraisal")
}
for rule in rules.values():
    rule.pop(1)  # the id, which differs
print("COUNTED", json.dumps(rules))
"""
# What a version holds and its row does not say; what a paper names otherwise.
LEFT = """
import json
env.cr.execute(
    "SELECT count(*), count(*) FILTER (WHERE iki.is_agreed IS NOT TRUE)"
    "  FROM hr_asn_skp_version version,"
    "       jsonb_array_elements(version.content::jsonb -> 'results') result,"
    "       jsonb_array_elements(result -> 'indicators') indicator"
    "  JOIN hr_asn_iki iki ON iki.id = (indicator ->> 'id')::int"
)
indicators, not_agreed = env.cr.fetchone()
env.cr.execute(
    "SELECT count(*) FROM hr_asn_evaluation evaluation"
    "  JOIN hr_asn_document document ON document.evaluation_id = evaluation.id"
    " WHERE document.kind = 'evaluation'"
    "   AND (evaluation.post <> document.content::jsonb #>> '{employee,post}'"
    "        OR evaluation.nip <> document.content::jsonb #>> '{employee,number}'"
    "        OR evaluation.name NOT LIKE"
    "           '%' || (document.content::jsonb #>> '{employee,name}') || '%'"
    "        OR (SELECT version.number FROM hr_asn_skp_version version"
    "             WHERE version.id = evaluation.version_id)"
    "           IS DISTINCT FROM (document.content::jsonb ->> 'skp_version')::int)"
)
otherwise = env.cr.fetchone()[0]
env.cr.execute(
    "SELECT count(*) FROM hr_asn_policy"
    " WHERE company_id IS NULL AND name ->> 'en_US' = 'Kebijakan sendiri'"
    "    OR name ->> 'en_US' = 'Kebijakan sendiri' AND company_id NOT IN"
    "       (SELECT company_id FROM hr_asn_cycle)"
)
figures = [indicators > 0, not_agreed, otherwise, *env.cr.fetchone()]
print("COUNTED", json.dumps(figures))
"""
# The report that was in, its version and how many there are; days beside the period.
KEPT = """
import json
env.cr.execute(
    "SELECT version.number, (SELECT count(*) FROM hr_asn_skp_version other"
    "                         WHERE other.skp_id = evaluation.skp_id)"
    "  FROM hr_asn_evaluation evaluation"
    "  JOIN hr_asn_skp_version version ON version.id = evaluation.version_id"
    " WHERE evaluation.self_report = 'dilaporkan'"
)
reports = env.cr.fetchall()
env.cr.execute(
    "SELECT open_on - date_from, close_on - date_to, extended_to - date_to"
    "  FROM hr_asn_period WHERE open_on IS NOT NULL ORDER BY date_to"
)
print("COUNTED", json.dumps([reports, env.cr.fetchall()]))
"""
# What each delivered evaluation shows of itself, to the person concerned where he has a
# login: page, explanation, papers. Of how many behaviours are told as not kept.
OPENED = """
import json
documents = env["hr.asn.document"].search([("kind", "=", "evaluation")])
delivered = documents.evaluation_id.filtered("predikat")
shown, not_kept = 0, 0
for one in delivered:
    own = one.with_user(one.employee_id.user_id or env.user)
    [page] = own.read(["basis", "basis_steps", "basis_cell", "unit_result"])
    shown += bool(page["basis"]["results"] and all(page.values()))
    not_kept += page["basis"]["behaviors"] is None
    own.explain()
paper = env["hr.asn.paper"]
printed = [len(paper._forms(kind, delivered)) for kind in ("evaluation", "d11")]
print("COUNTED", json.dumps([len(delivered), shown, printed, not_kept]))
"""
# Until then neither feedback nor behaviours were sealed with an evaluation.
KEPT_LITTLE = ("19.0.1.0.0", "19.0.1.1.0", "19.0.1.2.0")


def released():
    """Return {version: commit} of `versions.txt`."""
    lines = VERSIONS.read_text().splitlines()
    parts = [line.split() for line in lines if line and not line.startswith("#")]
    return {version: commit for commit, _hash, version in parts}


def test_versions_are_commits_of_this_history():
    for commit in released().values():
        assert re.fullmatch(r"[0-9a-f]{40}", commit), commit
        subprocess.run(["git", "cat-file", "-e", commit], check=True, cwd=ROOT)


@pytest.mark.long
@pytest.mark.parametrize("version", released())
def test_upgrade(version, tmp_path, fresh_rules):
    old = _checkout(released()[version], tmp_path / "old")
    disorderly = version == IN_ANY_ORDER
    server.drop_database(DATABASE)
    server.create_database(DATABASE)
    try:
        addons = ",".join(ADDONS)
        _odoo(old, "-i", addons, "--load-language", server.LANGUAGE)
        for code in (BUILD, REVISE, *([DISORDER, TWICE] if disorderly else [])):
            _shell(old, code)
        before = _counted(old)
        log = _odoo(ROOT, "-u", addons)
        after = _counted(ROOT)
        rules, left, kept = _told(RULES), _told(LEFT), _told(KEPT)
        delivered, shown, printed, not_kept = _told(OPENED)
    finally:
        server.drop_database(DATABASE)
    warned = re.findall(r"^\S+ \S+ \d+ (?:WARNING|ERROR|CRITICAL) .*", log, re.M)
    named = NAMED if disorderly else ()
    assert [text for text in named if text not in log] == []
    assert len(warned) == len(named), warned
    assert before["counts"]["hr_asn_document"] > 0
    assert after["counts"] == before["counts"]
    assert after["broken"] == []
    assert left == [True, 0, 0, 0]
    assert kept == [[[1, 2]], DAYS if disorderly else []]
    assert rules == fresh_rules
    assert delivered > 0
    assert (shown, printed) == (delivered, [delivered] * 2)
    assert not_kept == (delivered if version in KEPT_LITTLE else 0)


@pytest.fixture(scope="module")
def fresh_rules():
    """The record rules of an installation that was never anything older."""
    server.drop_database(DATABASE)
    server.create_database(DATABASE, server.build_template())
    try:
        return _told(RULES)
    finally:
        server.drop_database(DATABASE)


def _checkout(commit, folder):
    """The tree of a commit, taken from git without touching the checkout."""
    packed = subprocess.run(
        ["git", "archive", commit], check=True, cwd=ROOT, capture_output=True
    )
    with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as tree:
        tree.extractall(folder, filter="data")
    return folder


def _counted(addons):
    return _told(COUNT % (TABLES,), addons)


def _told(code, addons=ROOT):
    """What the code prints in a shell of the database."""
    said = _shell(addons, code)
    line = next(line for line in said.splitlines() if line.startswith("COUNTED"))
    return json.loads(line.removeprefix("COUNTED"))


def _shell(addons, code):
    return _run(addons, ["shell", "-d", DATABASE, "--no-http"], code)


def _odoo(addons, *options):
    ends = ["--stop-after-init", "--no-http"]
    return _run(addons, ["-d", DATABASE, *options, *ends], "")


def _run(addons, arguments, code):
    """Run Odoo with the addons of one tree; returns all it said."""
    command = server.odoo_command(*arguments, "--addons-path", addons)
    return process.said(command, addons, code)
