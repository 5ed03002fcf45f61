from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ..models.hr_asn_rhk import KINDS
from ..models.hr_asn_skp_copy_mixin import is_followed


class HrAsnPlanCopy(models.TransientModel):
    """Offers what somebody agreed last year; what is ticked goes into the plan."""

    _name = "hr.asn.plan.copy"
    _description = "Results copied from last year"

    skp_id = fields.Many2one("hr.asn.skp", "SKP", required=True, ondelete="cascade")
    year = fields.Integer(compute="_compute_year")
    line_ids = fields.One2many(
        "hr.asn.plan.copy.line",
        "copy_id",
        "Results",
        compute="_compute_line_ids",
        # With the rights of who asks: it tells of evaluations.
        compute_sudo=False,
        store=True,
        readonly=False,
        precompute=True,
    )

    @api.depends("skp_id.year")
    def _compute_year(self):
        for one in self:
            one.year = one.skp_id.year - 1

    @api.depends("skp_id")
    def _compute_line_ids(self):
        """Offer all results; ticked is what was not reached and is not there yet.

        Of what would come without its indicators the line says so: it is not taken.
        """
        for one in self:
            offered = one.skp_id._asn_offered_last_year() if one.skp_id else {}
            there = one.skp_id._asn_copied(offered) if offered else set()
            emptied = one.skp_id._asn_emptied(offered) if offered else set()
            ticked = self._asn_ticked(offered, there | emptied)
            one.line_ids = [Command.clear()] + [
                Command.create(
                    self._asn_line(result, key in there, key in emptied, key in ticked)
                )
                for key, result in offered.items()
            ]

    @api.model
    def _asn_ticked(self, offered, left):
        """Return the ids of results that go on unless one says otherwise."""
        unfinished = [key for key, one in offered.items() if one.is_unfinished]
        free = [key for key in unfinished if key not in left]
        return self.env["hr.asn.skp"]._asn_once(free, offered)

    @api.model
    def _asn_line(self, offered, is_there, is_emptied, is_taken):
        told = [
            self._asn_told(iki, offered.outcomes[iki["id"]])
            for iki in offered.result["indicators"]
        ]
        reasons = self._asn_reasons(offered.result) if is_emptied else []
        return {
            "source_id": offered.result["id"],
            "name": offered.result["text"],
            "kind": offered.result["kind"],
            "post": offered.post,
            "reached": "\n".join(told + reasons),
            "is_unfinished": offered.is_unfinished,
            "is_there": is_there,
            "is_emptied": is_emptied,
            "is_taken": is_taken,
        }

    @api.model
    def _asn_reasons(self, result):
        """Return why no indicator of a sealed result would be copied, in sentences."""
        followed = {is_followed(iki) for iki in result["indicators"]}
        sentences = {
            True: self.env._(
                "Not copied: its indicators come anew from the team or the service."
            ),
            False: self.env._(
                "Not copied: the aspects of its indicators belong to the other model "
                "of SKP."
            ),
        }
        return [sentences[one] for one in sorted(followed, reverse=True)]

    @api.model
    def _asn_told(self, iki, outcome):
        """Say what an indicator came to: "Anak divaksin: 392 of 420 orang (93 %)"."""
        target = " ".join(filter(None, (iki["target"], iki["unit"])))
        words = {
            "name": iki["text"],
            "actual": outcome.actual,
            "target": target or "–",
            "percent": (outcome.bp or 0) // 100,
        }
        if not outcome.actual:
            return self.env._("%(name)s: target %(target)s, not measured", **words)
        if outcome.bp is None:
            return self.env._("%(name)s: %(actual)s; target %(target)s", **words)
        return self.env._(
            "%(name)s: %(actual)s; target %(target)s (%(percent)s %%)", **words
        )

    def action_copy(self):
        """Put the ticked results into the plan; return what is told about it.

        Raises UserError where nothing is ticked, or the plan cannot be changed.
        """
        self.ensure_one()
        chosen = self.line_ids.filtered("is_taken").mapped("source_id")
        if not chosen:
            raise UserError(self.env._("Tick what you want to take."))
        made, left = self.skp_id._asn_copy(chosen)
        said = self.env._("%(n)s results were copied.", n=len(made))
        if left:
            said = self.env._(
                "%(said)s %(left)s indicators were left out: they are of a team or a "
                "service, which give them anew, or their aspect belongs to the other "
                "model of SKP.",
                said=said,
                left=left,
            )
        weights = self.skp_id._asn_weights_note()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "warning" if weights else "success",
                "sticky": bool(weights),
                "message": " ".join(filter(None, (said, weights))),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }


class HrAsnPlanCopyLine(models.TransientModel):
    _name = "hr.asn.plan.copy.line"
    _description = "Result of last year"
    _order = "copy_id, id"

    copy_id = fields.Many2one(
        "hr.asn.plan.copy", required=True, ondelete="cascade", index=True
    )
    # Not a link: a wizard tells nothing of a row that its owner may not read any more.
    # The client sends it back; what is copied is looked up again by who asks.
    source_id = fields.Integer(aggregator=None)
    name = fields.Text("Work Result", readonly=True)
    kind = fields.Selection(KINDS, readonly=True)
    post = fields.Char("Post", readonly=True)
    reached = fields.Text("Reached Last Year", readonly=True)
    is_unfinished = fields.Boolean("Unfinished", readonly=True)
    is_there = fields.Boolean("In the Plan", readonly=True)
    is_emptied = fields.Boolean(
        "Without Indicators", readonly=True, export_string_translation=False
    )
    is_taken = fields.Boolean("Take")
