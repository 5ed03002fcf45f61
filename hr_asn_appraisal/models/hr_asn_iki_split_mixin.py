from odoo import api, fields, models

from ..law import split as law
from .hr_asn_split_mixin import counted_in


class HrAsnIkiSplitMixin(models.AbstractModel):
    """The target of an indicator is split over the months of its plan.

    What the lead of its team or a service splits is read only.
    """

    _name = "hr.asn.iki.split.mixin"
    _description = "ASN indicator with a target that is split"
    _inherit = ["hr.asn.split.mixin"]

    month_ids = fields.One2many("hr.asn.iki.month", "iki_id", "Target of the Months")

    @api.depends("split", "lead_iki_id", "service_target_id", "skp_can")
    @api.depends_context("lang")
    def _compute_can_type_months(self):
        for iki in self:
            iki.split_elsewhere = iki._asn_split_elsewhere()
            is_open = "submit" in (iki.skp_can or "")
            iki.can_choose_split = is_open and not iki.split_elsewhere
            iki.can_type_months = iki.can_choose_split and iki.split == law.MANUAL

    def _asn_split_elsewhere(self):
        if self.lead_iki_id:
            return self.env._("A team indicator: its lead splits the target.")
        if self.service_target_id:
            return self.env._("The target of a service: it is split there.")
        return False

    @api.depends("skp_id.date_from", "skp_id.date_to", "months")
    def _compute_counted_months(self):
        for iki in self:
            iki.counted_months = iki._asn_counted_told()

    def _asn_split_time(self):
        # sudo: hr.asn.iki - when its lead's plan begins and ends is no secret of a team
        plan = (self.sudo().lead_iki_id or self.sudo()).skp_id
        policy = plan.policy_id
        days = (plan.date_from, plan.date_to)
        return plan and (*days, policy.cadence, policy.minimum_days)

    # -- content -----------------------------------------------------------------

    @api.model
    def _asn_splits(self, rows):
        """Return {indicator id: what a seal keeps of its split}, given as rows.

        Nothing of those that share evenly: they are sealed as ever.
        """
        told = [row for row in rows if row["split"] in (law.SEASONAL, law.MANUAL)]
        return {row["id"]: {"split": self._asn_split_content(row)} for row in told}

    @api.model
    def _asn_split_content(self, row):
        """Return what a seal keeps of one split: of the months that count."""
        names = ("date_from", "date_to", "months", "cadence", "minimum_days")
        counted = counted_in(*(row[name] for name in names))
        if row["split"] == law.SEASONAL:
            return (
                self.env["hr.asn.curve"].browse(row["curve_id"])._asn_content(counted)
            )
        return self.env["hr.asn.iki.month"]._asn_content(row["figures"] or {}, counted)

    @api.model
    def _asn_split_row(self, content):
        """Return the values of the split as a version keeps them, without figures."""
        told = content.get("split") or {}
        return {
            "split": told.get("kind", law.EVEN),
            "curve_id": told.get("curve_id", False),
        }

    def action_split(self):
        """Open the dialog in which the target is split over the months."""
        return self._asn_split_action("hr_asn_iki_view_form_split")
