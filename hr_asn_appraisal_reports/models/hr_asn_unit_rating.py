from collections import Counter

from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.hr_asn_appraisal import seal
from odoo.addons.hr_asn_appraisal.law import distribution
from odoo.addons.hr_asn_appraisal.law.codes import HERE
from odoo.addons.hr_asn_appraisal.law.states import PUBLISHED
from odoo.addons.hr_asn_appraisal.models.hr_asn_comparison import UNIT
from odoo.addons.hr_asn_appraisal.models.hr_asn_policy import OFF

from ..forms.predikat import ELSEWHERE, NO_PATTERN
from .hr_asn_paper import PREDIKAT


class HrAsnUnitRating(models.Model):
    _inherit = "hr.asn.unit.rating"

    def predikat_pdf(self):
        """Return the predikat of a unit (5.11): [{"id", "name", "data" (base64)}]."""
        return self.env["hr.asn.paper"]._as_rpc(PREDIKAT, self)

    def _asn_predikat_name(self):
        return self.env["hr.asn.paper"]._asn_name(PREDIKAT, self)

    def _asn_predikat_content(self):
        """Return who was delivered which predikat by this rating, until today.

        Raises UserError where there is nobody, or where the user may not read all of
        it: the paper speaks of everybody, and says why a pattern was left.
        """
        self.ensure_one()
        people = self._asn_delivered_people()
        waiting = self._asn_waiting()
        judged = self._asn_judged_with(people)
        rules, apart = self._asn_rules_of(people, waiting, judged)
        agency, department = self.company_id, self.department_id
        return seal.unseal(self.content) | {
            "agency": agency.name,
            "place": agency.asn_place or "",
            # sudo: hr.department - the name of a unit is no secret
            "unit": {"id": department.id, "name": department.sudo().name},
            "leader": self._asn_leader_content(),
            "people": self._asn_people_content(people),
            "waiting": waiting,
            "rules": rules,
            "apart": apart,
            "least": self.period_id._asn_least_people(),
            "judged": [self._asn_judged_content(one) for one in judged],
            "considerations": self._asn_considered(),
            "printed_on": str(agency._asn_today()),
        }

    def _asn_delivered_people(self):
        """Return the evaluations that were delivered by this rating, by name."""
        evaluations = self.env["hr.asn.evaluation"]
        delivered = Domain("unit_rating_id", "=", self.id)
        found = evaluations.search(delivered)
        # sudo: hr.asn.evaluation - whether all of them are for the user to read
        if len(found) != evaluations.sudo().search_count(delivered):
            raise UserError(self._asn_not_whole())
        if not found:
            raise UserError(
                self.env._(
                    "Nobody was delivered by %s yet. What was delivered is printed.",
                    self.display_name,
                )
            )
        return found.sorted("name")

    def _asn_waiting(self):
        """Return how many it is for who have not been delivered."""
        waiting = Domain("state", "not in", PUBLISHED) & Domain("source", "=", HERE)
        waiting &= Domain("is_exempt", "=", False)
        # sudo: hr.asn.evaluation - how many, nothing else of them
        evaluations = self.env["hr.asn.evaluation"].sudo()
        return evaluations.search_count(self._asn_governed() & waiting)

    def _asn_not_whole(self):
        return self.env._(
            "%s: the paper speaks of people, or of considerations, that you may not "
            "read. The performance team or the leader above them prints it.",
            self.display_name,
        )

    def _asn_considered(self):
        """Return why the pattern was left, as it was written with each delivery."""
        found = self.env["hr.asn.consideration"].search(
            [("rating_id", "=", self.id)], order="id"
        )
        # sudo: hr.asn.consideration - whether all of them are for the user to read
        whole = found.sudo().search_count([("rating_id", "=", self.id)])
        if whole != len(found):
            raise UserError(self._asn_not_whole())
        return [
            {
                "text": one.text,
                "departure": one.departure or "",
                # sudo: hr.asn.calibration - whether it is of a session, not whose
                "in_session": bool(one.sudo().calibration_id),
                "author": one.author_id.name,
                "on": str(one.written_on),
            }
            for one in found
        ]

    # -- figures -------------------------------------------------------------

    def _asn_judged_with(self, people):
        """Return with whom these people are judged: [Judged], by what was delivered.

        At the units that the comparison has, too: smaller ones at that above.
        """
        comparison = self.env["hr.asn.comparison"]
        return comparison._asn_judged(
            self.period_id,
            UNIT,
            comparison._asn_cells(self.period_id.id, is_delivered=True),
            people.department_id.ids,
        )

    def _asn_is_whole(self, judged):
        """Say whether the people of the paper are judged by themselves, as one."""
        ratings = self.env["hr.asn.unit.rating"]
        rated = ratings._asn_set_in(self.period_id)[self.period_id]
        # sudo: hr.department - where units stand, no secret
        units = self.env["hr.department"].sudo()
        units = units.browse({cell.unit for one in judged for cell in one.cells})
        is_here = [one.unit for one in judged] == [self.department_id]
        return is_here and all(
            ratings._asn_nearest_of(one, rated) == self for one in units
        )

    def _asn_rules_of(self, people, waiting, judged):
        """Return (rules with what is, why there are none).

        ``people``: delivered evaluations, by the policy of most of them; while others
        are ``waiting`` no rule is kept or broken. ``judged``: as of `_asn_judged_with`.
        """
        policy = people._asn_policy_of_most()
        if policy.distribution == OFF:
            return [], NO_PATTERN
        if not self._asn_is_whole(judged):
            return [], ELSEWHERE
        known = self.env["hr.asn.distribution.rule"]._asn_rules(policy)
        counts = Counter(one.predikat for one in people)
        return self._asn_told_rules(known[policy][self.rating], counts, waiting), ""

    def _asn_told_rules(self, rules, counts, waiting):
        """Return rules with what is: [as of `_asn_rule_content`].

        ``waiting``: how many get their predikat later; while some do none is kept.
        """
        found = distribution.check_rules(counts, [one._asn_rule() for one in rules])
        broken = {one.rule: one for one in found}
        told = [self._asn_rule_content(one, counts, broken) for one in rules]
        return [one | {"is_broken": None} for one in told] if waiting else told

    def _asn_judged_content(self, judged):
        """Return how people who are judged together stand, as far as it may be told.

        Who prints it and is one of them, or may not read all, is told where alone.
        """
        told = {"unit": judged.unit.name, "rating": judged.rating.rating or ""}
        if not judged.rules or not judged.is_told:
            return told | {"rules": [], "is_told": False}
        rated, total = sum(judged.counts.values()), judged.total
        rules = self._asn_told_rules(judged.rules, judged.counts, total - rated)
        return told | {"rated": rated, "total": total, "rules": rules, "is_told": True}

    def _asn_rule_content(self, rule, counts, broken):
        """Return a rule with what is; ``broken``: {rule of the law: its violation}."""
        law = rule._asn_rule()
        total = sum(counts.values())
        bar = self.env["hr.asn.evaluation"]._asn_rule_figures
        figures = bar(rule, counts, total, broken.get(law))
        return {
            "predikats": law.predikats,
            "bound": law.bound,
            "limit": rule.limit,
            "percent": figures["percent"],
            "is_broken": figures["is_broken"],
        }

    # -- people --------------------------------------------------------------

    def _asn_people_content(self, evaluations):
        """Return each person as papers name him, with what he was delivered."""
        posts = {}
        for day, some in evaluations.grouped("delivered_on").items():
            # sudo: hr.employee - rank and NIP are for the paper, not for who asks
            posts |= some.sudo().skp_id.assignment_id._asn_people(day)
        return [
            posts[one.sudo().skp_id.assignment_id.id]
            | {
                "result": one.result or "",
                "behavior": one.behavior or "",
                "predikat": one.predikat,
            }
            for one in evaluations
        ]

    def _asn_leader_content(self):
        """Return who has set it, in the post from which he stands above the unit."""
        # sudo: hr.employee, hr.asn.assignment - rank and NIP are for the paper
        own = self.sudo()
        leader = own.leader_id
        if not leader:
            return None
        posts = own.env["hr.asn.assignment"]._asn_held_by(leader, own.set_on)
        held = posts.get(leader, own.env["hr.asn.assignment"])
        return leader._asn_party_as(held._asn_nearest(own.department_id), own.set_on)
