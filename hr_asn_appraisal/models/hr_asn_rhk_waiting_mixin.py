from odoo import models


class HrAsnRhkWaitingMixin(models.AbstractModel):
    """A result that takes up what has changed: as long as it counts, people wait."""

    _name = "hr.asn.rhk.waiting.mixin"
    _description = "ASN result that waits for an answer"

    def write(self, vals):
        """Tell who waits where a result comes to count no more, or counts again."""
        moved = self.browse()
        if "is_cancelled" in vals:
            becomes = bool(vals["is_cancelled"])
            moved = self.filtered(lambda rhk: rhk.is_cancelled != becomes)
        # What a drop lets count again is told at its end, see there.
        back = self._asn_coming_back(vals)
        done = super().write(vals)
        # sudo: hr.asn.rhk.link - told by the step, whoever may read whose
        links = moved.sudo().link_ids
        if vals.get("is_cancelled"):
            links._asn_miss()
        back.sudo().link_ids._asn_catch_up()
        links._asn_wait_again()
        return done

    def unlink(self):
        """Who argued in a result argues no more: its links go with it."""
        # sudo: hr.asn.rhk.link - settled by the deletion, whoever may read whose
        links = self.sudo().link_ids
        waiting = links._asn_waiting_plans()
        done = super().unlink()
        links.browse()._asn_settle_both(*waiting)
        return done
