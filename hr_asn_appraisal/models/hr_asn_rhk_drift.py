from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from ..law import drift
from ..law.states import APPROVED, CANCELLED, CLOSED
from .hr_asn_skp import EDITABLE
from .hr_asn_skp_drift_mixin import (
    ACCEPTED,
    ARGUED,
    ARGUED_TYPE,
    DRIFT_TYPE,
    NEW,
    OPEN,
)
from .hr_asn_workflow_mixin import EMPLOYEE, SUBSTITUTE

DRIFTS = [(NEW, "Changed"), (ACCEPTED, "Accepted"), (ARGUED, "Argued")]
# What only a change of the superior, or the owner's answer to it, writes.
PROTECTED = {
    "drift": False,
    "drift_on": False,
    "drift_note": False,
    "drift_reply": False,
    "drift_before": False,
    "drift_after": False,
    "drift_text": False,
    "drift_due": False,
    "drift_due_text": False,
}
SETTLED = PROTECTED | {"drift_known": False}
# What only a link that counts no more, or again, writes.
MISSED = {"drift_missed": False}
# What says what a link takes up, and for what.
TARGETS = {"rhk_id", "superior_rhk_id", "superior_iki_id", "objective_id"}
# What falls away with an acceptance, by whatever way: it waits for nothing more.
ANSWERED = dict.fromkeys(
    ("drift_note", "drift_reply", "drift_known", "drift_due", "drift_due_text"), False
)


