from typing import NamedTuple

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..law import service
from ..law.split import MANUAL
from ..law.states import CANCELLED
from .hr_asn_iki_target_mixin import FOLLOWED
from .hr_asn_measure_mixin import NUMBERS

# What only the service says of its indicator.
FIXED = {*FOLLOWED, "service_target_id"}


class Part(NamedTuple):
    """What an owner's indicator has for a service.

    Whether he answers today, and by a version that is in force; his plan; the sealed
    indicator; the spans that share its target; the Actuals of the time that he answers
    for.
    """

    is_present: bool
    is_in_force: bool
    plan: object
    iki: dict
    spans: list
    actuals: list


def service_mark(env, iki):
    """Return "Service: …" of a sealed indicator, False where it is of none."""
    told = iki.get("service")
    return told and env._("Service: %s", told["name"])


class HrAsnIkiServiceMixin(models.AbstractModel):
    """An indicator that is the target of a service, in the plan of its owner.

    What it measures is said by the service; the members of the team have it through
    the owner's.
    """

    _name = "hr.asn.iki.service.mixin"
    _description = "ASN indicator of a service"

    service_target_id = fields.Many2one(
        "hr.asn.service.target",
        "Target of the Service",
        ondelete="restrict",
        index="btree_not_null",
        copy=False,
    )
    service_mark = fields.Char("Service", compute="_compute_service_mark")

    _service_uniq = models.UniqueIndex(
        "(skp_id, service_target_id) WHERE service_target_id IS NOT NULL",
        "This target of the service is in the plan already.",
    )
    _service_is_team = models.Constraint(
        "CHECK(service_target_id IS NULL OR is_team)",
        "The target of a service stays a team indicator.",
    )

    @api.depends("service_target_id", "lead_iki_id")
    @api.depends_context("lang")
    def _compute_service_mark(self):
        # sudo: hr.asn.iki - a member may know what his team works for
        for iki, own in zip(self, self.sudo(), strict=True):
            target = own.service_target_id or own.lead_iki_id.service_target_id
            name = target.service_id.name
            iki.service_mark = name and self.env._("Service: %s", name)

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        # Here, not of the values: a default of the context may have named it.
        lines._asn_check_by_service()
        return lines

    def write(self, vals):
        if not self.env.su and vals.keys() & FIXED:
            self._asn_check_of_service(vals)
        kept = self.filtered("service_target_id")
        done = super().write(vals)
        if "service_target_id" in vals:
            (self - kept)._asn_check_by_service()
        return done

    def _asn_check_by_service(self):
        """Refuse the target of a service that was not put into the plan by it."""
        if not self.env.su and self.filtered("service_target_id"):
            raise ValidationError(
                self.env._(
                    "The target of a service comes into a plan by “Put into SKP” on "
                    "the service."
                )
            )

    def _asn_check_of_service(self, vals):
        """Refuse what only the service changes of an indicator."""
        for iki in self.filtered("service_target_id"):
            if iki._asn_otherwise(vals, FIXED):
                raise UserError(iki._asn_only_service())

    def _asn_only_service(self):
        return self.env._(
            "“%(iki)s” is the target of a service (%(service)s): change it "
            "there, then take the change over into the plan.",
            iki=self.name,
            service=self.service_target_id.sudo().service_id.name,
        )

    # -- changed by the service ----------------------------------------------

    def _asn_service_fields(self):
        """Return the fields in which an indicator differs from its service."""
        told = self.service_target_id
        names = [*self._asn_otherwise(told._asn_measure(), FOLLOWED)]
        if told.split == MANUAL and self._asn_months_kept() != told._asn_months_kept():
            names.append("month_ids")
        return names

    def _asn_service_change(self):
        """Return in one line what the service has changed of an indicator."""
        told, names = self.service_target_id, self._asn_service_fields()
        # The numbers of a target follow its words.
        shown = [one for one in names if one not in NUMBERS or "target" not in names]
        words = "; ".join(
            f"{self._fields[name]._description_string(self.env)}: "
            f"{self._asn_value_told(name)} → {told._asn_value_told(name)}"
            for name in shown
        )
        return f"{told.service_id.name}, “{self.name}”. {words}"

    # -- content -------------------------------------------------------------

    @api.model
    def _asn_service_content(self, row):
        """Return what a seal keeps of the service of an indicator, given as its row."""
        if not row["service_target_id"]:
            return {}
        told = {"target": row["service_target_id"], "name": row["service"]}
        return {"service": told}

    @api.model
    def _asn_service_row(self, content):
        """Return the value of the service as a version keeps it; a lead's only."""
        told = content.get("service", {})
        is_member = content.get("team", {}).get("lead")
        return {"service_target_id": not is_member and told.get("target") or False}

    # -- what it has for the service -----------------------------------------

    def _asn_service_part(self, versions, recorded):
        """Return the Part of this indicator; None where it was never agreed.

        As the last version says that has it: ``versions``: {plan: its versions};
        ``recorded``: {indicator id: Actuals}.
        """
        plan = self.skp_id
        having = versions.get(plan, self.env["hr.asn.skp.version"]).filtered(
            lambda one: one._asn_indicator(self.id)
        )
        if not having:
            return None
        version = having[-1]
        terms = self.service_target_id.service_id._asn_terms()
        person = plan.employee_id.id
        due = plan._asn_due_spans(plan.policy_id.cadence, version, versions)
        return Part(
            self.service_target_id._asn_answering() == person,
            version == versions[plan][-1] and plan.state != CANCELLED,
            plan,
            version._asn_indicator(self.id),
            due[self.id],
            [
                one
                for one in recorded[self.id]
                if service.owner_on(terms, one.span.until) == person
            ],
        )
