import secrets

from odoo import api, fields, models
from odoo.tools import SQL

from .. import secret_key
from .hr_asn_survey_public_mixin import SERVICE


class HrAsnSurveyPool(models.Model):
    """Places for answers that wait, each sealed, full and empty ones alike.

    A group has one for each who was invited, a service as many as make up a batch and
    so many more whenever they are full. Nobody's: which of them holds an answer, and
    whose, only the server can tell, by a key that is not in the database. All of a
    group are rewritten together, of a service the newest, never fewer than a batch.
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
        return self._asn_held(self._asn_rows(survey, is_locked))

    @api.model
    def _asn_held(self, rows):
        """Return what places hold, in their order; empty ones hold nothing."""
        texts = [text for _id, text in rows]
        found = secret_key.unseal(self.env.cr.dbname, texts)
        return [one for one in found if one]

    @api.model
    def _asn_rows(self, survey, is_locked, newest=None):
        """Return [(id, text)] by id; locked, who answer at once come one after another.

        ``newest``: only so many, those that were made last.
        """
        rows = self.env.execute_query(
            SQL(
                "SELECT id, sealed FROM hr_asn_survey_pool"
                " WHERE survey_id = %s ORDER BY id DESC LIMIT %s %s",
                survey.id,
                newest,
                SQL("FOR UPDATE") if is_locked else SQL(),
            )
        )
        return rows[::-1]

    @api.model
    def _asn_widen(self, survey, number):
        """Make as many places as are needed, where there are fewer."""
        missing = number - len(self._asn_rows(survey, is_locked=True))
        if missing > 0:
            self._asn_add(survey, missing)

    @api.model
    def _asn_add(self, survey, number):
        """Make more places; then all look as new as these."""
        self._asn_make(survey, number)
        self._asn_rewrite(survey, self._asn_read(survey, is_locked=True))

    @api.model
    def _asn_make(self, survey, number):
        (empty,) = self._asn_sealed(survey, [None])
        self.create([{"survey_id": survey.id, "sealed": empty}] * number)
        self.flush_model()

    @api.model
    def _asn_put(self, survey, content, least):
        """Put one more content into the newest places; make more where these are full.

        Two batches of them are sealed anew, however many wait: a day of many answers
        would else be written once more with each. Where more are made some that are
        there are written as well: by these it meets who takes all away. ``least``: how
        many make up a batch.
        """
        rows = self._asn_rows(survey, True, 2 * least)
        held = self._asn_held(rows)
        if len(held) == len(rows):
            self._asn_make(survey, least)
            rows = self._asn_rows(survey, True, 2 * least)
            held = self._asn_held(rows)
        self._asn_fill(survey, rows, [*held, content])

    @api.model
    def _asn_rewrite(self, survey, contents):
        """Write these contents into the places, each sealed anew, in random order."""
        self._asn_fill(survey, self._asn_rows(survey, is_locked=True), contents)

    @api.model
    def _asn_fill(self, survey, rows, contents):
        """Write these contents into some places, as ``_asn_rewrite`` does into all."""
        ids = [row_id for row_id, _text in rows]
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
