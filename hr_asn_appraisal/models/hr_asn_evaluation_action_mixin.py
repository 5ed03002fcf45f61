from odoo import api, fields, models

from ..law import actions


class HrAsnEvaluationActionMixin(models.AbstractModel):
    """What is done in the period of an evaluation, and what is left for the next."""

    _name = "hr.asn.evaluation.action.mixin"
    _description = "ASN evaluation with an action plan"

    action_ids = fields.One2many("hr.asn.action", "evaluation_id", "Action Plan")
    action_count = fields.Integer("Actions", compute="_compute_actions")
    action_note = fields.Char("Actions Done", compute="_compute_actions")
    has_left_actions = fields.Boolean(
        compute="_compute_has_left_actions", export_string_translation=False
    )
    action_heads = fields.Json(
        compute="_compute_action_heads",
        compute_sudo=True,
        export_string_translation=False,
    )

    @api.depends("action_ids.state")
    @api.depends_context("uid", "lang")
    def _compute_actions(self):
        """Count what is done: a fact beside a rating, never one by itself."""
        for evaluation in self:
            done, total = actions.progress(evaluation.action_ids.mapped("state"))
            evaluation.action_count = total
            told = self.env._(
                "%(done)s of %(total)s actions done", done=done, total=total
            )
            evaluation.action_note = told if total else False

    @api.depends("action_ids.copied_from_id")
    @api.depends_context("uid")
    def _compute_has_left_actions(self):
        left = self.env["hr.asn.action"]._asn_left(self._origin)
        for evaluation in self:
            evaluation.has_left_actions = bool(left[evaluation._origin])

    @api.depends("action_ids.rhk_id", "version_id", "skp_id.version_ids", "date_to")
    def _compute_action_heads(self):
        """Show the results in the order of the actions.

        Those in force in the period, and those that had actions before they ended.
        """
        versions = self.skp_id._asn_versions()
        for evaluation in self:
            heads = evaluation._asn_version(versions)._asn_heads()
            agreed = {head["id"]: head for head in heads}
            ended = evaluation._asn_ended_heads(agreed, versions)
            agreed |= {head["id"]: head for head in ended}
            evaluation.action_heads = [
                agreed[rhk.id] | {"links": [], "weight": False, "opens": False}
                for rhk in evaluation.skp_id.rhk_ids.sorted()
                if rhk.id in agreed
            ]

    def _asn_ended_heads(self, agreed, versions):
        """Return the heads of the results that had actions here before they ended.

        As they were agreed last: in the version reported on or one before it, whatever
        has become of the row. ``agreed``: ids of those in force in the period;
        ``versions``: {plan: its versions}, as of hr.asn.skp._asn_versions.
        """
        had = self.action_ids.rhk_id.filtered(lambda rhk: rhk.id not in agreed)
        if not had:
            return []
        own = self._asn_version(versions).number
        known = versions[self.skp_id].sorted(
            lambda one: (one.number <= own, one.number)
        )
        last = {
            head["id"]: {name: head[name] for name in ("name", "kind")}
            for version in known
            for head in version._asn_heads()
        }
        return [
            head | last.get(head["id"], {}) | {"cancelled": True}
            for head in had._asn_heads()
        ]

    # -- buttons ---------------------------------------------------------------

    def action_add_action(self):
        """Open the form in which an action of this period is added.

        Raises UserError where it is locked: not after it has been typed.
        """
        return self._asn_add_line("hr.asn.action", self.env._("Add Action"))

    def action_continue_actions(self):
        """Copy what was not done before; doing it twice adds nothing.

        Raises UserError where nothing can be recorded any more, AccessError for who
        may not record for the employee.
        """
        self._asn_check_takes_entries()
        left = self.env["hr.asn.action"]._asn_left(self)
        made = self.env["hr.asn.action"].create(
            [
                vals
                for evaluation in self
                for vals in left[evaluation]._asn_continue(evaluation.period_id)
            ]
        )
        if not made:
            return self._asn_told(self.env._("Nothing is left of an earlier period."))
        return self._asn_told(self.env._("Continued: %s actions.", len(made)))
