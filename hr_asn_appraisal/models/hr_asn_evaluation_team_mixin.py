from collections import Counter

from odoo import api, fields, models
from odoo.fields import Domain

from ..days import in_words
from ..domains import IN_OPEN_CYCLE
from ..law import codes
from ..law.codes import HERE
from ..law.proposal import achieved_bp, measured
from ..law.realization import FULL_BP
from ..law.states import DRAFT, RATED, SUBMITTED
from ..reached import baseline
from ..reached import due as due_of
from .hr_asn_dialogue import LEVELS
from .hr_asn_rating import PREDIKATS
from .hr_asn_skp_annex import FULFILLED

# How far an indicator is, for the colour of its figure; words stand beside it.
REACHED = "reached"
BELOW = "below"


class HrAsnEvaluationTeamMixin(models.AbstractModel):
    """What an appraiser sees of his team on one list, and of each beside it."""

    _name = "hr.asn.evaluation.team.mixin"
    _description = "ASN evaluations of a team"

    person_lines = fields.Text("Name, NIP and Post", compute="_compute_person_lines")
    is_waiting = fields.Boolean(
        "Waiting for a Rating",
        compute="_compute_is_waiting",
        search="_search_is_waiting",
        help="Not delivered yet: reported, rated, or over and not reported.",
    )
    achievement = fields.Char(
        compute="_compute_achievement",
        compute_sudo=False,
        help="Mean of the results, each by its weight, of what was measured; where "
        "not all indicators were, of how many.",
    )

    @api.depends("name", "post", "period_id", "skp_id.assignment_id.asn_kind")
    @api.depends_context("lang")
    def _compute_person_lines(self):
        """Name, below it period, post, and kind where that is not the usual one."""
        for evaluation in self:
            # sudo: hr.asn.assignment - of which kind one's own people are
            post = evaluation.sudo().skp_id.assignment_id
            kind = post.asn_kind != codes.PNS and post._asn_kind_label()
            period = evaluation.period_id.display_name
            below = " · ".join(filter(None, (period, evaluation.post, kind)))
            evaluation.person_lines = f"{evaluation.name}\n{below}"

    @api.depends("skp_id", "period_id", "version_id")
    @api.depends_context("uid")
    def _compute_achievement(self):
        """Blank, and not zero, where nothing was measured."""
        # sudo: hr.asn.skp… - who may read it may read what it reports
        trees = self.sudo()._asn_own_trees()
        for evaluation in self:
            tree = trees[evaluation]["result"]
            evaluation.achievement = tree and evaluation._asn_achieved_words(tree)

    @api.model
    def _asn_achieved_words(self, tree):
        """Return the mean achievement, and of how many indicators where some lack."""
        reached = achieved_bp(tree)
        if reached is None:
            return False
        count, total = measured(tree)
        percent = f"{reached // 100}%"
        if count == total:
            return percent
        told = {"percent": percent, "n": count, "total": total}
        return self.env._("%(percent)s (%(n)s of %(total)s)", **told)

    @api.depends("state", "period_id.report_until", "is_exempt")
    def _compute_is_waiting(self):
        found = self._origin.filtered_domain(self._asn_waiting_domain())
        for evaluation in self:
            evaluation.is_waiting = evaluation._origin in found

    def _search_is_waiting(self, operator, value):
        if operator != "in":
            return NotImplemented
        return self._asn_waiting_domain()

    @api.model
    def _asn_waiting_domain(self):
        """Return the domain of what an appraiser has still to rate or deliver."""
        over = Domain("state", "=", DRAFT) & Domain("is_exempt", "=", False)
        over &= Domain("period_id.report_until", "<", self._asn_today())
        # A delegate reads no plans: only where one is kept decides here.
        here = IN_OPEN_CYCLE & Domain("skp_id", "any!", [("source", "=", HERE)])
        return here & (over | Domain("state", "in", (SUBMITTED, RATED)))

    # -- the whole list ------------------------------------------------------

    @api.model
    def team_figures(self, domain):
        """Return what stands above the list of a team, for the rows of a domain.

        Out: {"total", "chosen", "left", "deliverable", "empty": numbers of people,
        "left" who has no predikat chosen and is awaited; who is exempt and has none is
        in no number. "parts":
        [{"code", "label", "count", "percent"}] of who has a predikat chosen,
        "sentence", "can_fill"}, with the pattern of `_asn_pattern_figures`.
        Percentages are of who was chosen, not of all.
        """
        rows = self.search(domain)
        # Of his own it is not told whether it lacks nothing.
        others = rows - rows._asn_mine("employee_id")
        counts = Counter(rows.filtered("current_predikat").mapped("current_predikat"))
        chosen = sum(counts.values())
        left = len(rows.filtered(lambda one: one._asn_is_left()))
        total = chosen + left
        empty = rows.filtered(
            lambda one: one.state == SUBMITTED and not any(one._asn_chosen().values())
        )
        return {
            "total": total,
            "chosen": chosen,
            "left": left,
            "deliverable": len(others._asn_lacking_nothing()),
            "empty": len(empty),
            "can_fill": any(empty.skp_id.policy_id.mapped("allows_all_expected")),
            "parts": self._asn_parts_of(counts, chosen),
            "sentence": self.env._(
                "%(chosen)s of %(total)s rated, %(left)s not yet",
                chosen=chosen,
                total=total,
                left=left,
            ),
            **rows._asn_pattern_figures(),
        }

    def _asn_is_left(self):
        """Say whether somebody waits for a predikat of this person."""
        return not self.current_predikat and not self.is_exempt

    @api.model
    def _asn_parts_of(self, counts, chosen):
        words = dict(self._fields["predikat"]._description_selection(self.env))
        return [
            {
                "code": code,
                "label": words[code],
                "count": counts[code],
                "percent": round(100 * counts[code] / chosen),
            }
            for code, _label in PREDIKATS
            if counts.get(code)
        ]

    @api.model
    @api.readonly
    def acting_posts(self):
        """Return the posts in which the user acts today, as bands above his team, M46.

        Out: [{"id", "sentence", "filter": name of the filter, "domain": who is rated
        from that post, "waits": whether somebody of them waits}]; nothing for who does
        not act, or rates nobody in it this year.
        """
        posts = self.env["hr.asn.assignment"]._asn_held_by_user()
        acting = posts.filtered(lambda one: one.status != codes.DEFINITIF)
        bands = []
        for post in acting:
            domain = self._asn_rated_from(post, posts)
            waits = self._asn_has_own(domain & self._asn_waiting_domain())
            if waits or self._asn_has_own(domain):
                bands.append(
                    {
                        "id": post.id,
                        "sentence": self._asn_acting_sentence(post),
                        "filter": post._asn_post(),
                        "domain": list(domain),
                        "waits": waits,
                    }
                )
        return bands

    @api.model
    def _asn_has_own(self, domain):
        """Say whether the user appraises any of a domain, in a year under way."""
        led = Domain("appraiser_id.user_id", "=", self.env.uid) & IN_OPEN_CYCLE
        # sudo: hr.asn.evaluation - his own team, and only whether there is one
        return bool(self.sudo().search_count(led & domain, limit=1))

    @api.model
    def _asn_acting_sentence(self, post):
        if not post.date_to:
            return self.env._("You rate as %s.", post._asn_post())
        return self.env._(
            "You rate as %(post)s until %(day)s.",
            post=post._asn_post(),
            day=in_words(self.env, post.date_to),
        )

    @api.model
    def _asn_rated_from(self, post, posts):
        """Return the domain of whom somebody rates from one of his posts.

        That is who is in its unit or below, and not nearer to another of his posts:
        not in the unit of one of those, where it lies within.
        """
        unit = post.department_id
        within = posts.department_id.filtered(
            lambda one: one != unit and one.parent_path.startswith(unit.parent_path)
        )
        domain = Domain(self._asn_unit_path, "child_of", unit.ids)
        if within:
            domain &= ~Domain(self._asn_unit_path, "child_of", within.ids)
        return domain

    # -- one of it -----------------------------------------------------------

    def panel(self):
        """Return what stands beside the list for one evaluation, or False for none."""
        if not self:
            return False
        self.ensure_one()
        self.check_access("read")
        results = self._asn_panel_results()
        return {
            "id": self.id,
            "name": self.name,
            "number": self.nip,
            "post": self.post,
            "period": self.period_id.display_name,
            "proposal": bool(self._asn_seen()) and self._asn_proposal_sentence(results),
            "results": results,
            "unmet": self._asn_panel_unmet(),
            "actions": self.action_note,
            "proof": self.proof,
            "evidence": self.panel_evidence(),
            "feedback": self._asn_panel_feedback(),
            "can_give_feedback": self.can_give_feedback,
            "self_report": self.self_report,
            "self_view": self.self_view,
        }

    def _asn_proposal_sentence(self, results):
        """Say what is proposed and how many indicators were reached.

        ``results``: as of `_asn_panel_results`.
        """
        words = self._asn_proposal_words()
        if not words:
            return self.env._("Nothing was measured: there is no proposal.")
        standings = [
            iki["standing"] for result in results for iki in result["indicators"]
        ]
        known = [standing for standing in standings if standing]
        told = {"words": words, "n": known.count(REACHED), "total": len(known)}
        left = len(standings) - len(known)
        if not left:
            return self.env._(
                "Proposed: %(words)s. %(n)s of %(total)s measured indicators reached.",
                **told,
            )
        return self.env._(
            "Proposed: %(words)s. %(n)s of %(total)s measured indicators reached, "
            "%(left)s not measured.",
            left=left,
            **told,
        )

    def _asn_panel_results(self):
        """Return results and indicators with baseline, target and actual."""
        # sudo: hr.asn.evaluation - who may read it may read what it reports
        own = self.sudo()
        found = own._asn_results_reached()[own]
        expected = own._asn_panel_expected()
        return [
            {
                "id": result["id"],
                "text": result["text"],
                "expected": expected.get(result["id"], []),
                "indicators": [
                    own._asn_panel_indicator(iki, found.due[iki["id"]])
                    for iki in result["indicators"]
                ],
            }
            for result in found.results
        ]

    def _asn_panel_expected(self):
        """Return {result id: [label and words of each level]} of what was told."""
        lines = self.skp_id.expectation_ids.filtered(lambda one: one.state != DRAFT)
        labels = {
            level: lines._fields[level]._description_string(self.env)
            for level in LEVELS
        }
        return {
            line.rhk_id.id: [
                {"level": level, "label": labels[level], "text": line[level]}
                for level in LEVELS
            ]
            for line in lines
        }

    def _asn_panel_unmet(self):
        """Return the promised resources that came in part or not at all."""
        # sudo: hr.asn.skp.annex - who may read the evaluation may know what was lacking
        lines = self.sudo().skp_id.annex_ids
        labels = dict(lines._fields["state"]._description_selection(self.env))
        return [
            {"id": one.id, "text": one.text, "state": labels[one.state]}
            for one in lines
            if one.state and one.state != FULFILLED
        ]

    def _asn_panel_indicator(self, iki, due):
        reached = self._asn_achievement(iki, due)
        return {
            "id": iki["id"],
            "text": iki["text"],
            "baseline": baseline(iki) or "–",
            "source": iki["baseline_source"],
            "target": f"{iki['target']} {iki['unit'] or ''}".strip(),
            "due": self._asn_panel_due(iki, due),
            "actual": iki["actual"] or self.env._("not measured"),
            "percent": reached is not None and f"{reached // 100}%",
            "standing": reached is not None
            and (REACHED if reached >= FULL_BP else BELOW),
        }

    def _asn_panel_due(self, iki, due):
        """Say what of a split target a period answers for; of the year it is all."""
        if self._asn_is_annual():
            return ""
        found = due_of(iki, self._asn_measured_in(iki, due))
        return found and self.env._("due here: %s", found)

    def _asn_panel_feedback(self):
        roles = dict(self.feedback_ids._fields["role"]._description_selection(self.env))
        return [
            {
                "id": one.id,
                "from": one.giver_name or roles[one.role],
                "on": in_words(self.env, one.given_on),
                "text": one.text,
            }
            for one in self.feedback_ids
        ]
