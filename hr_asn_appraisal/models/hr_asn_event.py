from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from ..law.states import PUBLISHED, RATED
from ..rows import add_rows

# What has a history, which whoever may read a document may read with it.
LOGGED = (
    "hr.asn.assignment",
    "hr.asn.calibration",
    "hr.asn.calibration.line",
    "hr.asn.cycle",
    "hr.asn.delegation",
    "hr.asn.dialogue",
    "hr.asn.evaluation",
    "hr.asn.evidence",
    "hr.asn.exemption",
    "hr.asn.feedback",
    "hr.asn.feedback.request",
    "hr.asn.goal.proposal",
    "hr.asn.inquiry",
    "hr.asn.notice",
    "hr.asn.objection",
    "hr.asn.run",
    "hr.asn.run.line",
    "hr.asn.skp",
    "hr.department",
    "hr.asn.unlock",
    "hr.asn.unit.rating",
)
# What is written down and told to nobody, with the reason.
NEVER_TOLD = {
    "hr.asn.survey": "its page says what it is; its rules cost every history a query",
    "hr.asn.survey.invitation": "who answered is in the invitation, all at once",
}
# An evaluation that was opened by mistake is no more; the plan remembers its period.
REMOVE_EVALUATION = "remove_evaluation"
# How a rating is taken back for another one.
TAKEN_BACK = ("reopen", "reopen_unreported")
# Of these the history is not for who it is about: it would tell who has given it.
NOT_FOR_CONCERNED = {"hr.asn.feedback": "employee_id.user_id"}


