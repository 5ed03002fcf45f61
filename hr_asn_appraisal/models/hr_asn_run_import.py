from itertools import takewhile

from odoo import api, models
from odoo.exceptions import AccessError

from .hr_asn_run_line import BAD, SKIPPED
from .hr_asn_scope_mixin import OFFICER_GROUP

HR_GROUP = "hr.group_hr_user"

# What in a version belongs together: where one differs it is another post or rank.
TOGETHER = (
    {"job_id", "department_id", "asn_post_kind", "asn_jf_level_id"},
    {"asn_rank_id", "asn_rank_date"},
)


class HrAsnRunImport(models.AbstractModel):
    """What the imports of lists of people have in common: who may, lines of rows."""

    _name = "hr.asn.run.import"
    _description = "ASN list import"
    _inherit = ["hr.asn.run.file"]

    @api.model
    def _asn_may_import(self):
        user = self.env.user
        return user.has_group(OFFICER_GROUP) and user.has_group(HR_GROUP)

    @api.model
    def _asn_require(self, params):
        """Refuse who may not take a list in, saying what he needs."""
        if not self._asn_may_import():
            raise AccessError(
                self.env._(
                    "To import a list you need the rights “Performance Officer” "
                    "and “Employees / Officer”. Ask the administrator for both."
                )
            )

    @api.model
    def _asn_line(self, run, number, cells):
        return {
            "run_id": run.id,
            "key": f"row {number}",
            "name": str(cells.get("nama") or cells.get("nip") or number),
            "res_model": "hr.employee",
            "payload": {"row": number, "cells": cells},
        }

    @api.model
    def _asn_skip_bad(self, run, problems, cells):
        """Write the problems, and a line for each skipped row; return their number."""
        skipped = self._asn_note_problems(run, problems, cells)
        # sudo: hr.asn.run.line - lines are made and marked by the engine only
        self.env["hr.asn.run.line"].sudo().create(
            [
                self._asn_line(run, number, cells[number])
                | {"state": SKIPPED, "outcome": BAD, "message": message}
                for number, message in skipped.items()
            ]
        )
        return len(skipped)

    # -- versions of employees ------------------------------------------------

    @api.model
    def _asn_date_versions(self, dated, today):
        """Give employees values from a day on: all at once.

        ``dated``: list of (employee, day, values of a version), an employee once.
        Odoo's own `create_version` does the same for one employee at a time. Versions
        that begin later, of a rank or a contract, get the same values: all until
        ``today``, then as long as they are of the same post and rank.
        """
        writes, fresh = Writes(), []
        employees = self.env["hr.employee"].union(*(one for one, _day, _own in dated))
        employees.check_access("write")
        for employee, since, values in dated:
            before, later = _versions(employee, since)
            last = max(since, today)
            writes.add(_following(employee, later, last, values), values)
            if before:
                fresh.append((before, {"date_version": since} | values))
        writes.write()
        self._asn_copy_versions(fresh)

    @api.model
    def _asn_copy_versions(self, fresh):
        """Make versions as copies of others; ``fresh``: list of (version, changes)."""
        # sudo: hr.version - the pay of a person is copied unseen, as Odoo itself does
        copied = self.env["hr.version"].union(*(one for one, _values in fresh)).sudo()
        kept = dict(zip(copied.ids, copied.copy_data(), strict=True))
        made = copied.create(
            [
                kept[version.id] | values | {"employee_id": version.employee_id.id}
                for version, values in fresh
            ]
        )
        return made.sudo(False)


def _versions(employee, since):
    """Return (version to copy, none where one begins that day; those from then on)."""
    versions = employee.version_ids.sorted("date_version")
    later = versions.filtered(lambda one: one.date_version >= since)
    if since in later.mapped("date_version"):
        return versions.browse(), later
    return (versions - later)[-1:] or later[:1], later


def _following(employee, later, last, values):
    """Return those of later versions that get values from a day on.

    All until the day ``last``, then those in which what belongs to these values is as
    it is on that day: another post or rank that is dated for later stays.
    """
    versions = employee.version_ids.sorted("date_version")
    now = versions.filtered(lambda one: one.date_version <= last)[-1:] or versions[:1]
    names = set().union(*(names for names in TOGETHER if names & values.keys()))

    def is_same(one):
        return one.date_version <= last or all(one[it] == now[it] for it in names)

    return later.browse().union(*takewhile(is_same, later))


class Writes:
    """Collects what is to be written, so that alike values are written once."""

    def __init__(self):
        self.groups = {}

    def add(self, record, values, since=None):
        """Note values for a record; none are nothing to write.

        ``since``: of a post, the day from which its parties are others.
        """
        if values:
            key = (since, *sorted(values.items(), key=str))
            records = self.groups.get(key, (record.browse(),))[0]
            self.groups[key] = (records | record, values, since)

    def write(self):
        """Write all that was noted: one write for alike values."""
        for records, values, since in self.groups.values():
            if since:
                records._asn_write(values, since)
            else:
                records.write(values)
