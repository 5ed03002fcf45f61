from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command


class HrAsnGoalTake(models.TransientModel):
    """Offers what the library has for the post of a plan; what is ticked is taken."""

    _name = "hr.asn.goal.take"
    _description = "Results taken from the library"

    skp_id = fields.Many2one("hr.asn.skp", "SKP", required=True, ondelete="cascade")
    # With the rights of who asks, as all that follows: an id can be anybody's.
    model = fields.Selection(related="skp_id.model", related_sudo=False)
    company_id = fields.Many2one(related="skp_id.company_id", related_sudo=False)
    post = fields.Char(related="skp_id.post", related_sudo=False)
    line_ids = fields.One2many(
        "hr.asn.goal.take.line",
        "take_id",
        "Results",
        compute="_compute_line_ids",
        compute_sudo=False,
        store=True,
        readonly=False,
        precompute=True,
    )
    chosen_count = fields.Integer("Ticked", compute="_compute_chosen_count")

    @api.depends("skp_id")
    def _compute_line_ids(self):
        """Offer what fits the post; what the plan has already is not ticked."""
        offered = self.env["hr.asn.goal"]._asn_for(self.skp_id)
        for take in self:
            there = take.skp_id.rhk_ids.goal_id
            take.line_ids = [Command.clear()] + [
                Command.create({"goal_id": goal.id, "is_taken": goal not in there})
                for goal in offered.get(take.skp_id, ())
            ]

    @api.depends("line_ids.is_taken")
    def _compute_chosen_count(self):
        for take in self:
            take.chosen_count = len(take.line_ids.filtered("is_taken"))

    def action_take(self):
        """Put the ticked results into the plan.

        Raises UserError where nothing is ticked, or the plan cannot be changed.
        """
        self.ensure_one()
        goals = self.line_ids.filtered("is_taken").goal_id
        if not goals:
            raise UserError(self.env._("Tick what you want to take."))
        # What a click before this one has taken is not taken twice.
        there = self.skp_id.rhk_ids.filtered(lambda rhk: not rhk.is_cancelled).goal_id
        self.skp_id._asn_take({self.skp_id: goals - there})
        return {"type": "ir.actions.act_window_close"}


class HrAsnGoalTakeLine(models.TransientModel):
    _name = "hr.asn.goal.take.line"
    _description = "Result offered by the library"
    _order = "take_id, id"

    take_id = fields.Many2one(
        "hr.asn.goal.take",
        "Dialog",
        required=True,
        ondelete="cascade",
        export_string_translation=False,
    )
    goal_id = fields.Many2one("hr.asn.goal", "Work Result", required=True)
    is_taken = fields.Boolean("Take", default=True)
    kind = fields.Selection(related="goal_id.kind", related_sudo=False)
    indicators = fields.Text(related="goal_id.indicators", related_sudo=False)
    usage_count = fields.Integer(
        related="goal_id.usage_count", related_sudo=False, string="Plans"
    )
    last_predikat = fields.Char(related="goal_id.last_predikat", related_sudo=False)
    is_there = fields.Boolean("In the Plan", compute="_compute_is_there")

    @api.depends("goal_id", "take_id.skp_id")
    def _compute_is_there(self):
        for line in self:
            line.is_there = line.goal_id in line.take_id.skp_id.rhk_ids.goal_id
