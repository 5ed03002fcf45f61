from datetime import timedelta

from odoo import Command, models

from ..law.codes import DI_ATAS, SESUAI
from ..law.ninebox import HIGH, LOW, MIDDLE

CENTRE_HEAD = "198305112010122001"  # Aisyah Kurniawan, rates the health centre
PARTICIPANTS = (
    "197811031999121001",  # Iskandar Hakim, of the performance team
    "197402192002121001",  # the doctor's own appraiser
)
# So many of the health centre have reported on the open quarter already.
REPORTED = 8
ABOVE = "Target pelayanan terlampaui tiga bulan berturut-turut."
REASON = "Capaian tim imunisasi, bukan perseorangan."
SOURCE = "Assessment center BKPSDM"
# One after another, from whom the list begins.
SHARES = (MIDDLE, HIGH, MIDDLE, LOW, MIDDLE, HIGH, LOW)
WITHOUT = 3


class HrAsnDemoTalentMixin(models.AbstractModel):
    """A calibration session under way, and the potential of people, of the demo."""

    _name = "hr.asn.demo.talent.mixin"
    _description = "ASN demo calibration and talent"

    def _asn_calibrate(self, evaluations, team):
        """Rate some of a health centre and put them on a table, with one change.

        ``evaluations``: of the open quarter; ``team``: the user who leads the session.
        """
        rated = evaluations.sorted("name")[:REPORTED]
        self._asn_report(rated)
        own = rated.with_user(rated.appraiser_id.user_id)
        own[:3].action_rate(DI_ATAS, DI_ATAS, ABOVE)
        own[3:].action_rate(SESUAI, SESUAI)
        people = self.env["hr.employee"].search([("asn_nip", "in", PARTICIPANTS)])
        session = (
            self.env["hr.asn.calibration"]
            .with_user(team)
            .create(
                {
                    "period_id": rated.period_id.id,
                    "department_id": rated.department_id.id,
                    "participant_ids": [Command.set(people.ids)],
                }
            )
        )
        session.action_start()
        change = {"result": SESUAI, "behavior": DI_ATAS, "reason": REASON}
        session.calibrate([change | {"id": rated[0].id}])

    def _asn_assess(self, evaluations, team):
        """Enter the potential of all but a few of these people."""
        people = evaluations.sorted("name").employee_id[WITHOUT:]
        people -= team.employee_id
        day = evaluations.cycle_id.period_ids[:1].date_from + timedelta(days=45)
        potentials = self.env["hr.asn.potential"].with_user(team)
        potentials.create(
            [
                {
                    "employee_id": person.id,
                    "cycle_id": evaluations.cycle_id.id,
                    "potential": SHARES[number % len(SHARES)],
                    "source": SOURCE,
                    "assessed_on": day,
                    "valid_until": day.replace(year=day.year + 3),
                }
                for number, person in enumerate(people)
            ]
        )
