from odoo import api, fields, models
from odoo.exceptions import UserError

# What is read of an indicator for who takes up its result.
KNOWN = ("target", "unit", "baseline")


class HrAsnRhkTakenMixin(models.AbstractModel):
    """A result that others have taken up: also as a draft it is cancelled, not deleted.

    Nobody waits for anybody: people take up what is not agreed yet.
    """

    _name = "hr.asn.rhk.taken.mixin"
    _description = "ASN result that is taken up"

    is_taken_up = fields.Boolean(
        compute="_compute_is_taken_up",
        compute_sudo=True,
        export_string_translation=False,
    )

    def _compute_is_taken_up(self):
        taken = self._asn_taking_up().superior_rhk_id
        for rhk in self:
            rhk.is_taken_up = rhk._origin in taken

    def _asn_taking_up(self):
        """Return the links that take these results up, whoever may read them."""
        # sudo: hr.asn.rhk.link - that somebody did; who, is told as far as it is open
        links = self.env["hr.asn.rhk.link"].sudo()
        return links.search([("superior_rhk_id", "in", self.ids)])

    def _asn_drafted(self):
        """Return {result id: it as it stands now, in the form of a sealed result}.

        No more of it than who takes it up is told; by one query for all.
        """
        lines = self.env["hr.asn.iki"].search_fetch(
            [("rhk_id", "in", self.ids), ("is_cancelled", "=", False)],
            ["rhk_id", "name", "sequence", "aspect_id", "baseline_date", *KNOWN],
        )
        own = lines.sorted(lambda iki: (iki.aspect_id.sequence, iki.sequence, iki.id))
        own = own.grouped("rhk_id")
        return {
            rhk.id: {
                "text": rhk.name,
                "indicators": [one._asn_drafted() for one in own.get(rhk, lines[:0])],
            }
            for rhk in self
        }

    @api.ondelete(at_uninstall=False)
    def _unlink_not_taken_up(self):
        """Say who holds on to a result, and what to do instead."""
        links = self._asn_taking_up()
        if links:
            result = links[0].superior_rhk_id
            own = links.filtered(lambda link: link.superior_rhk_id == result)
            told = {"result": result.name, "who": own._asn_owners()}
            raise UserError(self._asn_why_kept(result.is_cancelled, told))

    @api.model
    def _asn_why_kept(self, is_cancelled, told):
        if is_cancelled:
            return self.env._(
                "“%(result)s” is cancelled already. It stays as long as it is taken up "
                "by %(who)s: once the plan is agreed they are told and answer.",
                **told,
            )
        return self.env._(
            "“%(result)s” is taken up by %(who)s and cannot be deleted. Mark it as "
            "cancelled on its form: once the plan is agreed they are told and answer.",
            **told,
        )
