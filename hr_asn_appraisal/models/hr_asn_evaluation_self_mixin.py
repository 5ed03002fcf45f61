from odoo import api, fields, models

from .hr_asn_evaluation_proposal_mixin import BEHAVIOR, RESULT
from .hr_asn_rating import RATINGS, SELF

# Field of the report -> axis of the rating.
OWN_VIEW = {"self_result": RESULT, "self_behavior": BEHAVIOR}


class HrAsnEvaluationSelfMixin(models.AbstractModel):
    """How people see their own work: a row of ratings beside those of others.

    It belongs to the self-report and is locked with it; nothing is computed from it.
    """

    _name = "hr.asn.evaluation.self.mixin"
    _description = "ASN evaluation as the employee sees it"

    self_result = fields.Selection(
        RATINGS,
        "Results, Own View",
        compute="_compute_self_result",
        inverse="_inverse_self",
        compute_sudo=False,
    )
    self_behavior = fields.Selection(
        RATINGS,
        "Behaviour, Own View",
        compute="_compute_self_behavior",
        inverse="_inverse_self",
        compute_sudo=False,
    )
    self_view = fields.Char("Own View", compute="_compute_self_view")

    # One method per field: writing one axis must not compute the other over it.
    @api.depends("rating_ids.result", "revision")
    @api.depends_context("uid")
    def _compute_self_result(self):
        own = self._asn_own_view()
        for one in self:
            one.self_result = own[one.id].result if one.id in own else False

    @api.depends("rating_ids.behavior", "revision")
    @api.depends_context("uid")
    def _compute_self_behavior(self):
        own = self._asn_own_view()
        for one in self:
            one.self_behavior = own[one.id].behavior if one.id in own else False

    @api.depends("self_result", "self_behavior")
    @api.depends_context("uid", "lang")
    def _compute_self_view(self):
        for one in self:
            one.self_view = one._asn_own_words()

    def _asn_own_view(self):
        """Return {id: the last row of kind self}; one query, as the user may see them.

        What was said before a reopening stays said: the report is not opened again.
        """
        return self.env["hr.asn.rating"]._asn_of(self, (SELF,))._asn_last((SELF,))

    def _asn_own_words(self):
        """Return the view of the person in words, nothing where there is none."""
        words = dict(self._fields["self_result"]._description_selection(self.env))
        if not (self.self_result or self.self_behavior):
            return False
        return self.env._(
            "results: %(result)s, behaviour: %(behavior)s",
            result=words.get(self.self_result, "–"),
            behavior=words.get(self.self_behavior, "–"),
        )

    def _inverse_self(self):
        """Keep what the person chose; chosen no more, the row is dropped."""
        chosen = {
            one: {axis: one[name] for name, axis in OWN_VIEW.items()} for one in self
        }
        said = {one: axes for one, axes in chosen.items() if any(axes.values())}
        # sudo: hr.asn.rating - written by who may report, as `write` has checked
        rows = self.env["hr.asn.rating"].sudo()
        rows._asn_take_back(SELF, self - self.browse(one.id for one in said))
        rows._asn_rate(SELF, said)
