from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError

from ..days import in_words
from ..law import codes, scoring
from ..law.proposal import departs, needs_reason
from ..law.states import DRAFT, RATED
from .hr_asn_evaluation_import_mixin import FIGURES
from .hr_asn_evaluation_proposal_mixin import AXES, BEHAVIOR, RESULT, values_of
from .hr_asn_rating import EFFECTIVE, EMPTY, GIVEN, PREDIKATS, PROPOSED, RATINGS

RATE = "rate"
REASON = "reason"
POINTS = "points"

# What a choice lacks to be a rating.
NOTHING_CHOSEN = "nothing"
HALF = "half"
REPORT = "report"
EVIDENCE = "evidence"
DEPARTURE = "departure"
SENTENCE = "sentence"
AGAIN = "again"
ADJUSTED = "adjusted"
FIGURE = "figure"
# What "All as Expected" gives.
AS_EXPECTED = {RESULT: codes.SESUAI, BEHAVIOR: codes.SESUAI, REASON: False}
LACKS = [
    (NOTHING_CHOSEN, "Nothing Chosen"),
    (HALF, "The Other Rating"),
    (REPORT, "A Reason: Not Reported"),
    (EVIDENCE, "A Reason: No Evidence"),
    (DEPARTURE, "A Reason: Differs from the Proposal"),
    (SENTENCE, "A Reason: Not as Expected"),
    (AGAIN, "A Reason: Differs from What Was Delivered"),
    (ADJUSTED, "A Reason: Corrected"),
    (FIGURE, "The Result of the Unit in Numbers"),
]


