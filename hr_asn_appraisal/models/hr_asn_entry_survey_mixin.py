from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .hr_asn_survey_index import told

# The dimension of indicators that ask how satisfied the public is.
SATISFACTION = "kepuasan"


class HrAsnEntrySurveyMixin(models.AbstractModel):
    """An indicator that asks for public satisfaction: what the surveys propose.

    Its service is the one whose target it is; else those that the person answers for,
    else those of the units that he heads, and below. All answers weigh the same.
    """

    _name = "hr.asn.entry.survey.mixin"
    _description = "ASN indicator of public satisfaction"

    service_target_id = fields.Many2one(
        "hr.asn.service.target", "Target of the Service", readonly=True
    )
    dimension = fields.Char(readonly=True)
    index_told = fields.Char("From the Survey", compute="_compute_index_told")
    takes_index = fields.Boolean(
        compute="_compute_index_told", export_string_translation=False
    )

    @api.depends("dimension", "service_target_id", "actual")
    @api.depends_context("lang")
    def _compute_index_told(self):
        asking = self._asn_asking()
        trees = asking._asn_indexes()
        for entry in self:
            tree = trees.get(entry)
            entry.index_told = tree and self.env._(
                "SKM: %(index)s of %(n)s respondents",
                index=told(tree["value"]),
                n=tree["number"],
            )
            entry.takes_index = bool(tree) and not entry.actual

    def _asn_asking(self):
        """Return those that ask for an index and record it themselves.

        What is counted in percent asks for something else: a share of services.
        """
        return self.filtered(
            lambda one: (
                one.dimension == SATISFACTION
                and not one.lead_iki_id
                and (one.unit or "").strip() != "%"
            )
        )

    def _asn_indexes(self):
        """Return {entry: tree of its index}; a fixed number of queries."""
        # sudo: hr.asn.survey.index - who may read the evaluation may know the figure
        rows = self.env["hr.asn.survey.index"].sudo()
        services = self._asn_services()
        every = rows.env["hr.asn.service"].union(*services.values())
        found = rows.search(
            Domain("service_id", "in", every.ids)
            & Domain("period_id", "in", self.period_id.ids)
        )
        return {
            entry: found.filtered(
                lambda one, entry=entry: (
                    one.service_id in services[entry]
                    and one.period_id == entry.period_id
                )
            )._asn_whole()
            for entry in self
        }

    def _asn_services(self):
        """Return {entry: the services whose users are asked}."""
        # sudo: hr.asn.service - whose it is, whoever may read it
        services = self.env["hr.asn.service"].sudo()
        own = self.sudo()
        people = own.skp_id.employee_id
        units = own.env["hr.department"].search([("manager_id", "in", people.ids)])
        known = services.search(
            Domain("owner_id", "in", people.ids)
            | Domain("department_id", "child_of", units.ids)
        )
        return {
            entry: entry.sudo().service_target_id.service_id
            or known._asn_of_person(entry.sudo().skp_id.employee_id)
            for entry in self
        }

    def action_take_index(self):
        """Take the index as the actual; what somebody has typed stays."""
        trees = self._asn_asking()._asn_indexes()
        for entry in self:
            tree = trees.get(entry)
            if not tree:
                raise UserError(
                    self.env._("No survey says anything of “%s” here.", entry.iki_name)
                )
            if entry.actual:
                raise UserError(
                    self.env._(
                        "“%s” has an actual already. "
                        "Empty it first, then take the index.",
                        entry.iki_name,
                    )
                )
            entry._asn_take_index(tree)
        self.invalidate_recordset()

    def _asn_take_index(self, tree):
        entry = self.with_env(self.env)
        entry._asn_create_realization(told(tree["value"]))
        entry.invalidate_recordset(["realization_id"])
        line = self.env["hr.asn.realization"].search(
            Domain("iki_id", "=", self.iki_id.id)
            & Domain("period_id", "=", self.period_id.id)
        )
        # sudo: hr.asn.realization - where it comes from is for code to say
        line.sudo().write({"index_basis": tree, "note": self.index_told})
