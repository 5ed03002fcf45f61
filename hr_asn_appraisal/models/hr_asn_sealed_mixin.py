from odoo import api, fields, models
from odoo.exceptions import AccessError

from .. import seal
from ..rows import add_rows


class HrAsnSealedMixin(models.AbstractModel):
    """Rows that are written once: content, digest, and nothing ever again."""

    _name = "hr.asn.sealed.mixin"
    _description = "ASN sealed content"
    _inherit = ["hr.asn.guard.mixin"]

    content = fields.Text(required=True, readonly=True, export_string_translation=False)
    sha256 = fields.Char("Digest", required=True, readonly=True, size=64)
    is_intact = fields.Boolean("Intact", compute="_compute_is_intact")

    @api.depends("content", "sha256")
    def _compute_is_intact(self):
        for record in self:
            record.is_intact = seal.is_intact(record.content or "", record.sha256)

    @api.model_create_multi
    def create(self, vals_list):
        raise AccessError(self.env._("Only a step of the workflow seals."))

    @api.model
    def _asn_seal(self, vals_list):
        """Append sealed rows; called by the transition that owns them, nobody else."""
        # sudo: sealed rows - written by a transition, by nobody's own right
        return add_rows(
            self.sudo(),
            [vals | {"sha256": seal.digest(vals["content"])} for vals in vals_list],
        )

    def write(self, vals):
        raise AccessError(self.env._("What was sealed cannot be changed."))

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise AccessError(self.env._("What was sealed cannot be deleted."))

    def _content(self):
        """Return the sealed content as dicts and lists."""
        self.ensure_one()
        return seal.unseal(self.content)
