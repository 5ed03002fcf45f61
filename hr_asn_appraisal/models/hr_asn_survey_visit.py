from odoo import api, fields, models
from odoo.tools import SQL

from .. import secret_key

MINUTE = "minute"


class HrAsnSurveyVisit(models.Model):
    """How many answers came from one address today, and within this minute from all.

    The address stands here as a mark that changes from day to day and cannot be told
    without the key of the server; what is of another day is gone.
    """

    _name = "hr.asn.survey.visit"
    _description = "ASN limit of answers"
    _log_access = False

    survey_id = fields.Many2one("hr.asn.survey", required=True, ondelete="cascade")
    mark = fields.Char(required=True)
    # The day, or the minute of which it counts.
    span = fields.Char(required=True)
    number = fields.Integer(required=True)

    _mark_uniq = models.Constraint("UNIQUE(survey_id, mark)")

    @api.model
    def _asn_count(self, survey, address):
        """Count one more answer; say whether it is still within the limits."""
        now = survey.company_id._asn_now()
        day = str(now.date())
        self._asn_purge(survey, day)
        own = secret_key.mark(self.env.cr.dbname, "visit", day, survey.id, address)
        if self._asn_add(survey, own, day) > survey.address_limit:
            # Who is over his own limit takes nothing of the minute of all.
            return False
        in_minute = self._asn_add(survey, MINUTE, f"{now:%Y-%m-%d %H:%M}")
        return in_minute <= survey.minute_limit

    @api.model
    def _asn_add(self, survey, mark, span):
        """Count under a mark, from one on where another span has begun."""
        query = SQL(
            """
            INSERT INTO hr_asn_survey_visit AS visit (survey_id, mark, span, number)
                 VALUES (%s, %s, %s, 1)
            ON CONFLICT (survey_id, mark) DO UPDATE
                    SET number = CASE WHEN visit.span = EXCLUDED.span
                                      THEN visit.number + 1 ELSE 1 END,
                        span = EXCLUDED.span
              RETURNING number
            """,
            survey.id,
            mark,
            span,
        )
        return self.env.execute_query(query)[0][0]

    @api.model
    def _asn_purge(self, survey, day):
        """Forget what is of another day."""
        old = SQL("DELETE FROM hr_asn_survey_visit WHERE left(span, 10) <> %s", day)
        self.env.cr.execute(SQL("%s AND survey_id = %s", old, survey.id))

    @api.autovacuum
    def _gc_visits(self):
        """Forget yesterday's also where nobody came today."""
        self.env.cr.execute(
            SQL(
                "DELETE FROM hr_asn_survey_visit WHERE left(span, 10) < %s",
                str(self.env.company._asn_today()),
            )
        )
