"""The staff import of a cycle: done by the officer, with accounts for everybody."""

import base64

import cycle_papers
from cycle_client import ApiError
from cycle_steps import do_run
from machine import StepError

SKIP = "skip"
NON_ASN = "non_asn"


def import_staff(officer, staff, head, year, out):
    """Import a list and write rejected.csv; returns {"imported", "rejected"}.

    :param staff: path of the list
    :param head: name of the agency's head, who appraises who has no superior in it
    :param year: the posts are held since its first day
    :param out: folder for rejected.csv
    :raises StepError: when the list cannot be read at all
    """
    values = {
        "file": base64.b64encode(staff.read_bytes()).decode(),
        "filename": staff.name,
        "head_name": head,
        "date_from": f"{year}-01-01",
        "make_accounts": True,
    }
    try:
        wizard = officer.create("hr.asn.staff.import", [values])
        run = do_run(
            officer,
            "Import the staff list",
            "hr.asn.staff.import",
            "action_process",
            wizard,
        )
    except ApiError as error:
        raise StepError(f"{staff.name}: {error}", "correct the list.") from error
    rows = officer.call("hr.asn.run", "rejected_rows", [run["id"]])
    cycle_papers.write_rejected(out, rows)
    _give_head(officer)
    rejected = {row["row"] for row in rows if row["consequence"] == SKIP}
    return {"imported": run["ok_count"], "rejected": len(rejected)}


def name_agency(officer):
    """Give the company the name and place of the agency that the list has brought."""
    (top,) = officer.rows(
        "hr.department",
        [("parent_id", "=", False), ("asn_unor", "!=", False)],
        ["name"],
    )
    (company,) = officer.rows("res.company", [], ["id"], limit=1)
    place = top["name"].removeprefix("Pemerintah ")
    named = {"name": top["name"], "asn_place": place}
    officer.call("res.company", "write", [company["id"]], vals=named)


def accounts(officer):
    """Return {employee id: login} of everybody who has an account."""
    people = officer.rows("hr.employee", [("user_id", "!=", False)], ["user_id"])
    ids = [one["user_id"] for one in people]
    users = officer.rows("res.users", [("id", "in", ids)], ["login"])
    logins = {user["id"]: user["login"] for user in users}
    return {one["id"]: logins[one["user_id"]] for one in people}


def _give_head(officer):
    """Put who is left without an appraiser under the head of the agency.

    The import leaves an unknown or rejected superior open for the officer to decide.
    """
    (company,) = officer.rows("res.company", [], ["asn_head_id"], limit=1)
    head = company["asn_head_id"]
    open_ones = officer.rows(
        "hr.asn.assignment",
        [("appraiser_id", "=", False), ("asn_kind", "!=", NON_ASN)],
        ["id"],
    )
    if open_ones:
        ids = [one["id"] for one in open_ones]
        values = {"appraiser_id": head, "superior_id": False}
        officer.call("hr.asn.assignment", "write", ids, vals=values)
