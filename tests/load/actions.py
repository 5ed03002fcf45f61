"""The actions that the bench measures, each on what `seed.py` has prepared.

Runs in Odoo's shell. An action has a name, a year of seeded plans, and phases:
between two of them the server commits, so caches are dropped there.
"""

import base64
import csv
import io
from abc import ABC, abstractmethod

from bare import QUIET, Meter

from odoo import SUPERUSER_ID

IMPORT_ROWS = """
SELECT translate(substr(held.nip, 15, 1), '12', '21') AS sex, held.nip,
       employee.name, held.asn_kind, rank.code AS grade, version.asn_rank_date::text,
       held.post_kind, held.post, unit.name ->> 'en_US' AS unit, unit.id,
       upper_unit.name ->> 'en_US' AS parent, upper_unit.id AS parent_id,
       boss.asn_nip AS boss, partner.email
  FROM hr_asn_assignment held
       JOIN hr_employee employee ON employee.id = held.employee_id
       JOIN hr_version version ON version.id = employee.current_version_id
       JOIN res_partner partner ON partner.id = employee.work_contact_id
       LEFT JOIN hr_asn_rank rank ON rank.id = version.asn_rank_id
       JOIN hr_department unit ON unit.id = held.department_id
       LEFT JOIN hr_department upper_unit ON upper_unit.id = unit.parent_id
       LEFT JOIN hr_employee boss ON boss.id = held.appraiser_id
 WHERE held.asn_kind <> 'non_asn'
 ORDER BY held.id
"""
# What a list says of an employee and his version, as `create` takes it.
EMPLOYEE = (
    *("name", "asn_kind", "asn_nip", "asn_front_title", "asn_back_title"),
    *("work_email", "company_id"),
)
VERSION = (
    *("date_version", "asn_rank_id", "asn_rank_date", "asn_post_kind"),
    "asn_jf_level_id",
)
ONE_APPRAISER = """
UPDATE hr_asn_assignment SET appraiser_id = %(boss)s WHERE employee_id <> %(boss)s;
UPDATE hr_asn_skp SET appraiser_id = %(boss)s WHERE employee_id <> %(boss)s;
UPDATE hr_asn_evaluation SET appraiser_id = %(boss)s WHERE employee_id <> %(boss)s;
UPDATE mail_activity SET user_id = %(user)s WHERE res_model = 'hr.asn.skp';
"""
IN_NUMBERS = """
UPDATE hr_asn_skp plan SET policy_id = %(policy)s
  FROM hr_asn_cycle cycle WHERE cycle.id = plan.cycle_id AND cycle.year = %(year)s;
UPDATE hr_asn_rating rating
   SET points = '{"skp": 9500, "behavior": 9500, "value": 9500, "innovation": ""}',
       result = 'sesuai', behavior = 'sesuai', predikat = 'baik'
  FROM hr_asn_evaluation evaluation
       JOIN hr_asn_cycle cycle ON cycle.id = evaluation.cycle_id
 WHERE evaluation.id = rating.evaluation_id AND cycle.year = %(year)s
       AND rating.kind = 'given';
"""


class Action(ABC):
    """One row of the table. `env` is the superuser's, fresh."""

    name = title = None

    def __init__(self, env):
        self.env = env
        self.user = self._user()
        self.count = 0

    def _user(self):
        return self.env["res.users"].search([("login", "=", "petugas")])

    def _as(self, records):
        return records.with_user(self.user)

    def _cycle(self, year):
        return self._as(self.env["hr.asn.cycle"].search([("year", "=", year)]))

    def begin(self):
        """Read what is known before each phase, outside the meter: here nothing."""
        return

    @abstractmethod
    def prepare(self):
        """Make what is there before; not measured."""

    @abstractmethod
    def phases(self):
        """Yield what is measured, one callable after the other."""

    def _run_to_the_end(self):
        """Work on the last run as the cron does, batch by batch."""
        run = self.env["hr.asn.run"].search([], order="id desc", limit=1)
        worker = run.with_user(SUPERUSER_ID)
        while worker._asn_step():
            self.env.flush_all()
            self.env.transaction.clear()


class Opening(Action):
    """Opening a cycle: a plan for each assignment."""

    name, title = "opening", "open a cycle of plans"

    def prepare(self):
        policy = self.env.ref("hr_asn_appraisal.policy_quarterly")
        self.cycle = self._as(self.env["hr.asn.cycle"]).create(
            {"year": 2026, "policy_id": policy.id}
        )

    def phases(self):
        yield self.cycle.action_open
        yield self._run_to_the_end
        self.count = len(self.cycle.skp_ids)


class Approving(Action):
    """One appraiser approves all plans at once."""

    name, title = "approving", "approve plans at once"
    year = 2025

    def _user(self):
        return self.env["res.users"].search([("login", "=", "asn000001")])

    def prepare(self):
        boss = self.user.employee_id
        self.env.cr.execute(ONE_APPRAISER, {"boss": boss.id, "user": self.user.id})
        self.env.invalidate_all()
        plans = self.env["hr.asn.skp"].search([("cycle_id.year", "=", self.year)])
        self.records = self._as(plans)
        self.count = len(plans)

    def phases(self):
        yield self.records.action_approve


class Evaluations(Action):
    """Opening the evaluations of a cycle: four quarters and the year each."""

    name, title = "evaluations", "open evaluations"

    def prepare(self):
        self.cycle = self._cycle(2024)

    def phases(self):
        yield self.cycle.action_open_periods
        yield self._run_to_the_end
        self.count = self.env["hr.asn.evaluation"].search_count(
            [("cycle_id", "=", self.cycle.id)]
        )


