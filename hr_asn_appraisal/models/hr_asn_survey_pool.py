import secrets

from odoo import api, fields, models
from odoo.tools import SQL

from .. import secret_key
from .hr_asn_survey_public_mixin import SERVICE


class HrAsnSurveyPool(models.Model):
    """Places for answers that wait, each sealed, full and empty ones alike.

    A group has one for each who was invited, a service as many as make up a batch.
    Nobody's: which of them holds an answer, and whose, only the server can tell, by a
    key that is not in the database. All are rewritten together.
    """

    _name = "hr.asn.survey.pool"
    _description = "ASN sealed answers"
    _log_access = False

    survey_id = fields.Many2one(
        "hr.asn.survey", required=True, ondelete="cascade", index=True
    )
    sealed = fields.Text(required=True)

    @api.model
    def _asn_read(self, survey, is_locked=False):
        """Return what the places of a survey hold; empty ones hold nothing.

        ``is_locked``: to write them anew.
        """
        texts = [text for _id, text in self._asn_rows(survey, is_locked)]
        found = secret_key.unseal(self.env.cr.dbname, texts)
        return [one for one in found if one]

    @api.model
    def _asn_rows(self, survey, is_locked):
        """Return [(id, text)]; locked, who answer at once come one after another."""
        return self.env.execute_query(
            SQL(
                "SELECT id, sealed FROM hr_asn_survey_pool"
                " WHERE survey_id = %s ORDER BY id %s",
                survey.id,
                SQL("FOR UPDATE") if is_locked else SQL(),
            )
        )

    @api.model
    def _asn_widen(self, survey, number):
        """Make as many places as are needed, where there are fewer."""
        missing = number - len(self._asn_rows(survey, is_locked=True))
        if missing > 0:
            self._asn_add(survey, missing)

    @api.model
    def _asn_add(self, survey, number):
        """Make more places; then all look as new as these."""
        (empty,) = self._asn_sealed(survey, [None])
        self.create([{"survey_id": survey.id, "sealed": empty}] * number)
        self.flush_model()
        self._asn_rewrite(survey, self._asn_read(survey, is_locked=True))

    @api.model
    def _asn_rewrite(self, survey, contents):
        """Write these contents into the places, each sealed anew, in random order."""
        ids = [row[0] for row in self._asn_rows(survey, is_locked=True)]
        filled = [*contents, *[None] * (len(ids) - len(contents))]
        secrets.SystemRandom().shuffle(filled)
        texts = self._asn_sealed(survey, filled)
        self.env.cr.execute(
            SQL(
                "UPDATE hr_asn_survey_pool AS pool SET sealed = fresh.sealed"
                " FROM unnest(%s::int[], %s::text[]) AS fresh (id, sealed)"
                " WHERE pool.id = fresh.id",
                ids,
                texts,
            )
        )
        self.invalidate_model()

    @api.model
    def _asn_sealed(self, survey, contents):
        """Return the texts of contents, all of the length that the survey needs."""
        long = survey.kind == SERVICE
        size = secret_key.PADDED_LONG if long else secret_key.PADDED
        return secret_key.seal(self.env.cr.dbname, contents, size)

    @api.model
    def _asn_empty(self, survey):
        """Take the places away, with what they hold."""
        self.env.cr.execute(
            SQL("DELETE FROM hr_asn_survey_pool WHERE survey_id = %s", survey.id)
        )
        self.invalidate_model()
