from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .hr_asn_workflow_mixin import OFFICER, SYSTEM, Transition

OPEN = "open"
SETTLED = "settled"
STATES = [(OPEN, "To Settle"), (SETTLED, "Settled")]


class HrAsnNotice(models.Model):
    """An employee's word that his appraiser is the wrong one; the officer settles it.

    The plan stays as it is meanwhile. Another appraiser settles it by himself.
    """

    _name = "hr.asn.notice"
    _description = "ASN notice of a wrong appraiser"
    _inherit = [
        "hr.asn.of.plan.mixin",
        "hr.asn.workflow.mixin",
        "hr.asn.scope.mixin",
        "hr.asn.person.search.mixin",
        "mail.activity.mixin",
    ]
    _order = "id desc"
    _rec_name = "name"
    _asn_unit_path = "skp_id.department_id"

    _transitions = (Transition("settle", (OPEN,), SETTLED, (OFFICER, SYSTEM)),)
    _asn_protected = {"state": OPEN, "settled_on": False}
    _asn_fixed = frozenset({"skp_id", "text", "appraiser_id", "noticed_on"})

    skp_id = fields.Many2one(ondelete="cascade")
    assignment_id = fields.Many2one(related="skp_id.assignment_id")
    name = fields.Char(related="skp_id.name", string="Employee Name")
    nip = fields.Char(related="skp_id.nip")
    department_id = fields.Many2one(related="skp_id.department_id", string="Unit")
    unit_path = fields.Char("Unit with Parent Units", compute="_compute_unit_path")
    appraiser_id = fields.Many2one(
        "hr.employee", "Appraiser at That Time", readonly=True, ondelete="set null"
    )
    text = fields.Text("What the Employee Says", required=True)
    noticed_on = fields.Date("Noticed On", required=True, readonly=True)
    settled_on = fields.Date("Settled On", readonly=True)
    state = fields.Selection(STATES, default=OPEN, required=True, readonly=True)

    _open_uniq = models.UniqueIndex(
        f"(skp_id) WHERE state = '{OPEN}'",
        "The performance officer has been told already.",
    )

    @api.depends("department_id")
    @api.depends_context("lang")
    def _compute_unit_path(self):
        for notice in self:
            notice.unit_path = notice.department_id._asn_path()

    def action_settle(self):
        """Settle notices: the appraiser is right, or has been corrected."""
        self._transition("settle", values={"settled_on": self._asn_today()})

    def action_open_assignment(self):
        """Open the post in which the appraiser is corrected."""
        self.ensure_one()
        return self.assignment_id.get_formview_action()

    @api.model
    def _asn_tell(self, skp, text):
        """Make the notice of an employee on his plan; what he said before is renewed.

        Raises UserError for an empty text.
        """
        if not (text or "").strip():
            raise UserError(self.env._("Write who your appraiser should be."))
        # sudo: hr.asn.notice - the employee tells, he changes nothing
        notices = self.sudo()
        notices._asn_settle(skp)
        told = notices.create(
            {
                "skp_id": skp.id,
                "text": text.strip(),
                "appraiser_id": skp.sudo().appraiser_id.id,
                "noticed_on": skp._asn_today(),
            }
        )
        # On the notice: the history of the plan is read by the one it is about.
        self.env["hr.asn.event"]._asn_log(told, "wrong_appraiser", text.strip())

    @api.model
    def _asn_not_about(self, user):
        """Return the domain of the notices that are not about a user himself."""
        return Domain("appraiser_id", "=", False) | Domain(
            "appraiser_id.user_id", "!=", user.id
        )

    @api.model
    def _asn_settle(self, plans):
        """Settle what is open about plans that got another appraiser."""
        # sudo: hr.asn.notice - settled by what happened, whoever did it
        found = self.sudo().search([("skp_id", "in", plans.ids), ("state", "=", OPEN)])
        found._asn_put({"state": SETTLED, "settled_on": plans[:1]._asn_today()})
        # Before the next one is made: the database allows one open notice of a plan.
        found.flush_recordset(["state"])