class Delivering(Approving):
    """One appraiser delivers all rated evaluations."""

    name, title = "delivering", "deliver evaluations"
    year = 2023

    def prepare(self):
        super().prepare()
        self.records = self._as(
            self.env["hr.asn.evaluation"].search(
                [("state", "=", "rated"), ("cycle_id.year", "=", self.year)]
            )
        )
        self.count = len(self.records)

    def phases(self):
        yield self.records.action_deliver


class Calibrating(Action):
    """The performance team changes many ratings of a session in one save."""

    name, title = "calibrate", "calibrate ratings in one save"
    year, most = 2027, 500
    change = {"result": "di_bawah", "behavior": "di_atas", "reason": "Capaian tim"}

    def prepare(self):
        self.user.sudo().group_ids += self.env.ref("hr_asn_appraisal.group_asn_team")
        rated = self.env["hr.asn.evaluation"].search(
            [("state", "=", "rated"), ("cycle_id.year", "=", self.year)]
        )
        top = int(rated[0].department_id.parent_path.partition("/")[0])
        self.session = self._as(self.env["hr.asn.calibration"]).create(
            {"period_id": rated.period_id.id, "department_id": top}
        )
        self.session.action_start()
        lines = self.session.line_ids.evaluation_id[: self.most]
        self.changes = [self.change | {"id": one.id} for one in lines]
        self.count = len(lines)

    def phases(self):
        yield lambda: self.session.calibrate(self.changes)


class CalibratingValues(Calibrating):
    """The same where it was rated in numbers: 95 in both, which is Baik."""

    name, title = "calibrate_values", "calibrate values in one save"
    year = 2028
    change = {"points": {"skp": "88,35", "behavior": "95"}, "reason": "Capaian tim"}

    def prepare(self):
        policy = self.env.ref("hr_asn_appraisal.policy_quarterly").copy(
            {"scoring": "pp30_numeric"}
        )
        self.env.flush_all()
        self.env.cr.execute(IN_NUMBERS, {"policy": policy.id, "year": self.year})
        self.env.invalidate_all()
        super().prepare()


class Import(Action):
    """Taking in a staff list, against creating its employees with Odoo alone."""

    name, title = "import", "import a staff list"

    def prepare(self):
        # Units of the same names are there already, from the seeder.
        self.env.cr.execute("UPDATE hr_department SET asn_unor = NULL")
        self.user.sudo().group_ids += self.env.ref("hr.group_hr_user")
        self.env.cr.execute(IMPORT_ROWS)
        people = self.env.cr.dictfetchall()
        wizard = self._as(self.env["hr.asn.staff.import"]).create(
            {
                "file": base64.b64encode(_staff_list(people)),
                "filename": "pegawai.csv",
                "head_name": "Bupati Contoh",
            }
        )
        self.run = wizard._asn_check()
        self.count = self.run.params["counts"]["new"]
        problems = self.run.sudo().problem_ids.mapped("display_name")
        assert self.count == len(people), problems

    def phases(self):
        yield self.run.action_start
        yield self._run_to_the_end

    def bare(self, phases):
        """Create the same employees as Odoo's own model does; return the meter."""
        created = {"hr.employee": {}, "hr.version": {}}
        for caught in phases:
            for name, rows in created.items():
                rows |= caught.created.get(name, {})
        versions = {row["employee_id"]: row for row in created["hr.version"].values()}
        meter = Meter(self.env)
        # The same user: for some users Odoo also draws a picture of each employee.
        model = self._as(self.env["hr.employee"]).with_context(**QUIET)
        # Units and posts of the list are made by the import; here any will do.
        places = {
            "department_id": self.env["hr.department"].search([], limit=1).id,
            "job_id": self.env["hr.job"].create({"name": "Pelaksana"}).id,
        }
        vals_list = [
            {name: row[name] for name in EMPLOYEE}
            | {name: versions[employee][name] for name in VERSION}
            | places
            for employee, row in created["hr.employee"].items()
            if row["asn_nip"]
        ]
        with meter:
            for start in range(0, len(vals_list), 200):
                model.create(vals_list[start : start + 200])
                self.env.flush_all()
        return meter


def _staff_list(people):
    """A staff list as agencies send it, with numbers that nobody has yet."""
    fresh = {
        one["nip"]: one["nip"][:14] + one["sex"] + one["nip"][15:] for one in people
    }
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(
        "nip nama jenis_asn golongan tmt_golongan jenis_jabatan jenjang jabatan"
        " status_jabatan unor unor_induk nip_atasan email".split()
    )
    table.writerows(_listed(one, fresh) for one in people)
    return out.getvalue().encode()


def _listed(one, fresh):
    return (
        fresh[one["nip"]],
        one["name"],
        one["asn_kind"].upper(),
        one["grade"],
        one["asn_rank_date"],
        one["post_kind"].upper(),
        _level(one),
        one["post"],
        "Definitif",
        *_units(one),
        fresh.get(one["boss"], ""),
        one["email"],
    )


def _units(one):
    """Unit and parent unit, by names that occur once."""
    unit = f"{one['unit']} {one['id']}"
    if not one["parent"]:
        return "Staf Ahli", unit
    return unit, f"{one['parent']} {one['parent_id']}"


def _level(one):
    """The level of a functional post, which a staff list has to name."""
    if one["post_kind"] != "fungsional":
        return ""
    words = one["post"].split()
    return " ".join(words[-2:] if "Ahli" in words else words[-1:])


ACTIONS = (
    *(Opening, Approving, Evaluations, Delivering),
    *(Calibrating, CalibratingValues, Import),
)