class HrAsnEvaluationRatingMixin(models.AbstractModel):
    """How an evaluation is rated by its appraiser."""

    _name = "hr.asn.evaluation.rating.mixin"
    _description = "ASN evaluation rated"

    rating_ids = fields.One2many("hr.asn.rating", "evaluation_id", "Ratings")
    # What the current user may see of the rating now, delivered or not.
    current_result = fields.Selection(
        RATINGS, "Result", compute="_compute_current", compute_sudo=False
    )
    current_behavior = fields.Selection(
        RATINGS, "Behaviour", compute="_compute_current", compute_sudo=False
    )
    current_predikat = fields.Selection(
        PREDIKATS, "Predicate Now", compute="_compute_current", compute_sudo=False
    )
    # What the appraiser chooses in a list or form; both together are a rating.
    draft_result = fields.Selection(
        RATINGS,
        "Chosen Result Rating",
        compute="_compute_draft_result",
        inverse="_inverse_draft",
        compute_sudo=False,
    )
    draft_behavior = fields.Selection(
        RATINGS,
        "Chosen Behaviour Rating",
        compute="_compute_draft_behavior",
        inverse="_inverse_draft",
        compute_sudo=False,
    )
    draft_reason = fields.Text(
        "Reason",
        compute="_compute_draft_reason",
        inverse="_inverse_draft",
        compute_sudo=False,
    )
    # The draft as a screen read it; sent along with a choice, that of another is told.
    draft_seen = fields.Char(
        compute="_compute_draft_seen",
        compute_sudo=False,
        readonly=False,
        export_string_translation=False,
    )
    draft_lack = fields.Selection(
        LACKS, "Still Missing", compute="_compute_draft_lack", compute_sudo=False
    )
    lack_note = fields.Char(
        "What Is Missing", compute="_compute_draft_lack", compute_sudo=False
    )

    @api.depends("rating_ids.result", "rating_ids.behavior", "state", *FIGURES)
    @api.depends_context("uid")
    def _compute_current(self):
        effective = self.env["hr.asn.rating"]._asn_effective(self)
        for evaluation in self:
            rating = effective.get(evaluation.id)
            if evaluation.is_rated_elsewhere:
                # No rating sheet is made here: what was imported is what counts.
                rating = evaluation
            evaluation.current_result = rating and rating.result
            evaluation.current_behavior = rating and rating.behavior
            evaluation.current_predikat = rating and rating.predikat

    # One method per field: writing one axis must not compute the other over it.
    @api.depends("current_result")
    @api.depends_context("uid")
    def _compute_draft_result(self):
        for evaluation in self:
            evaluation.draft_result = evaluation.current_result

    @api.depends("current_behavior")
    @api.depends_context("uid")
    def _compute_draft_behavior(self):
        for evaluation in self:
            evaluation.draft_behavior = evaluation.current_behavior

    @api.depends("current_result", "current_behavior", "rating_ids.reason")
    @api.depends_context("uid")
    def _compute_draft_reason(self):
        effective = self.env["hr.asn.rating"]._asn_effective(self)
        for evaluation in self:
            rating = effective.get(evaluation.id)
            evaluation.draft_reason = rating and rating.reason

    @api.depends("rating_ids.result", "rating_ids.behavior", "rating_ids.reason")
    @api.depends_context("uid")
    def _compute_draft_seen(self):
        effective = self.env["hr.asn.rating"]._asn_effective(self)
        for evaluation in self:
            rating = effective.get(evaluation.id)
            evaluation.draft_seen = rating and rating._asn_mark()

    @api.depends("draft_result", "draft_behavior", "draft_reason", "state", "revision")
    @api.depends_context("uid", "lang")
    def _compute_draft_lack(self):
        """Say what is missing of each choice, to who may choose."""
        own = self._asn_movable(self._asn_move(RATE))
        lacks = own._asn_lacks({one: one._asn_chosen() for one in own})
        for evaluation in self:
            lack = lacks.get(evaluation)
            evaluation.draft_lack = lack
            evaluation.lack_note = lack and evaluation._asn_lack_note(lack)

    def write(self, vals):
        if "draft_seen" in vals:
            vals = dict(vals)
            self._asn_check_draft_seen(vals.pop("draft_seen"))
        return super().write(vals)

    def _asn_check_draft_seen(self, seen):
        """Refuse to choose over what another chose since the screen was read, M35.

        ``seen``: the mark of the draft as the screen has it, False where was none.
        """
        self._asn_refuse(self._asn_move(RATE))
        # sudo: hr.asn.rating - that another chose, to who may choose, as asked just now
        drafts = self.env["hr.asn.rating"].sudo()._asn_drafts(self, GIVEN)
        others = drafts.filtered(lambda one: one.actor_id != self.env.user)
        changed = others.filtered(lambda one: one._asn_mark() != seen)
        if changed:
            raise self._asn_changed_by(changed.actor_id[:1])

    def _asn_chosen(self):
        """Return what is chosen on a screen, as a rating row keeps it."""
        return {
            RESULT: self.draft_result,
            BEHAVIOR: self.draft_behavior,
            REASON: sentence(self.draft_reason),
        }

    def _inverse_draft(self):
        # sudo: hr.asn.rating - drafts of who may choose, which is asked below
        rows = self.env["hr.asn.rating"].sudo()._asn_drafts(self, GIVEN)
        before = {row.evaluation_id: row for row in rows}
        self._asn_choose(
            {one: one._asn_chosen_anew(before.get(one, rows[:0])) for one in self}
        )

    def _asn_chosen_anew(self, row):
        """Return what is chosen, without the sentence that was said of another rating.

        ``row``: the draft as it was before. Who turns above into below, or below into
        above, gives a reason for that; who turns all into as expected needs none, but
        where one is needed whatever is chosen.
        """
        chosen = self._asn_chosen()
        before, now = _special(row), _special(chosen)
        replaced = any(now[axis] != before[axis] for axis in now.keys() & before.keys())
        is_said_of_it = row.reason and chosen[REASON] == sentence(row.reason)
        usual = before and not now and not self._asn_lack_anyway()
        if is_said_of_it and (replaced or usual):
            chosen[REASON] = False
        return chosen

    # -- rating --------------------------------------------------------------

    def action_rate(self, result, behavior, reason=None):
        """Rate both axes (codes of law.codes); a reason where one is needed.

        Rating again before delivery replaces the appraiser's own draft row. Raises
        UserError saying what is missing.
        """
        axes = {RESULT: result, BEHAVIOR: behavior}
        rated = axes | {REASON: sentence(reason)}
        self._asn_check_in_words()
        self._asn_rate_each(dict.fromkeys(self, rated))

    @api.model
    def rate_and_deliver(self, choices, consideration=None):
        """Rate and deliver many at once; one that is refused does not stop others.

        In: [{"id", "result", "behavior", "reason"}]; the consideration as of
        `action_deliver`. Out: {"delivered": [ids],
        "refused": [sentences]}. Raises ValueError for a rating that the law does not
        know, before anything is done.
        """
        chosen = {self.browse(one["id"]): row_of(one) for one in choices}

        def move(some):
            ratings = {one: chosen[one] for one in some}
            some._asn_check_in_words()
            some._asn_rate_each(ratings, leaves_todos=True)
            some._asn_deliver()

        asked = self.union(*chosen)
        departing, left = asked._asn_part_by_pattern(consideration, chosen)
        rest = asked.filtered(lambda one: one not in left)
        done, reasons = rest._asn_try_each(move, RATE)
        done._asn_keep_consideration(departing, consideration)
        return {
            "delivered": done.ids,
            "refused": [*asked._asn_stay_reasons(left), *reasons],
        }

    def _asn_rate_each(self, ratings, leaves_todos=False):
        """Rate each as ``ratings`` say: {evaluation: dict of RATED}; all or none.

        ``leaves_todos``: as of `_transition`.
        """
        # Whoever may not is told nothing of what it lacks, nor what is proposed.
        self._asn_refuse(self._asn_move(RATE))
        trees = self._asn_trees()
        lacks = self._asn_lacks(ratings, trees)
        if lacks:
            first, lack = next(iter(lacks.items()))
            raise UserError(first._asn_lack_error(lack))
        self._asn_settle(ratings, trees, leaves_todos)

    def _asn_settle(self, ratings, trees, leaves_todos=False):
        """Write ratings that lack nothing, beside what the system proposed just now."""
        today, settled = self._asn_today(), self._asn_settled_versions()
        self._transition(
            RATE,
            values=lambda one: {"rated_on": today, **settled[one]},
            leaves_todos=leaves_todos,
        )
        # sudo: hr.asn.rating - written by this transition only, by nobody's own right
        rows = self.env["hr.asn.rating"].sudo()
        rows._asn_rate(GIVEN, ratings)
        rows.with_user(SUPERUSER_ID)._asn_rate(
            PROPOSED, {one: _proposal_row(trees[one]) for one in self}
        )

    def _asn_choose(self, choices):
        """Keep what is chosen: whole as a rating, else as a draft of one.

        ``choices``: {evaluation: dict of RATED}. Raises what forbids any choice.
        """
        self._asn_refuse(self._asn_move(RATE))
        self._asn_check_calendar()
        trees = self._asn_trees()
        lacks = self._asn_lacks(choices, trees)
        whole = self.filtered(lambda one: one not in lacks)
        if whole:
            whole._asn_settle({one: choices[one] for one in whole}, trees)
        half = self - whole
        half.filtered(lambda one: one.state == RATED)._asn_unrate()
        # sudo: hr.asn.rating - a draft of who may rate, which was asked just now
        self.env["hr.asn.rating"].sudo()._asn_rate(
            GIVEN, {one: choices[one] for one in half}
        )

    def _asn_unrate(self):
        """Take ratings back that are not delivered: to where they came from.

        What rating had settled is open again, and the appraiser is told that it waits.
        """
        reported = self.filtered("submitted_on")
        parts = reported.filtered(lambda one: not one._asn_is_annual())
        fresh = {"rated_on": False}
        parts._transition("unrate", values=fresh)
        open_again = fresh | {"version_id": False}
        (reported - parts)._transition("unrate", values=open_again)
        (self - reported)._transition("unrate_unreported", values=open_again)
        reported._asn_notify("hr_asn_appraisal.mail_act_asn_rate", "appraiser_id")

    def _asn_raters(self):
        """Return {(evaluation id, revision): who rated it, himself or for another}.

        For guards only; one query.
        """
        # sudo: hr.asn.rating - who rated, to keep him from judging his own rating
        rows = self.env["hr.asn.rating"].sudo()._asn_of(self, (GIVEN,))
        return {(row.evaluation_id.id, row.revision): row.actor_id for row in rows}

    # -- many at once --------------------------------------------------------

    def action_remind(self):
        """Remind who has not reported, or not proven it, as who may rate it without.

        Once a day, however many ask; one activity, no mail. Returns what is said on the
        screen. Raises UserError for what is not waited for, or without a login.
        """
        for one in self:
            one._asn_check_remindable()
        # sudo: hr.asn.evaluation - to-dos of others are not for who rates to touch
        own = self.sudo()
        late = own.filtered(lambda one: one.state == DRAFT)
        fresh = late._asn_remind() | (own - late)._asn_remind_of_evidence()
        if not fresh:
            return self._asn_told(self.env._("Reminded today already."))
        names = ", ".join(fresh.mapped("name"))
        return self._asn_told(self.env._("Reminded: %s.", names))

    def _asn_check_remindable(self):
        self._asn_refuse(self._asn_move(RATE))
        if not self._asn_is_waited_for():
            raise UserError(
                self.env._("%s is not waited for any more.", self.display_name)
            )
        # sudo: hr.employee - whether there is a login, not whose
        if not self.sudo().employee_id.user_id:
            raise UserError(
                self.env._(
                    "%s has no login: tell the person yourself.", self.display_name
                )
            )

    def _asn_is_waited_for(self):
        """Say whether the employee has something to hand in, whatever is chosen."""
        if self.state == DRAFT:
            return not self.is_exempt
        return self._asn_lack_anyway() == EVIDENCE

    def action_all_as_expected(self):
        """Rate these as expected on both axes.

        What has a rating, a choice or a reason keeps it; where a sentence is needed the
        row is left for it. Offers to take all back.
        """
        empty = self - self.exists().filtered(
            lambda one: any(one._asn_chosen().values())
        )
        done, reasons = empty._asn_try_each(
            lambda some: some._asn_rate_as_expected(), RATE
        )
        sentence = self.env._("%(n)s rated as expected.", n=len(done))
        told = self._asn_told_each(sentence, empty - done, reasons)
        if not done:
            return told
        undo = {"model": self._name, "method": "take_back", "args": [done.ids]}
        params = told.get("params") or {
            **self._asn_told(sentence)["params"],
            # The dialog with all reasons, beside what takes back.
            "listed": told,
        }
        notice = {"type": "ir.actions.client", "tag": "asn_told"}
        return notice | {"params": params | {"undo": undo}}

    def _asn_rate_as_expected(self):
        """Rate as expected, where the policy allows to do so for many at once."""
        refused = self.filtered(
            lambda one: not one.skp_id.policy_id.allows_all_expected
        )
        if refused:
            raise UserError(
                self.env._(
                    "%s is to be rated by itself: the policy does not let all be rated "
                    "as expected at once.",
                    refused[0].display_name,
                )
            )
        self.action_rate(codes.SESUAI, codes.SESUAI)

    @api.model
    def take_back(self, ids):
        """Take back what was rated as expected at once.

        What was delivered or chosen anew since stays. Returns the sentence that tells.
        """
        rated = (
            self.browse(ids)
            .exists()
            .filtered(
                lambda one: one.state == RATED and one._asn_chosen() == AS_EXPECTED
            )
        )
        rated._asn_unrate()
        # sudo: hr.asn.rating - drafts of who may rate, as the transition has asked
        self.env["hr.asn.rating"].sudo()._asn_rate(GIVEN, dict.fromkeys(rated, EMPTY))
        return self.env._("%(n)s ratings were taken back.", n=len(rated))

    # -- what is missing -----------------------------------------------------

    def _asn_lacks(self, ratings, trees=None):
        """Return {evaluation: what its rating lacks, as one of LACKS}.

        ``ratings``: {evaluation: dict of RATED}; ``trees``: the proposals they are held
        against, None for those that are shown. What lacks nothing is not in it.
        """
        lacks, before = {}, self._asn_delivered_before()
        for one in self:
            proposed = values_of(trees[one]) if trees else one._asn_shown()
            lacks[one] = one._asn_lack_of(ratings[one], proposed) or lack_again(
                EMPTY | ratings[one], before.get(one.id)
            )
        return {one: lack for one, lack in lacks.items() if lack}

    def _asn_delivered_before(self):
        """Return {id: what was delivered last of an earlier revision}.

        One query; none where nothing was opened again.
        """
        again = self.filtered("revision")
        if not again:
            return {}
        # sudo: hr.asn.rating - what a rating is held against, whoever rates anew
        rows = self.env["hr.asn.rating"].sudo()._asn_of(again, EFFECTIVE)
        delivered = rows.filtered(
            lambda row: row.is_published and row.revision < row.evaluation_id.revision
        )
        return delivered._asn_last(EFFECTIVE)

    def _asn_shown(self):
        """Return the proposal as the screen shows it."""
        return {RESULT: self.proposed_result, BEHAVIOR: self.proposed_behavior}

    def _asn_lack_of(self, rating, proposed):
        axes = {axis: rating[axis] for axis in AXES}
        if not any(axes.values()):
            return NOTHING_CHOSEN
        return (not rating[REASON] and self._asn_reason_for(axes, proposed)) or (
            HALF if not all(axes.values()) else None
        )

    def _asn_reason_for(self, axes, proposed):
        """Return for what a sentence is needed, as one of LACKS, or None."""
        lack = self._asn_lack_anyway()
        if lack or not needs_reason(axes, proposed):
            return lack
        return DEPARTURE if departs(axes, proposed) else SENTENCE

    def _asn_lack_anyway(self):
        """Return for what a sentence is needed whatever is chosen, or None.

        What was not reported was not reported, rated or not.
        """
        if not self.submitted_on:
            return REPORT
        return EVIDENCE if self._asn_is_unproven() else None

    def _asn_is_unproven(self):
        """Say whether results lack evidence where the policy asks for it."""
        gate = self.skp_id.policy_id.evidence_gate
        return gate and self.proven_count < self.result_count

    def _asn_lack_note(self, lack):
        """Say in a row what is missing and what to do."""
        self.ensure_one()
        if lack == EVIDENCE:
            return self.env._(
                "Cannot be rated yet: %(n)s work results have no evidence. Ask the "
                "employee to complete it, or rate with a reason.",
                n=self.result_count - self.proven_count,
            )
        if lack == DEPARTURE:
            return self.env._(
                "Your rating differs from what the system proposes (%(proposed)s). "
                "Write the reason in one sentence.",
                proposed=self._asn_proposal_words(),
            )
        if lack == AGAIN:
            return self.env._(
                "Your rating differs from what was delivered before (%(delivered)s). "
                "Write the reason in one sentence.",
                delivered=self._asn_row_told(self._asn_delivered_before()[self.id]),
            )
        return {
            NOTHING_CHOSEN: "",
            HALF: self.env._("Choose the other rating, too."),
            SENTENCE: self.env._(
                "Above and below expectation need a reason. Write one sentence."
            ),
            REPORT: self.env._("Has not been reported. Rate with a reason."),
        }[lack]

    def _asn_lack_error(self, lack):
        """Say of which document what is missing."""
        self.ensure_one()
        if lack == REPORT and self.state == DRAFT:
            return self._asn_not_reported()
        note = self._asn_lack_note(lack) or self.env._("Choose both ratings.")
        return f"{self.display_name}: {note}"

    def _asn_proposal_words(self):
        """Return the proposal as words: "results: Meets, behaviour: Above"."""
        words = dict(self._fields["proposed_result"]._description_selection(self.env))
        parts = {
            self.env._("results"): self.proposed_result,
            self.env._("behaviour"): self.proposed_behavior,
        }
        return ", ".join(
            f"{axis}: {words[rating]}" for axis, rating in parts.items() if rating
        )

    def _asn_check_waiting(self):
        """Refuse to rate who has not reported and still has time for it."""
        today = self._asn_today()
        for evaluation in self.filtered(lambda one: one.state == DRAFT):
            if today <= evaluation.fill_until:
                raise UserError(evaluation._asn_not_reported())

    def _asn_not_reported(self):
        return self.env._(
            "%(document)s has not been reported. "
            "After %(day)s it can be rated with a reason.",
            document=self.display_name,
            day=in_words(self.env, self.fill_until),
        )

    def _asn_check_calendar(self):
        """Refuse to rate a period that is not over, unless it was opened before."""
        self._asn_check_cycle_open()
        self._asn_check_waiting()
        today = self._asn_today()
        for evaluation in self:
            first = evaluation.period_id.open_on or evaluation.date_to
            if today < first:
                raise UserError(
                    self.env._(
                        "%(document)s can be rated from %(day)s on.",
                        document=evaluation.display_name,
                        day=in_words(self.env, first),
                    )
                )


