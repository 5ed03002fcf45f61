from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..law.states import CHECKED, RETURNED, REVISING, SUBMITTED

# Plans whose rows may say otherwise than what is agreed.
IN_CHANGE = (REVISING, SUBMITTED, RETURNED, CHECKED)


class HrAsnTree(models.Model):
    """Cascade tree: the agency's objectives, and below them what is agreed.

    An id is twice that of the result, or twice that of the objective and one more. A
    result hangs below the first that it takes up, directly if it takes one up so.
    """

    _name = "hr.asn.tree"
    _description = "ASN cascade tree"
    _inherit = ["hr.asn.view.mixin", "hr.asn.open.name.mixin"]
    _auto = False
    # Only objectives have a code: they come first.
    _order = "code, skp_id desc, kind desc, number, id"
    _rec_names_search = ["name", "owner"]
    _depends = {
        "hr.asn.rhk.agreed": ["skp_id", "name", "owner", "indicators"],
        "hr.asn.objective": ["code", "name", "indicators", "cycle_id"],
        "hr.asn.rhk": ["is_agreed", "is_cancelled"],
    }

    name = fields.Text("Result", readonly=True)
    code = fields.Char(readonly=True)
    owner = fields.Char(readonly=True)
    post = fields.Char(readonly=True)
    number = fields.Integer("No.", readonly=True, aggregator=None)
    kind = fields.Char(readonly=True, export_string_translation=False)
    indicators = fields.Text(
        "Indicators and Targets",
        readonly=True,
        help="A line each; before the target stands its baseline with the year.",
    )
    skp_id = fields.Many2one("hr.asn.skp", "SKP", readonly=True)
    cycle_id = fields.Many2one("hr.asn.cycle", "Cycle", readonly=True)
    company_id = fields.Many2one("res.company", "Agency", readonly=True)
    department_id = fields.Many2one("hr.department", "Unit", readonly=True)
    above = fields.Integer(
        readonly=True, aggregator=None, export_string_translation=False
    )
    parent_id = fields.Many2one(
        "hr.asn.tree",
        "Takes Up",
        compute="_compute_parent_id",
        search="_search_parent_id",
    )
    child_ids = fields.One2many(
        "hr.asn.tree", string="Taken Up By", compute="_compute_child_ids"
    )

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT 2 * agreed.id AS id, agreed.name, NULL AS code, agreed.owner,
                   agreed.post, agreed.number, agreed.kind, agreed.indicators,
                   agreed.skp_id, agreed.cycle_id, agreed.company_id,
                   agreed.department_id,
                   CASE WHEN agreed.above %% 2 = 1 OR up.id IS NOT NULL
                        THEN agreed.above END AS above
              FROM (%(agreed)s) agreed
         LEFT JOIN hr_asn_rhk up
                ON agreed.above = 2 * up.id AND up.is_agreed
               AND up.is_cancelled IS NOT TRUE
         UNION ALL
            SELECT 2 * objective.id + 1, objective.name, objective.code, company.name,
                   NULL, NULL, NULL, objective.indicators, NULL, objective.cycle_id,
                   objective.company_id, NULL, NULL
              FROM hr_asn_objective objective
              JOIN res_company company ON company.id = objective.company_id
            """,
            agreed=self.env["hr.asn.rhk.agreed"]._table_query,
        )

    @api.model
    def _asn_place_of(self, ids):
        results = [key // 2 for key in ids if key % 2 == 0]
        # sudo: hr.asn.rhk - which plan to look into; what may be read is asked there
        rows = self.env["hr.asn.rhk"].sudo().search([("id", "in", results)])
        return Domain("skp_id", "in", rows.skp_id.ids) | Domain("skp_id", "=", False)

    @api.depends("above")
    @api.depends_context("uid")
    def _compute_parent_id(self):
        """Hang below what the user may read; what he may not is no branch to him."""
        ids = [one.above for one in self if one.above]
        seen = set(self.search([("id", "in", ids)]).ids)
        for one in self:
            one.parent_id = one.above if one.above in seen else False

    def _search_parent_id(self, operator, value):
        if operator != "in":
            return NotImplemented
        ids = [key for key in value if key]
        found = self._asn_below(ids) if ids else Domain.FALSE
        return found | Domain("above", "=", False) if False in value else found

    @api.model
    def hierarchy_read(self, domain, *args, **kwargs):
        """Where one plan is asked for, all that it has stands at the top.

        Else what takes nothing up would hide what does.
        """
        asked = Domain(domain)
        if any(one.field_expr == "skp_id" for one in asked.iter_conditions()):
            asked = asked.map_conditions(_anywhere)
        return super().hierarchy_read(list(asked), *args, **kwargs)

    @api.depends_context("uid")
    def _compute_child_ids(self):
        below = self.search(self._asn_below(self.ids)).grouped("above")
        for one in self:
            one.child_ids = below.get(one.id, self.browse())

    @api.model
    def _asn_below(self, ids):
        """Return the domain of what hangs below these, looked for where it can be."""
        # sudo: hr.asn.rhk.link - which plans to look into, see _asn_place_of
        links = self.env["hr.asn.rhk.link"].sudo()
        takes_up = Domain("superior_rhk_id", "in", [key // 2 for key in ids])
        takes_up |= Domain("objective_id", "in", [key // 2 for key in ids if key % 2])
        plans = links.search(takes_up).skp_id
        place = Domain("skp_id", "in", plans.ids)
        place |= Domain("skp_id.state", "in", IN_CHANGE)
        return Domain("above", "in", ids) & place

    @api.model
    def _asn_action(self, plan):
        """Return the action that opens the tree of a plan, of whatever year."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "hr_asn_appraisal.hr_asn_tree_action"
        )
        # A default filter counts as chosen whatever its value is: it must be left out.
        return action | {"context": {"search_default_skp_id": plan.id}}

    def action_open(self):
        """Open the plan of a result, as far as the user may read it."""
        self.ensure_one()
        if self.skp_id.has_access("read"):
            return self.skp_id.get_formview_action()
        return self.env["ir.actions.act_window"]._for_xml_id(
            "hr_asn_appraisal.hr_asn_rhk_agreed_action"
        )


def _anywhere(condition):
    """Return a condition of a domain; that of standing at the top is none."""
    is_top = condition.field_expr == "parent_id" and not condition.value
    return Domain.TRUE if is_top else condition
