from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command


class HrAsnServiceTake(models.TransientModel):
    """Puts the target of a service into the plan of its owner, and of its members."""

    _name = "hr.asn.service.take"
    _description = "Target of a service put into plans"

    target_id = fields.Many2one(
        "hr.asn.service.target", "Target", required=True, ondelete="cascade"
    )
    # With the rights of who asks: an id can be that of another agency.
    name = fields.Text(related="target_id.name", related_sudo=False)
    target_told = fields.Char(
        related="target_id.target_told", related_sudo=False, string="Target of Year"
    )
    baseline = fields.Char(related="target_id.baseline", related_sudo=False)
    baseline_date = fields.Date(related="target_id.baseline_date", related_sudo=False)
    baseline_source = fields.Char(
        related="target_id.baseline_source", related_sudo=False
    )
    service_id = fields.Many2one(related="target_id.service_id", related_sudo=False)
    owner_name = fields.Char("Responsible Person", compute="_compute_owner_name")
    is_there = fields.Boolean("In the Plan", compute="_compute_plan")
    skp_id = fields.Many2one("hr.asn.skp", "Plan", compute="_compute_plan")
    rhk_id = fields.Many2one(
        "hr.asn.rhk",
        "Under the Work Result",
        compute="_compute_result",
        store=True,
        readonly=False,
        precompute=True,
        help="Empty: a work result with the words below is added.",
    )
    result = fields.Text(
        "New Work Result",
        compute="_compute_result",
        store=True,
        readonly=False,
        precompute=True,
    )
    line_ids = fields.One2many(
        "hr.asn.service.take.line",
        "take_id",
        "Members",
        compute="_compute_line_ids",
        store=True,
        readonly=False,
        precompute=True,
    )

    @api.depends("target_id")
    def _compute_owner_name(self):
        for take in self:
            take.target_id.check_access("read")
            take.owner_name = take.target_id._asn_owner()._asn_full_name()

    @api.depends("target_id")
    def _compute_plan(self):
        """Name the plan, to who may put it there: whatever he may read of it."""
        for take in self:
            take.target_id._asn_check_taking()
            line = take.target_id._asn_line()
            plan = line.skp_id or take.target_id._asn_open_plan()
            take.is_there = bool(line)
            take.skp_id = plan.sudo(False)

    @api.depends("target_id")
    def _compute_result(self):
        """Propose a result that has to do with it, else the words of a new one."""
        for take in self:
            target = take.target_id
            take.rhk_id = take.skp_id.sudo()._asn_result_of(target).sudo(False)
            words = self.env._("%s is provided", target.service_id.name)
            take.result = target.objective_id.name or words

    @api.depends("target_id")
    def _compute_line_ids(self):
        """Offer the members of the year; who cannot take it now is not ticked."""
        for take in self:
            take.target_id.sudo(False)._asn_check_taking()
            members = take.target_id._asn_members()
            hindrances = take.target_id._asn_hindrances(members)
            take.line_ids = [Command.clear()] + [
                Command.create(
                    {
                        "member_id": member.id,
                        "note": hindrances.get(member),
                        "is_taken": member not in hindrances,
                    }
                )
                for member in members
            ]

    def action_take(self):
        """Put the target into the plan, and into those of the members who are ticked.

        Raises UserError where a plan is not open; then nothing is put anywhere.
        """
        self.ensure_one()
        members = self.line_ids.filtered("is_taken").member_id
        results = self.skp_id.sudo().rhk_ids.filtered(lambda one: not one.is_cancelled)
        result = self.rhk_id.exists() & results
        if not (result or self.is_there or (self.result or "").strip()):
            raise UserError(
                self.env._("Choose a work result, or write the words of a new one.")
            )
        line = self.target_id._asn_take(result, (self.result or "").strip())
        added = self.target_id._asn_take_members(line, members)
        return line.skp_id._asn_told(self._asn_done(line, len(added)))

    def _asn_done(self, line, count):
        """Say what was done: where the target is, and for how many members."""
        there = self.env._(
            "In the SKP of %(name)s there is “%(target)s” now.",
            target=line.name,
            name=line.skp_id.name,
        )
        if not count:
            return there
        return f"{there} " + self.env._("%s members find it in theirs.", count)


class HrAsnServiceTakeLine(models.TransientModel):
    _name = "hr.asn.service.take.line"
    _description = "Member of a service to be added to the team"

    take_id = fields.Many2one(
        "hr.asn.service.take",
        "Dialog",
        required=True,
        ondelete="cascade",
        export_string_translation=False,
    )
    member_id = fields.Many2one(
        "hr.asn.service.member", "Member", required=True, ondelete="cascade"
    )
    part = fields.Char(related="member_id.part")
    date_from = fields.Date(related="member_id.date_from")
    date_to = fields.Date(related="member_id.date_to")
    is_taken = fields.Boolean("Add", default=True)
    note = fields.Text("Remark", readonly=True)
