from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .hr_asn_workflow_mixin import APPRAISER, OFFICER

RESOURCE = "resource"
KINDS = [
    (RESOURCE, "Resources"),
    ("accountability", "Accountability"),
    ("consequence", "Consequences"),
]
# What became of a promised resource; who promised it says so.
FULFILLED = "fulfilled"
OUTCOMES = [
    (FULFILLED, "Fulfilled"),
    ("partly", "Partly"),
    ("unmet", "Not Fulfilled"),
]
GIVEN = ("state", "state_on")


class HrAsnSkpAnnex(models.Model):
    """A line of the annex of a plan; of a resource also whether it has come."""

    _name = "hr.asn.skp.annex"
    _description = "SKP annex"
    _inherit = ["hr.asn.skp.line.mixin"]
    _order = "skp_id, kind desc, sequence, id"
    _rec_name = "text"

    kind = fields.Selection(KINDS, required=True)
    sequence = fields.Integer(default=10)
    text = fields.Text("What Was Agreed", required=True)
    state = fields.Selection(OUTCOMES, "Fulfilment", readonly=True, copy=False)
    state_on = fields.Date("Stated On", readonly=True, copy=False)
    can_state = fields.Boolean(
        compute="_compute_can_state", export_string_translation=False
    )

    @api.depends_context("uid")
    @api.depends("kind", "skp_id.version_number")
    def _compute_can_state(self):
        """Whoever agrees a plan says what came of what was promised in it."""
        agreed = self.filtered(lambda line: line.kind == RESOURCE)._asn_agreed()
        plans = agreed.skp_id
        givers = plans._asn_role_appraiser() | plans._asn_role_officer()
        for line in self:
            line.can_state = line in agreed and line.skp_id in givers

    def _asn_agreed(self):
        """Return those of these lines that the newest version of their plan has."""
        plans = self.skp_id.filtered("version_number")
        # sudo: hr.asn.skp.version - whether a line is agreed, of who reads the line
        versions = plans.sudo()._asn_version().values() if plans else ()
        agreed = {
            one["id"]
            for version in versions
            for one in version._content().get("annexes", ())
        }
        return self.filtered(lambda line: line._origin.id in agreed)

    @api.model_create_multi
    def create(self, vals_list):
        blank = dict.fromkeys(GIVEN, False)
        return super().create([{**vals, **blank} for vals in vals_list])

    def write(self, vals):
        if any(name in vals for name in GIVEN):
            raise AccessError(self.env._("Say with its buttons what came of it."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_not_stated(self):
        """Of a line that was deleted nobody could bring back what came of it."""
        stated = self.filtered("state")
        if stated:
            raise UserError(
                self.env._(
                    "“%s” stays: what came of it was said already. Change its words "
                    "instead.",
                    stated[0].text,
                )
            )

    def action_fulfilled(self):
        return self._asn_state(FULFILLED)

    def action_partly(self):
        return self._asn_state("partly")

    def action_unmet(self):
        return self._asn_state("unmet")

    def _asn_state(self, state):
        """Keep what came of promised resources, with a line in the plan's history."""
        self.check_access("read")
        refused = self.filtered(lambda line: not line.can_state)
        if refused:
            raise self._asn_refusal(refused[0])
        self.skp_id._asn_check_cycle_open()
        told = dict(self._fields["state"]._description_selection(self.env))[state]
        for line in self:
            self.env["hr.asn.event"]._asn_log(
                line.skp_id, "support", f"{line.text}: {told}"
            )
        # sudo: hr.asn.skp.annex - the appraiser writes nothing else in a plan
        self.sudo()._asn_put({"state": state, "state_on": self.skp_id._asn_today()})
        return True

    def _asn_refusal(self, line):
        if line.kind == RESOURCE and not line._asn_agreed():
            return UserError(
                self.env._("%s is not agreed yet.", line.skp_id.display_name)
            )
        return AccessError(line.skp_id._asn_no_right((APPRAISER, OFFICER)))

    def _asn_content(self):
        """Return the lines as a seal keeps them, in their order."""
        return [{"id": line.id, "kind": line.kind, "text": line.text} for line in self]

    def _asn_restore(self, plan, contents):
        """Make these lines what a version keeps of them; ``contents``: as it does."""
        kept = {one["id"]: one for one in contents}
        self.filtered(lambda line: line.id not in kept).unlink()
        there = self.exists()
        places = {one["id"]: 10 * place for place, one in enumerate(contents, 1)}
        for line in there:
            line.write(
                {
                    "kind": kept[line.id]["kind"],
                    "text": kept[line.id]["text"],
                    "sequence": places[line.id],
                }
            )
        self.create(
            [
                {
                    "skp_id": plan.id,
                    "kind": one["kind"],
                    "text": one["text"],
                    "sequence": places[one["id"]],
                }
                for one in contents
                if one["id"] not in there.ids
            ]
        )
