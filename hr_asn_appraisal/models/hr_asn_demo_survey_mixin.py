from datetime import timedelta

from odoo import SUPERUSER_ID, models

from ..law import codes
from ..law import survey as law
from .hr_asn_demo_feedback_mixin import NURSE
from .hr_asn_survey_public_mixin import Said

ASKED = "Perekaman dan Penerbitan KTP-el"
# So many have answered, one each few days; they were written down so many at a time.
ANSWERS = 40
EVERY = 8
TOGETHER = 4
# What every so manyth of them writes.
COMMENTS = (
    "Cepat, selesai di hari yang sama.",
    "",
    "Ruang tunggu panas dan kursinya kurang.",
    "",
    "",
    "Petugasnya sabar menjelaskan kepada orang tua saya.",
    "Antrean pagi terlalu panjang. Sebaiknya ada nomor antrean.",
)
# What colleagues of the nurse write about her.
SENTENCES = (
    "Mudah diajak bekerja sama saat posyandu padat.",
    "Serah terima jaga sebaiknya ditulis.",
    "",
    "Sabar menghadapi pasien lansia.",
)


class HrAsnDemoSurveyMixin(models.AbstractModel):
    """What service users and colleagues said in the demo year."""

    _name = "hr.asn.demo.survey.mixin"
    _description = "ASN demo surveys"

    def _asn_ask_public(self):
        """Open the survey of one service, which is answered the whole year."""
        service = self.env["hr.asn.service"].search([("name", "=", ASKED)])
        own = service.with_user(service.owner_id.user_id)
        first = f"{self._asn_year()}-01-01"
        survey = own.env["hr.asn.survey"].create(
            {"service_id": service.id, "date_from": first}
        )
        survey.action_open()
        today = self.env.company._asn_today()
        self.env["hr.asn.survey.answer"].sudo().create(
            [
                {
                    "survey_id": survey.id,
                    "answered_on": max(
                        today - timedelta(days=EVERY * (number - number % TOGETHER)),
                        survey.date_from,
                    ),
                    "steps": self._asn_steps(number),
                    "comment": COMMENTS[number % len(COMMENTS)] or False,
                }
                for number in range(ANSWERS)
            ]
        )

    def _asn_steps(self, number):
        """Return plausible steps: mostly good, the waiting room less so."""
        elements = enumerate(law.ELEMENTS)
        steps = {one: 3 + (number + place) % 2 for place, one in elements}
        return steps | {"sarana": 2 + number % 2, "biaya": 4}

    def _asn_ask_colleagues(self, officer):
        """Ask about the nurse, and let it close; ask about her next quarter, too."""
        evaluations = self.env["hr.asn.evaluation"].search(
            [("employee_id.asn_nip", "=", NURSE), ("kind", "=", "periodic")],
            order="date_to",
        )
        closed = self._asn_ask_near(officer, evaluations[2])
        for number, one in enumerate(closed.invitation_ids[: len(SENTENCES)]):
            step = codes.DI_ATAS if number % 3 == 0 else codes.SESUAI
            keys = [question["key"] for question in closed._asn_group_questions()]
            steps = dict.fromkeys(keys, codes.SESUAI)
            steps |= dict.fromkeys(keys[number::2], step)
            closed._asn_give(
                one.employee_id.user_id, one.role, Said(steps, SENTENCES[number])
            )
        closed.with_user(SUPERUSER_ID)._asn_close()
        self._asn_ask_near(officer, evaluations[3])

    def _asn_ask_near(self, officer, evaluation):
        """Ask all near a person, as the officer would; until two weeks from now."""
        surveys = self.env["hr.asn.survey"].with_user(officer)
        survey = surveys.create(
            {
                "kind": "group",
                "evaluation_id": evaluation.id,
                "date_to": self.env.company._asn_today() + timedelta(days=14),
            }
        )
        survey.action_propose()
        survey.action_open()
        return survey.sudo()