def said_of(rating):
    """Return {axis: what a row says of it}: in numbers its value, else its rating."""
    if rating[POINTS]:
        return scoring.by_axis(rating[POINTS])
    return {axis: rating[axis] for axis in AXES}


def _special(rating):
    """Return {axis: rating} of those that are neither missing nor as expected."""
    usual = (False, None, codes.SESUAI)
    return {axis: rating[axis] for axis in AXES if rating[axis] not in usual}


def lack_again(rating, row):
    """Return AGAIN where a rating departs without a sentence from one delivered before.

    ``row``: that one, None where nothing was.
    """
    if not row or rating[REASON] or _decided(rating) == _decided(row):
        return None
    return AGAIN


def _decided(rating):
    """Return all that a person, and no formula, says in a row."""
    points = rating[POINTS]
    return scoring.decided(points) if points else said_of(rating)


def sentence(text):
    """Return a reason without blanks around it; False where it says nothing."""
    text = (text or "").strip()
    return text if any(sign.isalnum() for sign in text) else False


def row_of(choice):
    """Return a choice of a caller of the API as a rating row keeps it."""
    axes = {axis: choice.get(axis) for axis in AXES}
    needs_reason(axes, {})  # raises for what the law does not know
    return axes | {REASON: sentence(choice.get(REASON))}


def _proposal_row(trees):
    """Return what was proposed as a rating row keeps it."""
    values = {axis: tree["value"] if tree else False for axis, tree in trees.items()}
    return values | {"basis": trees}
