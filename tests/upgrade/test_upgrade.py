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
data = env["ir.model.data"].search([("model", "=", "ir.rule")])
rules = {
    one.complete_name: (env["ir.rule"].browse(one.res_id).domain_force or "").split()
    for one in data
    if one.module.startswith("hr_asn_appraisal")
}
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


def commits():
    """The commits of `versions.txt`, comments left out."""
    lines = VERSIONS.read_text().splitlines()
    return [line.split()[0] for line in lines if line and not line.startswith("#")]


def test_versions_are_commits_of_this_history():
    for commit in commits():
        assert re.fullmatch(r"[0-9a-f]{40}", commit), commit
        subprocess.run(["git", "cat-file", "-e", commit], check=True, cwd=ROOT)


@pytest.mark.long
@pytest.mark.parametrize("commit", commits())
def test_upgrade(commit, tmp_path, fresh_rules):
    old = _checkout(commit, tmp_path / "old")
    server.drop_database(DATABASE)
    server.create_database(DATABASE)
    try:
        addons = ",".join(ADDONS)
        _odoo(old, "-i", addons, "--load-language", server.LANGUAGE)
        _shell(old, BUILD)
        before = _counted(old)
        log = _odoo(ROOT, "-u", addons)
        after = _counted(ROOT)
        rules, left = _told(RULES), _told(LEFT)
    finally:
        server.drop_database(DATABASE)
    assert not re.findall(r"^\S+ \S+ \d+ (?:WARNING|ERROR|CRITICAL) .*", log, re.M)
    assert before["counts"]["hr_asn_document"] > 0
    assert after["counts"] == before["counts"]
    assert after["broken"] == []
    assert left == [True, 0, 0, 0]
    assert rules == fresh_rules


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
