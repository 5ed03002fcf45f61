from odoo import api, fields, models

PERSON = "person"
UNIT = "unit"
HEAD = "head"
SUBJECTS = [(PERSON, "Employee"), (UNIT, "Unit"), (HEAD, "Head of a unit")]


class HrAsnRunChange(models.Model):
    """What an import changes of what is known, whoever or whatever; a unit it makes.

    Written when a file is looked at, so that it is seen before anything is taken.
    """

    _name = "hr.asn.run.change"
    _description = "ASN bulk run change"
    _inherit = ["hr.asn.concerned.mixin"]
    _order = "run_id, row, id"
    _rec_name = "column"

    run_id = fields.Many2one(
        "hr.asn.run", required=True, ondelete="cascade", index=True, readonly=True
    )
    company_id = fields.Many2one(related="run_id.company_id", store=True)
    subject = fields.Selection(SUBJECTS, default=PERSON, required=True, readonly=True)
    row = fields.Integer(readonly=True, aggregator=None)
    nip = fields.Char("NIP", readonly=True)
    name = fields.Char(readonly=True)
    column = fields.Char(readonly=True)
    before = fields.Char(readonly=True)
    after = fields.Char(readonly=True)

    @api.model
    def _asn_note(self, run, changes):
        """Write what a file changes; ``changes``: dicts of row, nip, name, column …

        Texts are in the language of who looks; "–" stands for nothing.
        """
        # sudo: hr.asn.run.change - made by the engine only
        return self.sudo().create(
            [
                change
                | {
                    "run_id": run.id,
                    "before": change["before"] or "–",
                    "after": change["after"] or "–",
                }
                for change in changes
            ]
        )