class HrAsnRhkLink(models.Model):
    """What is told when a superior's result changes after it was taken up.

    A change that is approved makes it ``new``; its owner accepts or argues. An argument
    waits for the superior, whose answer makes it ``new`` once more. The agreed
    words of the link change only with its own plan: at once where that is open, with
    its next change where it is agreed.
    """

    _inherit = "hr.asn.rhk.link"

    drift = fields.Selection(DRIFTS, "Leader's Change", readonly=True, copy=False)
    drift_on = fields.Date("Changed On", readonly=True, copy=False)
    drift_note = fields.Text("Response", readonly=True, copy=False)
    drift_reply = fields.Text("Leader's Answer", readonly=True, copy=False)
    drift_before = fields.Text("Before", readonly=True, copy=False)
    drift_after = fields.Text("After", readonly=True, copy=False)
    # The new words of the result alone; none where it was cancelled.
    drift_text = fields.Text(readonly=True, copy=False, export_string_translation=False)
    # Accepted, but not yet in the plan: it was agreed when that was done.
    drift_due = fields.Boolean(
        readonly=True, copy=False, export_string_translation=False
    )
    # The words accepted before a newer change that is open.
    drift_due_text = fields.Text(
        readonly=True, copy=False, export_string_translation=False
    )
    drift_told = fields.Text("Becomes", compute="_compute_drift_told")
    drift_can = fields.Boolean(
        compute="_compute_drift_can", export_string_translation=False
    )
    drift_can_argue = fields.Boolean(
        compute="_compute_drift_can", export_string_translation=False
    )

    @api.depends("drift", "drift_after")
    @api.depends_context("lang")
    def _compute_drift_told(self):
        """Say what the result has become, also that it is no more."""
        for link in self:
            gone = link.drift and not link.drift_after
            told = self.env._("Cancelled") if gone else link.drift_after
            link.drift_told = told

    @api.depends("drift", "rhk_id.is_cancelled", "skp_id.state")
    @api.depends_context("uid")
    def _compute_drift_can(self):
        answered = self._asn_answerable()
        heard = answered._asn_heard()
        for link in self:
            link.drift_can = link in answered
            link.drift_can_argue = link in heard

    def _asn_heard(self):
        """Return the links whose leaders can still answer who argues."""
        # sudo: hr.asn.skp - whether the leader's plan is at work
        heard = self.sudo().filtered(
            lambda link: link.superior_rhk_id.skp_id._asn_hearing()
        )
        return self & heard

    def _asn_unanswered(self):
        """Return the links whose change may be answered now, by whoever may."""
        is_open = self.filtered(lambda link: link.drift in OPEN)
        return is_open.filtered_domain(self._asn_counting_domain())

    def _asn_answerable(self):
        """Return the links whose change the current user may answer now."""
        is_open = self._asn_unanswered()
        plans = is_open.skp_id - is_open.skp_id._asn_overseen()
        own = plans._asn_role_employee() | plans._asn_role_substitute()
        return is_open.filtered(lambda link: link.skp_id in own)

    # -- guard ---------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            vals.pop("drift_known", None)
        guarded = PROTECTED | MISSED
        return super().create([vals | guarded for vals in vals_list])

    def write(self, vals):
        if (SETTLED | MISSED).keys() & vals.keys():
            raise AccessError(
                self.env._("Only a change of the leader's plan is told here.")
            )
        # sudo: hr.asn.rhk.link - noted by the change, whoever may read whose
        own = self.sudo()
        own._asn_going(vals, TARGETS)._asn_keep()
        other = own._asn_going(vals, {"superior_rhk_id"})
        done = super().write(vals)
        other._asn_miss_anew()
        return done

    def unlink(self):
        """What is taken up no more waits for nobody."""
        # sudo: hr.asn.rhk.link - settled by the deletion, whoever may read whose
        self.sudo()._asn_keep()
        waiting = self.sudo()._asn_waiting_plans()
        done = super().unlink()
        self.sudo().browse()._asn_settle_both(*waiting)
        return done

    def _asn_going(self, vals, names):
        """Return the links in which these values change what one of fields holds."""
        chosen = self._asn_chosen(vals)
        named = names & chosen.keys()
        return self.filtered(
            lambda link: any(link[name].id != chosen[name] for name in named)
        )

    def _asn_keep(self):
        """Keep with plans under change how their owners know what links take up.

        Of links that go: a change that is given up brings them back as they first
        went. To be called as superuser.
        """
        going = self.filtered(
            lambda link: (
                link.superior_rhk_id
                and link.skp_id.version_number
                and link.skp_id.state in EDITABLE
            )
        )
        for plan, links in going.grouped("skp_id").items():
            kept = {link._asn_key(): link._asn_kept() for link in links}
            plan._asn_put({"drift_kept": kept | (plan.drift_kept or {})})

    def _asn_key(self):
        """Return by what a link is found again whose row was made anew."""
        ids = self.rhk_id.id, self.superior_rhk_id.id, self.superior_iki_id.id
        return "/".join(str(key or 0) for key in ids)

    def _asn_kept(self):
        """Return what was told of a link, as JSON takes it."""
        kept = {name: self[name] for name in SETTLED}
        day = self.drift_on and str(self.drift_on)
        return kept | {"drift_on": day, "drift_missed": self._asn_first_missed()}

    def _asn_regain(self):
        """Give links that came back what was told of them.

        To be called as superuser, once their plans are as they were.
        """
        back = self.browse()
        for link in self.filtered(lambda one: not one.drift):
            kept = (link.skp_id.drift_kept or {}).get(link._asn_key())
            if kept:
                # Kept before that was noted: compared with what is agreed now.
                missed = link.superior_rhk_id.skp_id.version_number
                link._asn_put({"drift_missed": missed} | kept)
                back |= link
        back._asn_wait_again()

    def _asn_waiting_plans(self):
        """Return whose plans wait for an answer here: (of owners, of superiors)."""
        own = self.filtered(lambda link: link.drift in OPEN)
        argued = own.filtered(lambda link: link.drift == ARGUED)
        return own.skp_id, argued.superior_rhk_id.skp_id

    @api.model
    def _asn_settle_both(self, owners, superiors):
        """Drop the to-dos of plans that wait for nothing; some may be deleted along."""
        self._asn_settle_todos(owners.exists())
        self._asn_settle_argued(superiors.exists())

    def _asn_wait_again(self):
        """Give the to-dos of links that count again, or drop those of the others.

        To be called as superuser, by the step that lets them count or not.
        """
        owners, superiors = self._asn_waiting_plans()
        self._asn_settle_both(owners, superiors)
        again = self.filtered_domain(self._asn_counting_domain())
        owners = again.filtered(lambda link: link.drift == NEW).skp_id
        owners._asn_hand_over(DRIFT_TYPE, "employee_id")
        superiors = again._asn_waiting_plans()[1]._asn_hearing()
        superiors._asn_hand_over(ARGUED_TYPE, "employee_id")

    def _asn_settle(self, results):
        """What is taken up anew waits for no answer any more.

        Who writes the new words himself has accepted them: given up with his own
        change, they wait for him again.
        """
        # sudo: hr.asn.rhk.link - settled by taking up, by nobody's own right
        own = self.sudo().filtered("drift")
        is_argued = ARGUED in own.mapped("drift")
        typed = own.filtered(
            lambda link: (
                link.superior_rhk_id in results and link.text == link.drift_text
            )
        )
        typed._asn_put(ANSWERED | {"drift": ACCEPTED})
        (own - typed)._asn_put(PROTECTED)
        own.browse()._asn_settle_todos(own.skp_id)
        if is_argued:
            self._asn_settle_argued(results.sudo().skp_id)

    def _asn_note_known(self):
        """Who has not settled a change stands where he stood when he was told."""
        answered = self.filtered(lambda link: link.drift not in OPEN)
        return super(HrAsnRhkLink, answered)._asn_note_known()

    # -- a superior's plan has changed ---------------------------------------

    @api.model
    def _asn_note_drift(self, plans):
        """Tell who takes up results of plans what their newest version has changed.

        To be called as superuser, once that version is sealed; the queries are the
        same for any number of links. What has become as it was is told no more. A plan
        that was taken back has no version: what it had drafted is gone.
        """
        links = self.search(self._asn_drifting(plans))
        if links:
            links._asn_compare(links._asn_sides(*plans._asn_last_results()))

    @api.model
    def _asn_note_dropped(self, plans):
        """Tell who took up a draft of plans that it came to nothing; as above."""
        noted = Domain("drift_known", "!=", False) & Domain("drift", "not in", OPEN)
        links = self.search(self._asn_drifting(plans) & noted)
        if links:
            _before, agreed = plans._asn_last_results()
            links._asn_compare(links._asn_sides(agreed, agreed))

    def _asn_sides(self, before, after):
        """Return {link: its result in these two}, {result id: as a version has it}."""
        return {
            link: tuple(side.get(link.superior_rhk_id.id) for side in (before, after))
            for link in self
        }

    def _asn_compare(self, sides):
        """Tell the owners of links what is other than they know it.

        ``sides``: {link: its result as one version has it, as a later one does}.
        """
        told, settled = self.browse(), self.browse()
        argued = self.filtered(lambda link: link.drift == ARGUED)
        for link in self:
            if link._asn_is_told(*sides[link]):
                continue
            change = link._asn_change(*sides[link])
            if change:
                told |= link
                link._asn_put(link._asn_changed(change))
            elif link.drift in OPEN or link.drift_known:
                settled |= link
        settled._asn_put_settled()
        told._asn_tell_owners()
        self._asn_settle_todos(settled.skp_id)
        if argued & (told | settled):
            self._asn_settle_argued(argued.superior_rhk_id.skp_id)

    def _asn_put_settled(self):
        """Nothing is left to tell; what was accepted before is so again."""
        accepted = self.filtered("drift_due_text")
        (self - accepted)._asn_put(SETTLED)
        for link in accepted:
            known = {"drift_before": link.text, "drift_after": link.drift_before}
            known |= {"drift_text": link.drift_due_text, "drift_due": link.drift_due}
            link._asn_put(SETTLED | known | {"drift": ACCEPTED})

    def _asn_accepted_text(self):
        """Return the words that the owner accepted last, False for none."""
        return self.drift_due_text if self.drift in OPEN else self.drift_text

    def _asn_is_told(self, before, after):
        """Say whether a change that is open is the last one, so that nothing is new.

        Who argues may carry another indicator since: that alone tells him nothing.
        """
        if self.drift not in OPEN:
            return False
        indicator = self.superior_iki_id.id
        former, latter = (drift.words(one, indicator) for one in (before, after))
        is_as_argued = self.drift == ARGUED and former == latter
        return is_as_argued or latter == (self.drift_after or "")

    def _asn_change(self, before, after):
        """Return what of a result is other than who takes it up knows it, or None."""
        self.ensure_one()
        indicator = self.superior_iki_id.id
        if self.drift in OPEN:
            known = self.drift_known or self.drift_before
        else:
            # What was answered was told: its own words are not those of before.
            is_gone = not after and not self.drift
            noted = self.drift_known or ""
            known = drift.known(self.text, noted, before, indicator, is_gone)
        return drift.change(before, after, indicator, known)

    @api.model
    def _asn_drifting(self, plans):
        """Return the domain of the links that take up results of these plans."""
        return Domain("superior_rhk_id.skp_id", "in", plans.ids) & (
            self._asn_counting_domain()
        )

    @api.model
    def _asn_counting_domain(self):
        """Return the domain of the links whose owners are told, and may answer."""
        return Domain("rhk_id.is_cancelled", "=", False) & Domain(
            "skp_id.state", "not in", (CLOSED, CANCELLED)
        )

    @api.model
    def _asn_arguing(self):
        """Return the domain of the links whose owners argue, and may be answered."""
        return Domain("drift", "=", ARGUED) & self._asn_counting_domain()

    def _asn_changed(self, change):
        """Return the values of a link whose result has changed.

        Of a draft the owner is shown no more than the words that stand in his plan.
        """
        is_open = change.before != self.drift_known
        accepted = self._asn_accepted_text()
        accepted = (self.drift_due or self.text == accepted) and accepted
        return PROTECTED | {
            "drift": NEW,
            "drift_on": self._asn_today(),
            "drift_before": change.before if is_open else self.text,
            "drift_after": change.after,
            "drift_text": change.text,
            "drift_known": False if is_open else change.before,
            # What was said to the former one is read beside it.
            "drift_note": self.drift in OPEN and self.drift_note,
            "drift_reply": self.drift in OPEN and self.drift_reply,
            # What was accepted comes into his plan, whatever he says to the newer one.
            "drift_due": bool(self.drift_due and accepted),
            "drift_due_text": accepted,
        }

    def _asn_today(self):
        return self.company_id._asn_today()

    def _asn_tell_owners(self):
        """Give each owner one to-do, however many of his results are concerned."""
        plans = self.skp_id
        self.env["hr.asn.event"]._asn_log(plans, "drift")
        plans._asn_hand_over(DRIFT_TYPE, "employee_id")

    @api.model
    def _asn_settle_todos(self, plans):
        """Drop the to-do of plans on which nothing waits for an answer any more."""
        changed = Domain("skp_id", "in", plans.ids) & Domain("drift", "=", NEW)
        waiting = self.search(changed & self._asn_counting_domain())
        settled = plans - waiting.skp_id
        if settled:
            settled.activity_unlink([DRIFT_TYPE])

    # -- answering -----------------------------------------------------------

    def action_accept(self):
        """Accept what the superior has changed: the link takes over its new words.

        At once while the plan is open; an agreed plan stays as it is sealed and takes
        them over when it is opened for a change. Raises AccessError for who may not
        answer, UserError for what has been answered already.
        """
        self._asn_check_answer()
        # sudo: hr.asn.rhk.link - the owner answers, whoever may write his plan now
        own = self.sudo()
        own._asn_put(ANSWERED | {"drift": ACCEPTED, "drift_due": True})
        plans = own.skp_id
        self.env["hr.asn.event"]._asn_log(plans, "accept_drift")
        self._asn_settle_argued(own.superior_rhk_id.skp_id)
        own._asn_take_over()
        own.browse()._asn_settle_todos(plans)

    def action_argue(self, note):
        """Answer the superior that the change cannot stay so; he is told.

        Raises as `action_accept`, and UserError for an empty note and where the
        leader's plan is closed or taken back.
        """
        if not (note or "").strip():
            raise UserError(self.env._("Write what you want to say to the change."))
        self._asn_check_answer()
        self._asn_check_heard()
        # sudo: hr.asn.rhk.link - the owner answers, whoever may write his plan now
        own = self.sudo()
        # He stands where he stood when he was told: ``drift_known`` stays.
        answer = {"drift": ARGUED, "drift_note": note.strip(), "drift_reply": False}
        own._asn_put(answer)
        self.env["hr.asn.event"]._asn_log(own.skp_id, "argue_drift", note.strip())
        own.superior_rhk_id.skp_id._asn_hand_over(ARGUED_TYPE, "employee_id")
        own.browse()._asn_settle_todos(own.skp_id)

    def _asn_argued_words(self):
        """Return who argues with what and why, a line for each."""
        return "\n".join(
            self.env._(
                "%(name)s on “%(result)s”: %(note)s",
                name=link.skp_id.name,
                result=link.superior_rhk_id.name,
                note=link.drift_note,
            )
            for link in self
        )

    def _asn_reply(self, text):
        """Tell the owners what their superior says to what they argue.

        They accept or argue once more. To be called as superuser, by the step of the
        superior.
        """
        self._asn_put({"drift": NEW, "drift_reply": text})
        plans = self.skp_id
        self.env["hr.asn.event"]._asn_log(plans, "reply_drift", text)
        plans._asn_hand_over(DRIFT_TYPE, "employee_id")
        self._asn_settle_argued(self.superior_rhk_id.skp_id)

    def _asn_check_answer(self):
        self.check_access("read")
        if self == self._asn_answerable():
            self.skp_id._asn_check_cycle_open()
            return
        if self - self._asn_unanswered():
            raise UserError(
                self.env._("This was answered already. Reload to see what is left.")
            )
        raise AccessError(self.skp_id._asn_no_right((EMPLOYEE, SUBSTITUTE)))

    def _asn_check_heard(self):
        """Refuse to argue where nobody answers it any more."""
        # sudo: hr.asn.skp - the state of a plan that is taken up
        for plan in (self - self._asn_heard()).sudo().superior_rhk_id.skp_id:
            raise UserError(
                self.env._(
                    "Your leader's plan is “%s”: nobody answers a response there. "
                    "You can still accept the change.",
                    plan._asn_state_label(),
                )
            )

    @api.model
    def _asn_settle_argued(self, plans):
        """Drop the superior's to-do where nobody argues any more."""
        # sudo: hr.asn.rhk.link - whether somebody does, not who
        concerned = Domain("superior_rhk_id.skp_id", "in", plans.ids)
        argued = self.sudo().search(concerned & self._asn_arguing())
        settled = plans - argued.superior_rhk_id.skp_id
        if settled:
            settled.activity_unlink([ARGUED_TYPE])

    def _asn_take_over(self):
        """Put accepted changes into the plans that are open; the others wait."""
        due = self.filtered(
            lambda link: (
                link.drift_due
                and link.skp_id.state in EDITABLE
                and not link.skp_id.is_locked
            )
        )
        gone = due.filtered(lambda link: not link._asn_accepted_text())
        by_text = (due - gone).grouped(lambda link: link._asn_accepted_text())
        for text, links in by_text.items():
            links._asn_put({"text": text, "drift_due": False})
        gone.unlink()

    def _asn_due_again(self):
        """Let accepted changes wait once more: what they changed was given up.

        A link to what was cancelled has come back, as a version keeps it.
        """
        lost = self.filtered(lambda link: link._asn_is_lost())
        lost._asn_put({"drift_due": True})
        back = self.filtered(
            lambda link: (
                not (link.drift or link.drift_missed)
                and link.superior_rhk_id.is_cancelled
                and link.superior_rhk_id.skp_id.state == APPROVED
            )
        )
        back._asn_put({"drift": ACCEPTED, "drift_due": True})

    def _asn_is_lost(self):
        """Say whether the plan does not say what its owner has accepted."""
        accepted = self._asn_accepted_text()
        is_accepted = self.drift == ACCEPTED or accepted
        return is_accepted and self.text != accepted