class HrAsnEvent(models.Model):
    """Every transition, correction and send; a trigger refuses change and deletion."""

    _name = "hr.asn.event"
    _description = "ASN history"
    _inherit = ["hr.asn.event.told.mixin"]
    _order = "id desc"
    _log_access = False

    res_model = fields.Char("Document Type", required=True, readonly=True)
    res_id = fields.Many2oneReference(
        "Document", model_field="res_model", required=True, readonly=True
    )
    name = fields.Char("Action", required=True, readonly=True)
    state_from = fields.Char("State Before", readonly=True)
    state_to = fields.Char("State After", readonly=True)
    note = fields.Text(readonly=True)
    # Fields that changed: list of [name, before, after], as `hr.asn.assignment` keeps;
    # of the head of a unit, of parties and of the period of what is gone their ids.
    changes = fields.Json(readonly=True, export_string_translation=False)
    # From when it holds; none: from the first.
    since = fields.Date("From Date", readonly=True)
    actor_id = fields.Many2one("res.users", "By", required=True, readonly=True)
    on_behalf_of_id = fields.Many2one(
        "hr.employee", "On Behalf Of", ondelete="restrict", readonly=True
    )
    happened_at = fields.Datetime("At", required=True, readonly=True)
    # restrict: emptying a reference would be a change, which the trigger refuses
    company_id = fields.Many2one(
        "res.company", "Agency", ondelete="restrict", readonly=True, index=True
    )

    label = fields.Char("What Happened", compute="_compute_label")
    is_readable = fields.Boolean(
        compute="_compute_is_readable",
        search="_search_is_readable",
        export_string_translation=False,
    )

    _record_idx = models.Index("(res_model, res_id, id)")
    # Record rules ask what somebody has approved, rated or delivered for others.
    _behalf_idx = models.Index(
        "(actor_id, res_id) WHERE name IN ('approve', 'rate', 'deliver')"
        " AND on_behalf_of_id IS NOT NULL"
    )
    # Nobody is reminded twice of one thing on one day of the agency, its note.
    _remind_uniq = models.UniqueIndex(
        "(res_model, res_id, name, note) WHERE name IN ('remind', 'remind_evidence')",
        "There was a reminder today already.",
    )

    def init(self):
        """Let the database itself refuse what no code may do."""
        self.env.cr.execute(
            """
            CREATE OR REPLACE FUNCTION hr_asn_event_append_only() RETURNS trigger AS $$
            BEGIN RAISE EXCEPTION 'hr_asn_event is append-only'; END
            $$ LANGUAGE plpgsql;
            CREATE OR REPLACE TRIGGER hr_asn_event_append_only
                BEFORE UPDATE OR DELETE ON hr_asn_event
                FOR EACH ROW EXECUTE FUNCTION hr_asn_event_append_only();
            CREATE OR REPLACE TRIGGER hr_asn_event_no_truncate
                BEFORE TRUNCATE ON hr_asn_event
                FOR EACH STATEMENT EXECUTE FUNCTION hr_asn_event_append_only();
            """
        )

    @api.depends("res_model", "name", "state_to")
    @api.depends_context("lang")
    def _compute_label(self):
        """Say what has a name of its own by that, a move by the state it led to."""
        names = {
            "open": self.env._("Opened"),
            "change_appraiser": self.env._("Appraiser changed"),
            "change_head": self.env._("Head of the unit changed"),
            "restore_head": self.env._("Former head of the unit restored"),
            "change_assignment": self.env._("Assignment changed"),
            "delegate": self.env._("Delegated"),
            "calibrate": self.env._("Calibrated"),
            "take_back": self.env._("Calibration taken back"),
            "call_off": self.env._("Session called off"),
            "profile": self.env._("Profile opened"),
            "take_library": self.env._("Taken from the library"),
            "import_plan": self.env._("Filled in from a spreadsheet"),
            "copy_plan": self.env._("Copied from last year"),
            "transfer": self.env._("Post by decree"),
            "give_role": self.env._("Role given by the leader"),
            "drift": self.env._("Leader's result changed"),
            "accept_drift": self.env._("Leader's change accepted"),
            "argue_drift": self.env._("Leader's change argued"),
            "reply_drift": self.env._("Leader's answer to the response"),
            "team": self.env._("Added to a team"),
            "team_ended": self.env._("Team without its lead"),
            "team_end_undone": self.env._("End of a team holds no more"),
            "service": self.env._("Target of a service put into the plan"),
            "service_changed": self.env._("Target of a service changed"),
            "service_taken": self.env._("Change of a service taken over"),
            "drop": self.env._("Change dropped"),
            "withdraw_plan": self.env._("Withdrawn before an answer"),
            "withdraw_change": self.env._("Withdrawn before an answer"),
            "withdraw_again": self.env._("Withdrawn before an answer"),
            "import": self.env._("Taken over from another system"),
            "retry": self.env._("Failed rows tried again"),
            "decide_theirs": self.env._("e-Kinerja data accepted"),
            "decide_ours": self.env._("Data here kept"),
            "decide_check": self.env._("To be checked"),
            "correct": self.env._("Corrected"),
            "remind": self.env._("Reminded"),
            "remind_evidence": self.env._("Asked for evidence"),
            "remind_gaps_before": self.env._("Reminded of gaps"),
            "remind_gaps_after": self.env._("Reminded of gaps again"),
            "remind_due_before": self.env._("Reminded that plans are due"),
            "remind_due_after": self.env._("Reminded that plans were due"),
            "remind_answer_before": self.env._("Reminded of the answer"),
            "remind_answer_after": self.env._("Reminded of the answer that is due"),
            "wrong_appraiser": self.env._("Wrong appraiser noticed"),
            "slip_given": self.env._("One-time password given"),
            "first_sign_in": self.env._("Signed in with one-time password"),
            "password_chosen": self.env._("Password chosen"),
            "login_changed": self.env._("Another user linked"),
            "account_locked": self.env._("Account locked"),
            "account_reopened": self.env._("Account opened again"),
            "reopen": self.env._("Reopened"),
            "reopen_unreported": self.env._("Reopened"),
            REMOVE_EVALUATION: self.env._("Evaluation taken back"),
            "object": self.env._("Objected to"),
            "withdraw": self.env._("Objection withdrawn"),
            "file": self.env._("Objection filed"),
            "explain": self.env._("Appraiser's explanation given"),
            "state": self.env._("Employee's statement given"),
            "ask_appraiser": self.env._("Further information asked of the appraiser"),
            "ask_employee": self.env._("Further information asked of the employee"),
            "reply": self.env._("Further information given"),
            "name_superior": self.env._("Named who decides"),
            "escalate": self.env._("Passed on: not decided in time"),
            "ask": self.env._("Explanation asked for"),
            "accept_evidence": self.env._("Evidence accepted"),
            "refuse_evidence": self.env._("Evidence refused"),
            "change_dates": self.env._("Dates changed"),
            "ask_unlock": self.env._("Unlocking asked for"),
            "unlock": self.env._("Unlocked"),
            "refuse_unlock": self.env._("Unlocking refused"),
            "restore": self.env._("Given back as a draft"),
            "end_unlock": self.env._("Unlocking ended"),
            "lapse_opening": self.env._("Does not open by itself any more"),
            "take_over_opening": self.env._("Opens by itself again"),
        }
        for event in self:
            states = self._asn_state_labels(event.res_model)
            event.label = (
                names.get(event.name) or states.get(event.state_to) or event.name
            )

    @api.model
    def _asn_state_labels(self, model):
        field = self.env[model]._fields.get("state") if model in self.env else None
        return dict(field._description_selection(self.env)) if field else {}

    @api.depends_context("uid")
    def _compute_is_readable(self):
        readable = self.sudo().filtered_domain(self._search_is_readable("in", [True]))
        for event in self:
            event.is_readable = event in readable

    def _search_is_readable(self, operator, value):
        """Whoever may read a document may read what happened to it."""
        if operator != "in":
            return NotImplemented
        # Rules are evaluated as superuser; the documents are asked as the user.
        env = self.env(su=False)
        # Of one kind where a caller says so: never more than of all.
        only = self.env.context.get("asn_history_of")
        told = Domain.OR(
            Domain("res_model", "=", model)
            & Domain("res_id", "in", env[model]._search(self._asn_told_to(model)))
            for model in LOGGED
            if only in (None, model) and env[model].has_access("read")
        )
        return told & ~self._asn_untold(env)

    @api.model
    def _asn_untold(self, env):
        """Return the domain of what the person concerned is not told of his rating.

        Why one that was never delivered was taken back says what it was. Until delivery
        the steps of rating are not told either: one that waits for a sentence departs
        from what was expected.
        """
        # sudo: hr.asn.evaluation - which are his own, to keep something from him
        own = self.env["hr.asn.evaluation"].sudo()
        mine = Domain("employee_id.user_id", "=", env.uid)
        waiting = mine & Domain("state", "not in", PUBLISHED)
        back = Domain("name", "in", TAKEN_BACK) & Domain("state_from", "=", RATED)
        steps = Domain("state_from", "=", RATED) | Domain("state_to", "=", RATED)
        untold = back & Domain("res_id", "in", own._search(mine))
        untold |= steps & Domain("res_id", "in", own._search(waiting))
        return Domain("res_model", "=", "hr.asn.evaluation") & untold

    @api.model
    def _asn_told_to(self, model):
        """Return the domain of the documents whose history the user may be told."""
        if model == "hr.asn.evidence":
            # Why it was refused, too: as the user, whoever evaluates the rule.
            return self.env(su=False)[model]._asn_reviews_told()
        concerned = NOT_FOR_CONCERNED.get(model)
        return Domain(concerned, "!=", self.env.uid) if concerned else Domain.TRUE

    def write(self, vals):
        raise AccessError(self.env._("History cannot be changed."))

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise AccessError(self.env._("History cannot be deleted."))

    @api.model
    def _asn_logged(self, documents, name, note=None):
        """Return the ids of documents in whose history a step stands; one query.

        ``note``: only with these words. Told is whether it does, not by whom.
        """
        domain = Domain("res_model", "=", documents._name) & Domain("name", "=", name)
        domain &= Domain("res_id", "in", documents.ids)
        if note is not None:
            domain &= Domain("note", "=", note)
        # sudo: hr.asn.event - whether it was, for who may not read the history
        found = self.sudo().search_fetch(domain, ["res_id"])
        return set(found.mapped("res_id"))

    @api.model
    def _asn_actors(self, documents, names):
        """Return {document id: users who took one of some steps}; for guards only."""
        # sudo: hr.asn.event - who it was, to keep him from a step, told to nobody
        found = self.sudo().search_fetch(
            [
                ("res_model", "=", documents._name),
                ("res_id", "in", documents.ids),
                ("name", "in", names),
            ],
            ["res_id", "actor_id"],
        )
        by_document = found.grouped("res_id")
        return {
            number: by_document.get(number, found.browse()).actor_id
            for number in documents.ids
        }

    @api.model
    def _asn_log(
        self,
        records,
        name,
        note=None,
        state_to=None,
        on_behalf=None,
        changes=None,
        since=None,
    ):
        """Append one event per record in one statement; ``state_to`` None = no move.

        ``note``: a text, or a function record -> text. ``on_behalf``: {record: the
        employee for whom the actor moves it}. ``changes``: {id: list of [field,
        before, after]}, told to each reader in his language. ``since``: the day from
        which what has changed holds, None: from the first.
        """
        if records._name not in {*LOGGED, *NEVER_TOLD}:
            raise ValueError(f"nobody could read the history of {records._name}")
        behalf = {record.id: one.id for record, one in (on_behalf or {}).items()}
        has_state = "state" in records._fields
        now = fields.Datetime.now()
        # sudo: hr.asn.event - nobody may create history by hand, only code may
        return add_rows(
            self.sudo(),
            [
                {
                    "res_model": record._name,
                    "res_id": record.id,
                    "name": name,
                    "state_from": record.state if has_state and state_to else False,
                    "state_to": state_to,
                    "note": note(record) if callable(note) else note,
                    "changes": (changes or {}).get(record.id),
                    "since": since,
                    "actor_id": self.env.uid,
                    "on_behalf_of_id": behalf.get(record.id, False),
                    "happened_at": now,
                    "company_id": record.company_id.id,
                }
                for record in records.sudo()
            ],
        )
