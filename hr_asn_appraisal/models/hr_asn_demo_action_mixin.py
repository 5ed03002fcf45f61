from typing import NamedTuple

from odoo import models

from ..law.actions import DONE, NOT_DONE, PARTLY

# The last quarter that is over for the demo, and the one that is worked on.
PAST, PRESENT = 2, 3
# So many of an appraiser's people have written what they do.
WRITERS = 4


class Planned(NamedTuple):
    """What is done for a result, by its place in the plan, and what came of it."""

    result: int
    text: str
    target: str
    unit: str
    state: str
    note: str = ""


PAST_ACTIONS = (
    Planned(0, "Menyusun jadwal dan daftar sasaran", "3", "jadwal", DONE),
    Planned(
        *(0, "Melaksanakan kegiatan di lapangan sesuai jadwal", "12", "kali", PARTLY),
        "Sembilan dari dua belas; tiga tertunda karena hujan.",
    ),
    Planned(
        *(1, "Melengkapi data yang belum sesuai", "40", "berkas", NOT_DONE),
        "Menunggu akses ke aplikasi.",
    ),
    Planned(1, "Menyerahkan laporan bulanan kepada pimpinan", "3", "laporan", DONE),
)
# What is written beside that which goes on; the first one is done.
PRESENT_ACTIONS = (
    Planned(0, "Menyusun jadwal dan daftar sasaran", "3", "jadwal", DONE),
    Planned(1, "Menyerahkan laporan bulanan kepada pimpinan", "3", "laporan", ""),
)


class HrAsnDemoActionMixin(models.AbstractModel):
    """What people of the demo do in two quarters; the second goes on with the first."""

    _name = "hr.asn.demo.action.mixin"
    _description = "ASN demo actions"

    def _asn_act(self, by_quarter, chosen):
        """Write the actions of some people: {quarter: evaluations}, the people."""
        past, present = (
            by_quarter[number].filtered(lambda one: one.employee_id in chosen)
            for number in (PAST, PRESENT)
        )
        self._asn_plan_actions(past, PAST_ACTIONS)
        for evaluation in present:
            own = evaluation.with_user(evaluation.employee_id.user_id)
            own.action_continue_actions()
        self._asn_plan_actions(present, PRESENT_ACTIONS)

    def _asn_plan_actions(self, evaluations, planned):
        for evaluation in evaluations:
            own = evaluation.with_user(evaluation.employee_id.user_id)
            own.env["hr.asn.action"].create(
                [self._asn_planned(own, one) for one in planned]
            )

    def _asn_planned(self, evaluation, planned):
        results = evaluation.skp_id.rhk_ids
        return {
            "rhk_id": results[planned.result % len(results)].id,
            "period_id": evaluation.period_id.id,
            "name": planned.text,
            "target": planned.target,
            "unit": planned.unit,
            "state": planned.state,
            "note": planned.note,
            "date_from": evaluation.date_from,
            "date_to": evaluation.date_to,
        }
